// SQLite as it is opened: durable on every connection, patient without blocking, one writer among processes.
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { open as openHandle, type Reader } from "./handle.ts";
import { openDatabase } from "./open-database.ts";
import { insertTeam, listTeams } from "./teams.ts";
import { eachDatabase, plainly } from "./testing.ts";

const pragma = async (reader: Reader, name: string) =>
  Object.values((await openHandle(reader).run.all<Record<string, unknown>>(sql.raw(`PRAGMA ${name}`)))[0] ?? {})[0];
const team = (slug: string) => ({ id: slug, slug, name: slug, createdAt: new Date(0) });

eachDatabase("opening", (open, engine) => {
  if (engine.name === "SQLite")
    describe("a SQLite file", () => {
      it("syncs fully on every connection, reopened ones too", async () => {
        const { db, location } = await open();
        await db.transaction((tx) => insertTeam(tx, team("a")));
        for (const database of [db, await openDatabase(location), await openDatabase(location)]) {
          expect(await pragma(database.read, "synchronous")).toBe(2);
          expect(await pragma(database.read, "journal_mode")).toBe("wal");
          await database.transaction(async (tx) => {
            expect(await pragma(tx, "synchronous")).toBe(2);
            expect(await pragma(tx, "foreign_keys")).toBe(1);
            expect(await pragma(tx, "recursive_triggers")).toBe(1);
          });
          if (database !== db) await database.close();
        }
      });

      it("is not ready while a connection does not sync fully", async () => {
        const { db, location } = await open();
        await db.ping();
        const lax = await openDatabase(location);
        await openHandle(lax.read).run.run(sql.raw("PRAGMA synchronous = NORMAL"));
        await expect(lax.ping()).rejects.toThrow("does not sync");
        await lax.close();
      });

      it("waits for another process's transaction without holding up the event loop", async () => {
        const { db, location } = await open();
        const other = new Database(location);
        other.exec("BEGIN IMMEDIATE");
        let ticks = 0;
        const ticking = setInterval(() => {
          ticks += 1;
          if (ticks === 20) other.exec("COMMIT"); // a loop that stood still would not come so far
        }, 5);
        await db.transaction((tx) => insertTeam(tx, team("patient")));
        clearInterval(ticking);
        other.close();
        expect(await listTeams(db.read, { limit: 10 })).toHaveLength(1);
      });

      it("lets others in between two transactions: who writes without pause starves nobody", async () => {
        const { db, location } = await open();
        const second = await openDatabase(location);
        const enough = 300;
        let written = 0;
        let isIn = false;
        const lane = async () => {
          while (!isIn && written < enough) await db.transaction((tx) => insertTeam(tx, team(`busy-${written++}`)));
        };
        const lanes = [lane(), lane(), lane()];
        await second.transaction((tx) => insertTeam(tx, team("patient"))).finally(() => (isIn = true));
        await Promise.all(lanes);
        expect(written).toBeLessThan(enough);
        await second.close();
      });

      it("is opened while another process holds its lock", async () => {
        const location = `${(await open()).location}.other`;
        const other = new Database(location);
        other.exec("BEGIN EXCLUSIVE");
        setTimeout(() => {
          other.exec("COMMIT");
          other.close();
        }, 150);
        await (await openDatabase(location)).close();
      });

      it("lets no reader write", async () => {
        const { db } = await open();
        const write = async () => openHandle(db.read).run.run(sql.raw("DELETE FROM team"));
        await expect(write()).rejects.toThrow();
      });
    });

  if (engine.name === "PostgreSQL")
    it("outlives the loss of its connection in the middle of a transaction", async () => {
      const { db, location } = await open();
      const unheard: unknown[] = [];
      const hear = (error: unknown) => unheard.push(error);
      process.on("uncaughtException", hear);
      const cutOff = () =>
        plainly(
          location,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
        );
      for (const untilHeardMs of [100, 0]) {
        const cut = db.transaction(async (tx) => {
          await insertTeam(tx, team("lost"));
          await cutOff();
          if (untilHeardMs > 0) await sleep(untilHeardMs);
          await insertTeam(tx, team("never"));
        });
        await expect(cut).rejects.toMatchObject({ code: "UNAVAILABLE", reasons: [{ code: "database_unreachable" }] });
      }
      process.off("uncaughtException", hear);
      expect(unheard).toEqual([]);
      await db.transaction((tx) => insertTeam(tx, team("after")));
      expect((await listTeams(db.read, { limit: 10 })).map(({ slug }) => slug)).toEqual(["after"]);
    });

  it("reads and writes from two openings of one database at once", async () => {
    const { db, location } = await open();
    const second = await openDatabase(location);
    const write = (n: number) => (n % 2 === 0 ? db : second).transaction((tx) => insertTeam(tx, team(`t${n}`)));
    await Promise.all(Array.from({ length: 40 }, (_, n) => write(n)));
    expect(await listTeams(second.read, { limit: 100 })).toHaveLength(40);
    await second.close();
  });
});
