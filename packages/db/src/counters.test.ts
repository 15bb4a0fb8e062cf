// Gap-free numbers, and how a broken uniqueness rule is told.
import { refuse } from "@chancery/core";
import { expect, it } from "vitest";
import { onUniqueViolation } from "./constraint.ts";
import { lastNumber, nextNumber } from "./counters.ts";
import { insertTeam } from "./teams.ts";
import { eachDatabase } from "./testing.ts";

eachDatabase("counters", (open) => {
  it("gives 50 at once the numbers 1 to 50, whatever rolls back between them", async () => {
    const { db } = await open();
    const take = (fails: boolean) =>
      db.transaction(async (tx) => {
        const number = await nextNumber(tx, "promotion");
        if (fails) throw new Error("no");
        return number;
      });
    const taken = await Promise.allSettled(Array.from({ length: 75 }, (_, n) => take(n % 3 === 0)));
    const numbers = taken.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    expect(await lastNumber(db.read, "promotion")).toBe(50);
    expect(await lastNumber(db.read, "other")).toBe(0);
  });

  it("counts each series on its own", async () => {
    const { db } = await open();
    const both = await db.transaction(async (tx) => [
      await nextNumber(tx, "a"),
      await nextNumber(tx, "b"),
      await nextNumber(tx, "a"),
    ]);
    expect(both).toEqual([1, 1, 2]);
  });

  it("knows a uniqueness violation on either driver, and nothing else, as the error it was told to be", async () => {
    const { db } = await open();
    const insert = (team: { id: string; slug: string }) =>
      db.transaction((tx) =>
        onUniqueViolation(insertTeam(tx, { ...team, name: "x", createdAt: new Date(0) }), () =>
          refuse("CONFLICT", "taken", "taken"),
        ),
      );
    await insert({ id: "1", slug: "a" });
    await expect(insert({ id: "2", slug: "a" })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(insert({ id: "1", slug: "b" })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(insert({ id: "3", slug: null as unknown as string })).rejects.not.toMatchObject({ code: "CONFLICT" });
  });
});
