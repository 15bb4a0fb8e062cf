// What a lock held by another process means: everybody waits for it together, until their own deadline, and nothing comes of it later.
import Database from "better-sqlite3";
import { sql } from "drizzle-orm";
import { afterEach, expect, it, vi } from "vitest";
import { lockHead } from "./audit-log.ts";
import { open as openHandle } from "./handle.ts";
import { insertTeam, listTeams } from "./teams.ts";
import { eachDatabase, lockOut, type OpenedDatabase } from "./testing.ts";

const team = (slug: string) => ({ id: slug, slug, name: slug, createdAt: new Date(0) });
const locked = { code: "UNAVAILABLE", reasons: [{ code: "database_locked" }] };
/** An act: what it writes, and the head of the log last. */
const act = ({ db }: OpenedDatabase, slug: string, patienceMs: number) =>
  db.transaction(
    async (tx) => {
      await insertTeam(tx, team(slug));
      await lockHead(tx);
    },
    { patienceMs },
  );
const slugs = async ({ db }: OpenedDatabase) =>
  (await listTeams(db.read, { limit: 100 })).map(({ slug }) => slug).sort();

afterEach(() => void vi.restoreAllMocks());

eachDatabase("a database that another process has locked", (open, engine) => {
  it("refuses all who waited, each at its own deadline, and does none of it later", async () => {
    const opened = await open();
    const letIn = await lockOut(opened.location);
    const waits = [400, 350, 300, 250, 200, 150, 100, 50].map((ms) => act(opened, `t${ms}`, ms));
    for (const { reason } of (await Promise.allSettled(waits)) as readonly PromiseRejectedResult[])
      expect(reason).toMatchObject(locked);
    await letIn();
    await act(opened, "after", 5_000);
    expect(await slugs(opened)).toEqual(["after"]);
  });

  it("keeps nobody waiting behind those who have more patience", async () => {
    const opened = await open();
    const letIn = await lockOut(opened.location);
    const patient = Array.from({ length: 20 }, (_, n) => act(opened, `patient-${n}`, 60_000));
    await expect(act(opened, "hurried", 50)).rejects.toMatchObject(locked);
    await letIn();
    await Promise.all(patient);
    expect(await slugs(opened)).toHaveLength(20);
  });

  it("is read from while writers wait, however many they are", async () => {
    const opened = await open();
    const letIn = await lockOut(opened.location);
    const writers = Array.from({ length: 30 }, (_, n) => act(opened, `w${n}`, 60_000));
    expect(await slugs(opened)).toEqual([]);
    await letIn();
    await Promise.all(writers);
  });

  it("is not ready until the lock is gone", async () => {
    const { db, location } = await open();
    await db.ping();
    const letIn = await lockOut(location);
    await expect(db.ping()).rejects.toMatchObject(locked);
    await letIn();
    await db.ping();
  });

  if (engine.name === "SQLite")
    it("refuses a reader that meets a lock in the same words", async () => {
      const { db } = await open();
      const busy = Object.assign(new Error("database is locked"), { code: "SQLITE_BUSY_RECOVERY" });
      const connection = new Database(":memory:");
      const statement = Object.getPrototypeOf(connection.prepare("SELECT 1")) as { all(): unknown };
      connection.close();
      vi.spyOn(statement, "all").mockImplementation(() => {
        throw busy;
      });
      const read = async () => openHandle(db.read).run.all(sql`SELECT 1`);
      await expect(read()).rejects.toMatchObject(locked);
    });
});
