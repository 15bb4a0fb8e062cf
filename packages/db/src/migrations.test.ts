// Migrations: one at a time, all or nothing; no edited history, no schema from the future, no start without guards.
import { createHash } from "node:crypto";
import Database from "better-sqlite3";
import pg from "pg";
import { expect, it } from "vitest";
import { migratePostgres } from "./migrate-postgres.ts";
import { migrateSqlite } from "./migrate-sqlite.ts";
import { readMigrations, type Migration } from "./migrations.ts";
import { openDatabase } from "./open-database.ts";
import { fill } from "./testing-filled.ts";
import { eachDatabase, plainly } from "./testing.ts";

const migration = (name: string, sql: string): Migration => ({
  name,
  sql,
  hash: createHash("sha256").update(sql).digest("hex"),
});

/** Runs further migrations on a database that already has the shipped ones. */
async function migrate(location: string, ...more: readonly Migration[]): Promise<void> {
  if (location.startsWith("postgres")) {
    const pool = new pg.Pool({ connectionString: location });
    await migratePostgres(pool, [...readMigrations("postgres"), ...more]).finally(() => pool.end());
    return;
  }
  const writer = new Database(location);
  await migrateSqlite(writer, [...readMigrations("sqlite"), ...more]).finally(() => writer.close());
}

const countOf = async (location: string, table: string) =>
  Number((await plainly(location, `SELECT count(*) AS n FROM ${table}`))[0]?.["n"]);
const columnsOf = (location: string, table: string) => plainly(location, `SELECT * FROM ${table}`);

eachDatabase("migrations", (open, engine) => {
  it("are run once, however often and by however many it is opened", async () => {
    const { location } = await open();
    const again = await Promise.all([openDatabase(location), openDatabase(location), openDatabase(location)]);
    for (const db of again) await db.close();
    expect(await countOf(location, "schema_migration")).toBe(readMigrations("sqlite").length);
  });

  it("refuse a schema newer than this program", async () => {
    const { location } = await open();
    await migrate(location, migration("9999_future", "CREATE TABLE from_the_future (id TEXT)"));
    await expect(openDatabase(location)).rejects.toThrow("run a newer Chancery");
  });

  it("refuse a migration edited after it ran", async () => {
    const { location } = await open();
    await plainly(location, "UPDATE schema_migration SET hash = 'other' WHERE name = '0000_init'");
    await expect(openDatabase(location)).rejects.toThrow("0000_init differs");
  });

  it("change nothing when one of them fails", async () => {
    const { location } = await open();
    const failing = [migration("9998_good", "CREATE TABLE good (id TEXT)"), migration("9999_bad", "CREATE NONSENSE")];
    await expect(migrate(location, ...failing)).rejects.toThrow();
    await expect(countOf(location, "good")).rejects.toThrow();
    await (await openDatabase(location)).close();
  });

  it("refuse to leave a guard missing", async () => {
    const { location } = await open();
    const drop = engine.name === "SQLite" ? "DROP TRIGGER vote_no_delete" : "DROP TRIGGER vote_no_change ON vote";
    await expect(migrate(location, migration("9999_drop", drop))).rejects.toThrow(/guards are missing: vote_no_/);
    await (await openDatabase(location)).close();
  });

  it("refuse to open a database whose guard somebody dropped", async () => {
    const { location } = await open();
    await plainly(
      location,
      engine.name === "SQLite"
        ? "DROP TRIGGER audit_head_forward"
        : "ALTER TABLE audit_head DISABLE TRIGGER audit_head_forward",
    );
    await expect(openDatabase(location)).rejects.toThrow("guards are missing: audit_head_forward");
  });

  if (engine.name === "SQLite")
    it("lose nothing of a filled database when a parent table is rebuilt", async () => {
      const { db, location } = await open();
      await fill(db);
      const children = ["version_file", "evaluation", "lineage_edge", "promotion", "vote", "revision", "audit_entry"];
      const before = await Promise.all(children.map((table) => columnsOf(location, table)));
      const [{ sql: ddl } = { sql: "" }] = (await plainly(
        location,
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'version'",
      )) as { sql: string }[];
      // Guards that name the table go first (its rename would trip over those of other tables), and are made again after.
      const guards = (await plainly(
        location,
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('version', 'version_file')",
      )) as { name: string; sql: string }[];
      const rebuild = [
        ...guards.map((guard) => `DROP TRIGGER ${guard.name}`),
        ddl
          .replace(/CREATE TABLE [`"]version[`"]/, "CREATE TABLE `__new_version`")
          .replaceAll('"version".', '"__new_version".'),
        "INSERT INTO `__new_version` SELECT * FROM `version`",
        "DROP TABLE `version`",
        "ALTER TABLE `__new_version` RENAME TO `version`",
      ].join(";\n");
      await expect(migrate(location, migration("9999_forgot_guards", rebuild))).rejects.toThrow(
        "guards are missing: version_frozen",
      );
      expect(await countOf(location, "version_file")).toBe(2);
      await migrate(location, migration("9999_rebuild", [rebuild, ...guards.map((guard) => guard.sql)].join(";\n")));
      expect(await Promise.all(children.map((table) => columnsOf(location, table)))).toEqual(before);
      expect(await countOf(location, "version")).toBe(2);
      await expect(plainly(location, "UPDATE version SET number = 9 WHERE id = 'sealed'")).rejects.toThrow();
    });

  if (engine.name === "SQLite")
    it("refuse one that leaves rows without what they refer to", async () => {
      const { db, location } = await open();
      await fill(db);
      await expect(migrate(location, migration("9999_orphans", "DELETE FROM team"))).rejects.toThrow(
        "without what they refer to",
      );
      expect(await countOf(location, "team")).toBe(1);
    });
});
