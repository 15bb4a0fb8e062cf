// Every guard refuses what it is there for, on both engines.
import { sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { getTableConfig } from "drizzle-orm/sqlite-core";
import { expect, it } from "vitest";
import { guarded } from "./guards-declared.ts";
import { open as openHandle } from "./handle.ts";
import * as tables from "./schema/schema.sqlite.ts";
import type { Tables } from "./schema/schema.ts";
import { fill } from "./testing-filled.ts";
import { eachDatabase, plainly } from "./testing.ts";

const namesOf = new Map(
  (Object.keys(guarded) as (keyof Tables)[]).map((name) => [getTableConfig(tables[name]).name, name]),
);
const all = [...namesOf.keys()];
const timeout = 60_000; // a connection for each statement
const deletable = ["audit_disclosure"];
const later = (engine: string) => (engine === "SQLite" ? "9999999999999" : "'2999-01-01'");
const early = (engine: string) => (engine === "SQLite" ? "1" : "'1999-01-01'");

/** Puts other rows, whose keys are new, where those of the table stand; nothing where the key is the number itself. */
function byRowNumber(table: string): readonly string[] {
  const { columns, indexes, primaryKeys } = getTableConfig(tables[namesOf.get(table)!]);
  if (columns.some(({ primary, dataType }) => primary && dataType === "number")) return [];
  const keyed = new Set<unknown>([
    ...columns.filter(({ primary, isUnique }) => primary || isUnique),
    ...primaryKeys.flatMap((key) => key.columns),
    ...indexes.filter(({ config }) => config.unique).flatMap(({ config }) => config.columns),
  ]);
  const names = columns.map(({ name }) => `"${toSnakeCase(name)}"`);
  const values = columns.map((column, at) =>
    !keyed.has(column) ? names[at] : column.dataType === "string" ? `${names[at]} || 'x'` : `${names[at]} + 100`,
  );
  return [`INSERT OR REPLACE INTO "${table}" (rowid, ${names.join()}) SELECT rowid, ${values.join()} FROM "${table}"`];
}

/** What nobody may do to a row of `testing-filled`, whatever the engine. */
const forbidden = (engine: string): readonly string[] => [
  ...all.filter((table) => !deletable.includes(table)).map((table) => `DELETE FROM "${table}"`),
  "UPDATE audit_entry SET outcome = 'denied'",
  "UPDATE audit_entry SET leaf_hash = leaf_hash",
  "INSERT INTO audit_entry SELECT idx + 2, 'gap', time, kind, actor_id, subject, outcome, request_id, leaf, leaf_hash FROM audit_entry",
  "INSERT INTO audit_entry SELECT idx, 'twice', time, kind, actor_id, subject, outcome, request_id, leaf, leaf_hash FROM audit_entry",
  "UPDATE audit_node SET hash = 'x'",
  "UPDATE audit_row SET idx = 7",
  "UPDATE audit_checkpoint SET note = 'x'",
  "UPDATE audit_head SET size = 0, mac = 'x'",
  "UPDATE audit_head SET root = 'x', mac = 'x'",
  "UPDATE audit_head SET size = 2",
  "UPDATE audit_head SET size = 2, mac = NULL",
  "UPDATE audit_head SET id = 2, size = 9, mac = 'x'",
  "UPDATE audit_disclosure SET disclosure = 'x'",
  "UPDATE access SET actor_id = 'eve'",
  "UPDATE counter SET value = 0",
  "UPDATE vote SET decision = 'reject'",
  "UPDATE vote SET printed_name = 'Eve'",
  "UPDATE vote SET note = 'x'",
  "UPDATE vote SET renews_id = 'x'",
  "UPDATE batch SET files = 'x'",
  "UPDATE vote_condition SET text = 'x'",
  "UPDATE promotion_target SET name = 'archived'",
  "UPDATE policy_version SET document = 'x'",
  "UPDATE dossier_revision SET document = 'x'",
  "UPDATE dismissal SET reason = 'x'",
  "UPDATE stage SET is_exclusive = NOT is_exclusive",
  "UPDATE stage SET label = 'x'",
  "UPDATE tier SET rank = 9 - rank",
  ...[
    "requester_id = 'eve'",
    "requester_answerable_id = 'eve'",
    "version_id = 'draft'",
    "stage = 'staging'",
    "dossier_revision = 0",
    "number = 9",
    "reason = 'x'",
    "ticket = 'x'",
    "path = 'rollback'",
    "state = 'executed'",
    `executed_at = ${early(engine)}, executed_by = 'eve'`,
    `state = 'executed', executed_at = ${later(engine)}, executed_by = 'eve'`,
    `state = 'executed', decided_at = ${later(engine)}, executed_at = ${later(engine)}`,
    `created_at = ${early(engine)}`,
  ].map((edit) => `UPDATE promotion SET ${edit} WHERE id = 'promotion'`),
  "UPDATE promotion SET policy_version_id = 'x' WHERE id = 'closed'",
  "UPDATE promotion SET state = 'open' WHERE id = 'closed'",
  "UPDATE promotion SET state = 'executed' WHERE id = 'closed'",
  "UPDATE promotion SET decided_at = NULL WHERE id = 'closed'",
  "UPDATE stage_occupancy SET version_id = 'draft'",
  `UPDATE stage_occupancy SET "from" = ${early(engine)}`,
  "UPDATE stage_occupancy SET promotion_id = 'x'",
  "UPDATE stage_occupancy SET slot = 'x'",
  `UPDATE stage_occupancy SET "to" = ${early(engine)}, slot = id WHERE id = 'stay'`,
  `UPDATE stage_occupancy SET "to" = NULL WHERE id = 'left'`,
  `UPDATE stage_occupancy SET "to" = ${later(engine)} WHERE id = 'left'`,
  "UPDATE alias SET version_id = 'draft'",
  `UPDATE alias SET "from" = ${early(engine)}`,
  "UPDATE model_owner SET owner_id = 'eve'",
  `UPDATE model_owner SET "from" = ${early(engine)}`,
  `UPDATE tier_assessment SET tier = 'minimal'`,
  `UPDATE tier_assessment SET "from" = ${early(engine)}`,
  "UPDATE evaluation SET metrics = '[]'",
  "UPDATE evaluation SET digest = 'x'",
  "UPDATE lineage_edge SET kind = 'deployed_to'",
  "UPDATE revision SET body = 'x'",
  "UPDATE dataset SET digest = 'x'",
  "UPDATE dataset SET status = 'active' WHERE id = 'withdrawn'",
  "UPDATE model SET team_id = 'x'",
  "UPDATE model SET name = 'x'",
  "UPDATE model SET last_number = -1",
  "UPDATE team SET slug = 'x'",
  `UPDATE "group" SET slug = 'x'`,
  "UPDATE actor SET kind = 'service'",
  "UPDATE actor SET id = 'eve'",
  `UPDATE "grant" SET role = 'admin'`,
  `UPDATE "grant" SET actor_id = 'eve'`,
  `UPDATE "grant" SET "from" = ${early(engine)}`,
  `UPDATE "grant" SET "to" = NULL WHERE id = 'ended'`,
  "UPDATE group_member SET actor_id = 'eve'",
  `UPDATE group_member SET "from" = ${early(engine)}`,
  `UPDATE token SET scopes = '["read"]'`,
  "UPDATE token SET actor_id = 'bob'",
  `UPDATE token SET expires_at = ${later(engine)}`,
  "UPDATE token SET revoked_at = NULL WHERE id = 'revoked'",
  ...["params", "environment", "manifest"].map(
    (column) => `UPDATE version SET ${column} = '{"a":"b"}' WHERE id = 'sealed'`,
  ),
  `UPDATE version SET signature = '{"a":"b"}' WHERE id = 'sealed'`,
  `UPDATE version SET descriptor = '{"a":"b"}' WHERE id = 'sealed'`,
  `UPDATE version SET manifest_digest = '${"cd".repeat(32)}' WHERE id = 'sealed'`,
  "UPDATE version SET number = 7 WHERE id = 'sealed'",
  "UPDATE version SET kind = 'external' WHERE id = 'sealed'",
  "UPDATE version SET model_id = 'other' WHERE id = 'sealed'",
  "UPDATE version SET created_by = 'eve' WHERE id = 'sealed'",
  "UPDATE version SET answerable_id = 'eve' WHERE id = 'sealed'",
  "UPDATE version SET label = 'x' WHERE id = 'sealed'",
  "UPDATE version SET state = 'draft' WHERE id = 'sealed'",
  "UPDATE version SET state = 'sealed' WHERE id = 'revoked'",
  "UPDATE version SET revoked_reason = 'x' WHERE id = 'revoked'",
  "UPDATE version_file SET sha256 = 'x' WHERE version_id = 'sealed'",
  "UPDATE version_file SET version_id = 'sealed', path = 'b', path_key = 'b' WHERE version_id = 'draft'",
  "DELETE FROM version_file WHERE version_id = 'sealed'",
  "INSERT INTO version_file SELECT version_id, 'b.onnx', 'b.onnx', sha256, size_bytes, added_at FROM version_file WHERE version_id = 'sealed'",
];

const allowed = (engine: string): readonly string[] => [
  `UPDATE version SET params = '{"a":"b"}' WHERE id = 'draft'`,
  "DELETE FROM version_file WHERE version_id = 'draft'",
  "UPDATE version SET state = 'revoked', revoked_reason = 'x' WHERE id = 'sealed'",
  "UPDATE audit_head SET size = 2, mac = 'x'",
  "UPDATE audit_head SET mac = 'y'",
  "DELETE FROM audit_disclosure",
  `UPDATE promotion SET state = 'executed', decided_at = ${later(engine)}, executed_at = ${later(engine)}, executed_by = 'bob' WHERE id = 'promotion'`,
  `UPDATE stage_occupancy SET "to" = ${later(engine)}, slot = id WHERE id = 'stay'`,
  `UPDATE "grant" SET "to" = ${later(engine)}, ended_by = 'bob' WHERE id = 'grant'`,
  `UPDATE group_member SET "from" = ${later(engine)}, confirmed_by = 'bob' WHERE id = 'pending'`,
  `UPDATE alias SET "to" = ${later(engine)}`,
  `UPDATE model_owner SET "to" = ${later(engine)}, ended_by = 'bob'`,
  "UPDATE actor SET state = 'disabled'",
  "UPDATE dataset SET status = 'withdrawn', status_reason = 'x' WHERE id = 'dataset'",
  `UPDATE token SET revoked_at = ${later(engine)} WHERE id = 'token'`,
];

eachDatabase("the guards", (open, engine) => {
  it(
    "refuse every edit of what is only ever added, of what is governed, and of what sealing froze",
    { timeout },
    async () => {
      const { db, location } = await open();
      await fill(db);
      const through: string[] = [];
      for (const statement of forbidden(engine.name))
        await plainly(location, statement).then(
          () => through.push(statement),
          (error: Error) =>
            expect(error.message, statement).toMatch(/^(UNIQUE constraint failed: )?\w+: |such a row$|duplicate key/),
        );
      expect(through).toEqual([]);
    },
  );

  it("let through what a draft, the head, an end and an erasure need", async () => {
    const { db, location } = await open();
    await fill(db);
    for (const statement of allowed(engine.name))
      await expect(plainly(location, statement), statement).resolves.toBeDefined();
  });

  it("stand over rows of every guarded table in these tests", async () => {
    const { db, location } = await open();
    await fill(db);
    for (const table of all)
      expect(
        Number((await plainly(location, `SELECT count(*) AS n FROM "${table}"`))[0]?.["n"]),
        table,
      ).toBeGreaterThan(0);
  });

  if (engine.name === "PostgreSQL")
    it("refuse TRUNCATE, also where replication switches ordinary triggers off", { timeout }, async () => {
      const { db, location } = await open();
      await fill(db);
      const replicating = "SET session_replication_role = replica;";
      for (const table of all.filter((name) => !deletable.includes(name)))
        for (const statement of [
          `TRUNCATE "${table}" CASCADE`,
          `${replicating} TRUNCATE "${table}" CASCADE`,
          `${replicating} DELETE FROM "${table}"`,
        ])
          await expect(plainly(location, statement), statement).rejects.toThrow();
    });

  if (engine.name === "SQLite")
    it("refuse INSERT OR REPLACE, by any key and by the hidden row number, which fires no guard of deletion by itself", async () => {
      const { db, location } = await open();
      await fill(db);
      const written = all.flatMap((table) => [
        `INSERT OR REPLACE INTO "${table}" SELECT * FROM "${table}"`,
        ...byRowNumber(table),
      ]);
      written.push(
        "INSERT OR REPLACE INTO audit_entry SELECT idx + 1, id, time, kind, actor_id, subject, outcome, request_id, leaf, leaf_hash FROM audit_entry",
      );
      for (const statement of written)
        await expect(plainly(location, statement), statement).rejects.toThrow(
          /has such a row|at the next index|only moves forward|is frozen/,
        );
      const replacing = db.transaction(async (tx) => {
        await openHandle(tx).run.run(sql.raw("INSERT OR REPLACE INTO vote SELECT * FROM vote"));
      });
      await expect(replacing).rejects.toThrow();
    });
});
