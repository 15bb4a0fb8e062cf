// Policy versions: kept once, never rewritten, the newest in force.
import { sealPolicy, twoPerson } from "@chancery/core";
import { expect, it } from "vitest";
import { currentPolicy, ensurePolicy } from "./policies.ts";
import { eachDatabase } from "./testing.ts";

const row = (number: number, id = `policy-${number}`) => ({
  id,
  name: twoPerson.name,
  number,
  ...sealPolicy({ ...twoPerson, version: number }),
  createdAt: new Date(0),
});

eachDatabase("policies", (open) => {
  it("are kept once, however many processes start at once", async () => {
    const { db } = await open();
    const kept = await Promise.all(["a", "b", "c"].map((id) => db.transaction((tx) => ensurePolicy(tx, row(1, id)))));
    expect(new Set(kept.map(({ id }) => id)).size).toBe(1);
  });

  it("refuse another document under a kept number", async () => {
    const { db } = await open();
    await db.transaction((tx) => ensurePolicy(tx, row(1)));
    const other = { ...row(1), ...sealPolicy({ ...twoPerson, name: "one-person" }) };
    await expect(db.transaction((tx) => ensurePolicy(tx, other))).rejects.toThrow(/another document/);
  });

  it("have their newest version in force, and none before a registry is set up", async () => {
    const { db } = await open();
    await expect(currentPolicy(db.read)).rejects.toThrow(/never set up/);
    for (const number of [1, 10, 2]) await db.transaction((tx) => ensurePolicy(tx, row(number)));
    expect((await currentPolicy(db.read)).number).toBe(10);
  });
});
