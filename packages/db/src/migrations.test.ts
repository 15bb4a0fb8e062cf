// Migrations: one at a time, all or nothing; no edited history, no schema from the future, no start without guards.
import { createHash } from "node:crypto";
import Database from "better-sqlite3";
import pg from "pg";
import { expect, it } from "vitest";
import { migratePostgres } from "./migrate-postgres.ts";
import { migrateSqlite } from "./migrate-sqlite.ts";
import { readMigrations, type Migration } from "./migrations.ts";
import { grantById, grantsOf } from "./grants.ts";
import { membershipById } from "./groups.ts";
import { openDatabase } from "./open-database.ts";
import { targetsOf } from "./promotion-targets.ts";
import { waitsKept } from "./promotion-waits.ts";
import { fill } from "./testing-filled.ts";
import { eachDatabase, plainly } from "./testing.ts";
import { beforeMigration } from "./testing/before-migration.ts";

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

/** What a start finds wrong with the guards. */
async function faultOf(location: string) {
  const db = await openDatabase(location);
  await db.close();
  return db.guardsFault;
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

  it("keep names that read alike from before they collided, and give the first of them the key", async () => {
    const { db, location } = await open();
    await fill(db);
    await beforeMigration(location, "0003_names");
    const alias = (id: string, name: string, to = "NULL") =>
      plainly(
        location,
        `INSERT INTO alias (id, model_id, name, version_id, "from", "to", set_by) VALUES ('${id}', 'model', '${name}', 'sealed', ${instant}, ${to}, 'ada')`,
      );
    const dataset = (id: string, name: string, digest: string) =>
      plainly(
        location,
        `INSERT INTO dataset (id, team_id, name, version, digest, owner_id, status, created_at, revision) VALUES ('${id}', 'team', '${name}', '1', '${digest}', 'ada', 'active', ${instant}, 1)`,
      );
    const instant = engine.name === "SQLite" ? "0" : "to_timestamp(0)";
    await alias("a1", "champion");
    await alias("a2", "Champion");
    await alias("a3", "CHAMPION", instant);
    await plainly(location, "UPDATE version SET label = 'First'");
    await dataset("d1", "calls", "aa");
    await dataset("d2", "Calls", "bb");
    await (await openDatabase(location)).close();
    const keys = async (table: string, key: string) =>
      (
        await plainly(
          location,
          `SELECT id, ${key} AS k FROM ${table} WHERE id NOT IN ('alias', 'dataset', 'withdrawn') ORDER BY id`,
        )
      ).map((row) => [row["id"], row["k"]]);
    expect(await keys("alias", "name_key")).toEqual([
      ["a1", "champion"],
      ["a2", null],
      ["a3", "champion"],
    ]);
    expect(await keys("version", "label_key")).toEqual([
      ["draft", null],
      ["revoked", null],
      ["sealed", "first"],
    ]);
    expect(await keys("dataset", "name_version_key")).toEqual([
      ["d1", "calls 1"],
      ["d2", null],
    ]);
  });

  it("give a dataset that came into being through a version the model of it, and one registered by itself none", async () => {
    const { db, location } = await open();
    await fill(db);
    await beforeMigration(location, "0005_ends_and_reach");
    const at = (second: number) => (engine.name === "SQLite" ? `${second * 1000}` : `to_timestamp(${second})`);
    for (const [id, second] of [
      ["d1", 10],
      ["d2", 20],
    ] as const) {
      await plainly(
        location,
        `INSERT INTO dataset (id, team_id, name, version, digest, owner_id, status, created_at, revision) VALUES ('${id}', 'team', '${id}', '1', '${id}', 'ada', 'active', ${at(second)}, 1)`,
      );
      await plainly(
        location,
        `INSERT INTO lineage_edge (id, version_id, kind, dataset_id, facts, created_by, created_at) VALUES ('e-${id}', 'draft', 'trained_on', '${id}', '{}', 'ada', ${at(10)})`,
      );
    }
    await (await openDatabase(location)).close();
    const rows = await plainly(location, "SELECT id, model_id FROM dataset WHERE id IN ('d1', 'd2') ORDER BY id");
    expect(rows.map((row) => [row["id"], row["model_id"]])).toEqual([
      ["d1", "model"],
      ["d2", null],
    ]);
  });

  it("let two teams have the same bytes under one name, and one team have them once", async () => {
    const { db, location } = await open();
    await fill(db);
    await beforeMigration(location, "0010_dataset_per_team");
    const at = engine.name === "SQLite" ? "1" : "now()";
    const insert = (id: string, team: string) =>
      plainly(
        location,
        `INSERT INTO dataset (id, team_id, name, version, digest, owner_id, status, created_at, revision) VALUES ('${id}', '${team}', 'calls', '1', 'd', 'ada', 'active', ${at}, 1)`,
      );
    await insert("d1", "team");
    await expect(insert("d2", "other")).rejects.toThrow();
    await (await openDatabase(location)).close();
    await insert("d2", "other");
    await expect(insert("d3", "team")).rejects.toThrow();
  });

  it("keep what promotions showed as revision 1 of their dossiers, and mark the open ones old", async () => {
    const { db, location } = await open();
    await fill(db);
    await beforeMigration(location, "0013_votes_on_parts");
    await plainly(location, "UPDATE promotion SET dossier = 'shown then'");
    await (await openDatabase(location)).close();
    const [revision] = await plainly(location, "SELECT * FROM dossier_revision WHERE promotion_id = 'promotion'");
    expect(revision).toMatchObject({ promotion_id: "promotion", document: "shown then", digest: "ab".repeat(32) });
    expect([revision?.["number"], revision?.["caused_by"]].map(String)).toEqual(["1", "null"]);
    expect(JSON.stringify(revision?.["digests"])).toContain("manifest");
    expect(await plainly(location, "SELECT id, dossier_old_by FROM promotion ORDER BY id DESC")).toEqual([
      { id: "promotion", dossier_old_by: "upgrade" },
      { id: "closed", dossier_old_by: null },
    ]);
    const [vote] = await plainly(location, "SELECT dossier_revision AS number FROM vote");
    expect(Number(vote?.["number"])).toBe(1);
  });

  it("write whom each open promotion waits for, and of none that was decided", async () => {
    const { db, location } = await open();
    await fill(db);
    const before = await waitsKept(db.read);
    await beforeMigration(location, "0036_batches"); // from before the guards that stand
    const again = await openDatabase(location);
    expect(await waitsKept(again.read)).toEqual(before);
    await again.close();
    expect(before.map(({ promotionId, waits }) => [promotionId, waits.length])).toEqual([["promotion", 1]]);
  });

  it("leave in force every role that was given before it took two people", async () => {
    const { db, location } = await open();
    await fill(db);
    await beforeMigration(location, "0017_second_person");
    const at = engine.name === "SQLite" ? "1000" : "to_timestamp(1)";
    await plainly(location, `INSERT INTO "group" (id, slug, name, created_at) VALUES ('g', 'g', 'G', ${at})`);
    for (const [id, holder] of [
      ["own", "actor_id"],
      ["ofGroup", "group_id"],
    ] as const)
      await plainly(
        location,
        `INSERT INTO "grant" (id, ${holder}, role, scope, scope_id, "from", granted_by)
         VALUES ('${id}', '${holder === "group_id" ? "g" : "ada"}', 'reviewer', 'organisation', 'organisation', ${at}, 'bob')`,
      );
    await plainly(
      location,
      `INSERT INTO group_member (id, group_id, actor_id, added_by, added_at, confirmed_by, "from")
       VALUES ('joined', 'g', 'ada', 'bob', ${at}, 'cy', ${at})`,
    );
    const migrated = await openDatabase(location);
    const roles = await grantsOf(migrated.read, { actorId: "ada", at: new Date(2000) });
    expect(roles).toEqual([
      { role: "reviewer", scope: "organisation", scopeId: "organisation", from: new Date(1000), groupId: "g" },
      { role: "reviewer", scope: "organisation", scopeId: "organisation", from: new Date(1000) },
    ]);
    expect(await grantById(migrated.read, "own")).toMatchObject({ givenAt: new Date(1000), beginning: null });
    expect(await membershipById(migrated.read, "joined")).toMatchObject({ beginning: "confirmed", waitsUntil: null });
    await migrated.close();
  });

  it("say of promotions of before what they asked for and who let them in, and of votes which one they renewed", async () => {
    const { db, location } = await open();
    await fill(db);
    await beforeMigration(location, "0026_promotion_rows");
    const at = (second: number) => (engine.name === "SQLite" ? `${second * 1000}` : `to_timestamp(${second})`);
    for (const [id, number] of [
      ["voted", 8],
      ["unvoted", 9],
    ] as const)
      await plainly(
        location,
        `INSERT INTO promotion (id, number, model_id, version_id, stage, requester_id, requester_answerable_id, reason, policy_version_id, state, created_at, decided_at)
         VALUES ('${id}', ${number}, 'model', 'sealed', 'staging', 'ada', 'ada', 'r', 'policy', 'executed', ${at(1)}, ${at(5)})`,
      );
    for (const [id, voter, second] of [
      ["v1", "cy", 2],
      ["v2", "bob", 3],
      ["v3", "bob", 4],
    ] as const)
      await plainly(
        location,
        `INSERT INTO vote (id, promotion_id, voter_id, decision, meaning, note, printed_name, digests, created_at)
         VALUES ('${id}', 'voted', '${voter}', 'approve', 'approval', 'ok', 'B', '{}', ${at(second)})`,
      );
    const migrated = await openDatabase(location);
    expect([...(await targetsOf(migrated.read, ["promotion", "unvoted"]))]).toEqual([
      ["promotion", [{ kind: "stage", name: "production" }]],
      ["unvoted", [{ kind: "stage", name: "staging" }]],
    ]);
    await migrated.close();
    const told = await plainly(
      location,
      `SELECT id, executed_by, path, t.name AS target, approved_at = decided_at AND executed_at = decided_at AS "isThen"
       FROM promotion JOIN promotion_target t ON t.promotion_id = id ORDER BY number`,
    );
    expect(told.map((row) => [row["id"], row["target"], row["path"], row["executed_by"], !!row["isThen"]])).toEqual([
      ["promotion", "production", "full", null, false],
      ["closed", "production", "full", null, false],
      ["voted", "staging", "full", "bob", true],
      ["unvoted", "staging", "full", "ada", true],
    ]);
    const votes = await plainly(location, "SELECT id, renews_id FROM vote WHERE promotion_id = 'voted' ORDER BY id");
    expect(votes.map((row) => row["renews_id"])).toEqual([null, null, "v2"]);
  });

  it("take a word of before for independent where the accounts never went back to one link", async () => {
    const { db, location } = await open();
    await fill(db);
    await beforeMigration(location, "0030_vouched_apart");
    const at = engine.name === "SQLite" ? "1000" : "to_timestamp(1)";
    await plainly(location, "DELETE FROM account_opening");
    for (const [id, actorId, issuerId, voucher] of [
      ["stood", "ada", "bob", "cy"], // who was opened by nobody
      ["shared", "bob", "ada", "ada"], // who is the same
      ["server", "bob", "ada", "system"],
      ["open", "ada", "bob", null],
    ] as const)
      await plainly(
        location,
        `INSERT INTO account_opening (id, actor_id, by, issuer_id, opened_at, vouched_by, vouched_at)
         VALUES ('${id}', '${actorId}', 'invitation', '${issuerId}', ${at}, ${voucher ? `'${voucher}', ${at}` : "NULL, NULL"})`,
      );
    await (await openDatabase(location)).close();
    const told = await plainly(
      location,
      `SELECT id, independent_by, independent_at = vouched_at AS "isThen" FROM account_opening ORDER BY id`,
    );
    expect(told.map((row) => [row["id"], row["independent_by"], !!row["isThen"]])).toEqual([
      ["open", null, false],
      ["server", "system", true],
      ["shared", null, false],
      ["stood", "cy", true],
    ]);
  });

  it("change nothing when one of them fails", async () => {
    const { location } = await open();
    const failing = [migration("9998_good", "CREATE TABLE good (id TEXT)"), migration("9999_bad", "CREATE NONSENSE")];
    await expect(migrate(location, ...failing)).rejects.toThrow();
    await expect(countOf(location, "good")).rejects.toThrow();
    await (await openDatabase(location)).close();
  });

  const drop = engine.name === "SQLite" ? "DROP TRIGGER vote_no_delete" : "DROP TRIGGER vote_guard ON vote";

  it("refuse to leave a guard missing", async () => {
    const { location } = await open();
    await expect(migrate(location, migration("9999_drop", drop))).rejects.toThrow(/missing: vote_/);
    expect(await faultOf(location)).toBeUndefined();
  });

  it("put every guard in place, and say of each that is gone, replaced or added by another hand", async () => {
    const { location } = await open();
    const empty = "BEGIN SELECT 1; END";
    const body = "AS $$ BEGIN RETURN coalesce(NEW, OLD); END $$ LANGUAGE plpgsql";
    const edits =
      engine.name === "SQLite"
        ? [
            { sql: [drop], said: "missing: vote_no_delete" },
            { sql: [`CREATE TRIGGER vote_no_delete BEFORE DELETE ON vote ${empty}`], said: "changed: vote_no_delete" },
            { sql: ["DROP TRIGGER access_no_replace"], said: "missing: access_no_replace" },
            { sql: [`CREATE TRIGGER mine AFTER INSERT ON vote ${empty}`], said: "not ours: mine" },
          ]
        : [
            { sql: ["ALTER TABLE vote DISABLE TRIGGER vote_guard"], said: "changed: vote_guard" },
            { sql: ["ALTER TABLE vote ENABLE TRIGGER vote_guard"], said: "changed: vote_guard" },
            {
              sql: [
                "ALTER TABLE vote ENABLE ALWAYS TRIGGER vote_guard",
                `CREATE OR REPLACE FUNCTION chancery_guard_alias() RETURNS trigger ${body}`,
              ],
              said: "changed: alias_guard",
            },
            { sql: [drop], said: "missing: vote_guard" },
            {
              sql: ["CREATE TRIGGER mine AFTER INSERT ON vote FOR EACH ROW EXECUTE FUNCTION chancery_guard_vote()"],
              said: "not ours: mine",
            },
            { sql: [`CREATE OR REPLACE FUNCTION written_vote() RETURNS trigger ${body}`], said: "written_vote" },
            { sql: ["CREATE RULE deaf AS ON INSERT TO vote DO INSTEAD NOTHING"], said: "deaf" },
          ];
    for (const { sql, said } of edits) {
      for (const statement of sql) await plainly(location, statement);
      expect(await faultOf(location), said).toMatchObject({
        code: "guards_differ",
        message: expect.stringContaining(said) as string,
      });
    }
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
      await expect(migrate(location, migration("9999_forgot", rebuild))).rejects.toThrow("missing: version_no_replace");
      expect(await countOf(location, "version_file")).toBe(3);
      await migrate(location, migration("9999_rebuild", [rebuild, ...guards.map((guard) => guard.sql)].join(";\n")));
      expect(await Promise.all(children.map((table) => columnsOf(location, table)))).toEqual(before);
      expect(await countOf(location, "version")).toBe(3);
      await expect(plainly(location, "UPDATE version SET number = 9 WHERE id = 'sealed'")).rejects.toThrow();
    });

  if (engine.name === "SQLite")
    it("refuse one that leaves rows without what they refer to", async () => {
      const { db, location } = await open();
      await fill(db);
      await expect(
        migrate(location, migration("9999_orphans", "DROP TRIGGER team_no_delete; DELETE FROM team")),
      ).rejects.toThrow("without what they refer to");
      expect(await countOf(location, "team")).toBe(1);
    });
});
