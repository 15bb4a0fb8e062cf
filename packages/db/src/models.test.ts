// Models: gap-free version numbers, and pages that neither skip nor repeat a model.
import { expect, it } from "vitest";
import type { Db } from "./db.ts";
import { insertModel, modelByRef, readModels, takeVersionNumber } from "./models.ts";
import { insertTeam } from "./teams.ts";
import { eachDatabase } from "./testing.ts";
import { mintVisible } from "./visible.ts";

const now = new Date("2026-03-01T09:00:00.000Z");
const everything = mintVisible({ everything: true });

async function fill(db: Db, names: readonly string[]): Promise<void> {
  await db.transaction(async (tx) => {
    await insertTeam(tx, { id: "team", slug: "speech", name: "Speech", createdAt: now });
    for (const name of names)
      await insertModel(
        tx,
        {
          id: name,
          teamId: "team",
          name,
          description: "",
          tags: {},
          visibility: "organisation",
          createdAt: now,
          createdBy: "ada",
        },
        () => new Error("taken"),
      );
  });
}

eachDatabase("models", (open) => {
  it("give each version the next number, however many ask at once, and none to a transaction that fails", async () => {
    const { db } = await open();
    await fill(db, ["vad"]);
    const take = (isFailing: boolean) =>
      db.transaction(async (tx) => {
        const number = await takeVersionNumber(tx, { modelId: "vad", now });
        if (isFailing) throw new Error("no version after all");
        return number;
      });
    const outcomes = await Promise.allSettled([false, true, false, true, false].map(take));
    const given = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
    expect(given.sort()).toEqual([1, 2, 3]);
  });

  it("are paged by time and id: those changed in one millisecond too, each once", async () => {
    const { db } = await open();
    await fill(db, ["a", "b", "c", "d", "e"]);
    const seen: string[] = [];
    for (let after: { changedAt: Date; id: string } | undefined; ;) {
      const rows = await readModels(db.read, everything, { filter: {}, after, limit: 2 });
      seen.push(...rows.map(({ id }) => id));
      after = rows.at(-1);
      if (rows.length < 2) break;
    }
    expect(seen).toEqual(["e", "d", "c", "b", "a"]);
  });

  it("are found by any spelling that reads the same", async () => {
    const { db } = await open();
    await fill(db, ["Silero-VAD"]);
    expect(await modelByRef(db.read, { team: "speech", name: "silero-vad" })).toMatchObject({
      id: "Silero-VAD",
      teamSlug: "speech",
    });
    expect(await modelByRef(db.read, { team: "vision", name: "silero-vad" })).toBeUndefined();
  });
});
