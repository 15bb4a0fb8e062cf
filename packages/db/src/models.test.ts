// Models: gap-free version numbers, and pages that neither skip nor repeat a model.
import type { Visibility } from "@chancery/core";
import { expect, it } from "vitest";
import type { Db } from "./db.ts";
import { open as opened } from "./handle.ts";
import { modelByRef, readModels, saveModel, takeVersionNumber } from "./models.ts";
import { insertTeam } from "./teams.ts";
import { eachDatabase } from "./testing.ts";
import { mintVisible } from "./visible.ts";

const now = new Date("2026-03-01T09:00:00.000Z");
const everything = mintVisible({ everything: true });
const nobodys = mintVisible({ everything: false, teamIds: [], maintainedTeamIds: [], modelIds: [] });

type Given = {
  readonly id: string;
  readonly description?: string;
  readonly changedAt?: Date;
  readonly visibility?: Visibility;
};
async function fill(db: Db, given: readonly (string | Given)[]): Promise<void> {
  await db.transaction(async (tx) => {
    await insertTeam(tx, { id: "team", slug: "speech", name: "Speech", createdAt: now });
    const { run, t } = opened(tx);
    const rest = { teamId: "team", description: "", tags: {}, visibility: "organisation" as const, createdBy: "ada" };
    const rows = given
      .map((one) => (typeof one === "string" ? { id: one } : one))
      .map((one) => ({
        ...rest,
        name: one.id,
        nameKey: one.id.toLowerCase(),
        createdAt: now,
        changedAt: now,
        ...one,
      }));
    for (let from = 0; from < rows.length; from += 500) await run.insert(t.models).values(rows.slice(from, from + 500));
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
      const rows = await readModels(db.read, everything, { order: "changed", filter: {}, after, limit: 2 });
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

  it("are found by any part of a name or description, as one would by looking at each", async () => {
    const { db } = await open();
    const names = ["Silero-VAD", "vad.lite", "a%b_c", 'quo"te', "x", "va", "Übersetzer", "over-and-over"];
    // Newer ones fill the stretch that is looked at one by one: an index is asked for the rest.
    const newer = Array.from({ length: 1_000 }, (_, n) => ({ id: `=${n}=`, changedAt: new Date(now.getTime() + n) }));
    await fill(db, [...names, ...newer]);
    const asked = names.flatMap((name) => [0, 2].flatMap((from) => [1, 2, 4].map((n) => name.slice(from, from + n))));
    const fold = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
    for (const q of [...new Set(asked), "zz", "zzz", 'd"', "*", "NOT"].filter(Boolean)) {
      const found = await readModels(db.read, everything, {
        order: "changed",
        filter: { q },
        after: undefined,
        limit: 50,
      });
      const expected = names.filter((name) => fold(name).includes(fold(q)));
      expect(found.map(({ name }) => name).sort(), q).toEqual(expected.sort());
    }
  });

  it("are found by a new description, and no longer by the old one", async () => {
    const { db } = await open();
    await fill(db, ["vad"]);
    const describe = (description: string, revision: number) =>
      db.transaction((tx) => saveModel(tx, { id: "vad", revision, now, set: { description } }));
    const find = async (q: string) =>
      (await readModels(db.read, everything, { order: "changed", filter: { q }, after: undefined, limit: 50 })).length;
    await describe("finds speech", 1);
    expect([await find("speech"), await find("ch")]).toEqual([1, 1]);
    await describe("hears voices", 2);
    expect([await find("speech"), await find("ch"), await find("voice"), await find("es")]).toEqual([0, 0, 1, 1]);
  });

  it("are found alike by the newest, by an index and in order, page by page, as one would by looking at each", async () => {
    const { db } = await open();
    const many = Array.from({ length: 3_300 }, (_, n) => ({
      id: `m-${String(n).padStart(4, "0")}`,
      changedAt: new Date(now.getTime() + Math.floor(n / 3)),
      visibility: n % 4 === 0 ? ("team" as const) : ("organisation" as const),
      description: [
        n % 3 === 0 && "common",
        n < 2_200 && "older",
        n < 90 && "ancient",
        n === 5 && "single",
        n % 300 === 0 && "seldom",
      ]
        .filter(Boolean)
        .join(" "),
    }));
    await fill(db, many);
    const inOrder = many.toReversed();
    for (const visible of [everything, nobodys])
      for (const q of ["common", "older", "ancient", "single", "seldom", "no such", "er", "si", "m-00"]) {
        const found: string[] = [];
        for (let after: Parameters<typeof readModels>[2]["after"]; ;) {
          const rows = await readModels(db.read, visible, { order: "changed", filter: { q }, after, limit: 300 });
          found.push(...rows.map(({ id }) => id));
          after = rows.at(-1);
          if (rows.length < 300) break;
        }
        const expected = inOrder.filter(
          ({ id, description, visibility }) =>
            (visible.everything || visibility === "organisation") && `${id}\n${description}`.includes(q),
        );
        expect(found, q).toEqual(expected.map(({ id }) => id));
      }
  });
});
