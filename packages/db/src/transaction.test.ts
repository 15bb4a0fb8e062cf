// The one opener of transactions: all or nothing, never nested, and dead once it ended.
import { expect, it } from "vitest";
import { grantsOf } from "./grants.ts";
import { claimIdempotency } from "./idempotency.ts";
import { insertTeam, listTeams } from "./teams.ts";
import { eachDatabase } from "./testing.ts";
import type { Tx } from "./handle.ts";

const team = (slug: string) => ({ id: slug, slug, name: slug, createdAt: new Date(0) });
const isOver = /transaction is over/;

eachDatabase("a transaction", (open, engine) => {
  const slugs = async (db: Awaited<ReturnType<typeof open>>["db"]) =>
    (await listTeams(db.read, { limit: 100 })).map(({ slug }) => slug);

  it("keeps everything it wrote, or nothing when it throws", async () => {
    const { db } = await open();
    await db.transaction((tx) => insertTeam(tx, team("kept")));
    const failing = db.transaction(async (tx) => {
      await insertTeam(tx, team("lost"));
      await new Promise((resolve) => setTimeout(resolve, 5));
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await slugs(db)).toEqual(["kept"]);
  });

  if (engine.name === "PostgreSQL")
    it("says that it was rolled back when a failed statement was passed over", async () => {
      const { db } = await open();
      const careless = db.transaction(async (tx) => {
        await insertTeam(tx, team("lost"));
        await insertTeam(tx, team("lost")).catch(() => undefined);
      });
      await expect(careless).rejects.toThrow("rolled back");
      expect(await slugs(db)).toEqual([]);
    });

  it("shows nothing of itself before it is committed", async () => {
    const { db } = await open();
    await db.transaction(async (tx) => {
      await insertTeam(tx, team("unseen"));
      expect(await slugs(db)).toEqual([]);
      expect(await listTeams(tx, { limit: 10 })).toHaveLength(1);
    });
    expect(await slugs(db)).toEqual(["unseen"]);
  });

  it("refuses a transaction inside a transaction, and goes on afterwards", async () => {
    const { db } = await open();
    await expect(db.transaction(() => db.transaction(() => Promise.resolve()))).rejects.toThrow("inside a transaction");
    await db.transaction((tx) => insertTeam(tx, team("after")));
    expect(await slugs(db)).toEqual(["after"]);
  });

  it("refuses every use after it ended, committed or rolled back", async () => {
    const { db } = await open();
    const leaked: Tx[] = [];
    await db.transaction((tx) => Promise.resolve(void leaked.push(tx)));
    await db.transaction((tx) => (leaked.push(tx), Promise.reject(new Error("no")))).catch(() => undefined);
    for (const tx of leaked) await expect((async () => insertTeam(tx, team("late")))()).rejects.toThrow(isOver);
    expect(await slugs(db)).toEqual([]);
  });

  it("refuses a prepared statement after it ended, though it ran it before and others still do", async () => {
    const { db } = await open();
    const leaked: Tx[] = [];
    const at = new Date();
    const use = async (tx: Tx, key: string) => {
      expect(await claimIdempotency(tx, { key, bodyHash: "b", now: at })).toBeUndefined();
      expect(await grantsOf(tx, { actorId: "nobody", at })).toEqual([]);
      leaked.push(tx);
    };
    await db.transaction((tx) => use(tx, "first"));
    await db.transaction((tx) => use(tx, "second").then(() => Promise.reject(new Error("no")))).catch(() => undefined);
    await db.transaction(async (tx) => {
      for (const over of leaked.splice(0)) {
        await expect(claimIdempotency(over, { key: "late", bodyHash: "b", now: at })).rejects.toThrow(isOver);
        await expect(grantsOf(over, { actorId: "nobody", at })).rejects.toThrow(isOver);
      }
      for (const key of ["second", "late"]) await use(tx, key);
    });
    expect(leaked).toHaveLength(2);
  });

  it("writes nothing from the losing branch of a Promise.all after the rollback", async () => {
    const { db } = await open();
    let late: Promise<unknown> = Promise.resolve();
    const racing = db.transaction(async (tx) => {
      late = new Promise((resolve) => setTimeout(resolve, 20)).then(() => insertTeam(tx, team("late")));
      late.catch(() => undefined);
      await Promise.all([late, Promise.reject(new Error("lost the race"))]);
    });
    await expect(racing).rejects.toThrow("lost the race");
    await expect(late).rejects.toThrow(isOver);
    expect(await slugs(db)).toEqual([]);
  });

  it("runs 50 at once, each whole", async () => {
    const { db } = await open();
    const write = (n: number) =>
      db.transaction(async (tx) => {
        await insertTeam(tx, team(`a${n}`));
        await new Promise((resolve) => setTimeout(resolve, n % 3));
        await insertTeam(tx, team(`b${n}`));
        if (n % 5 === 0) throw new Error("no");
      });
    await Promise.allSettled(Array.from({ length: 50 }, (_, n) => write(n)));
    expect(await slugs(db)).toHaveLength(80);
  });

  it("answers a ping while it is open", async () => {
    const { db } = await open();
    await expect(db.ping()).resolves.toBeUndefined();
  });
});
