// Every guard refuses what it is there for, on both engines.
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { appendOnly } from "./guards.ts";
import { open as openHandle } from "./handle.ts";
import { fill } from "./testing-filled.ts";
import { eachDatabase, plainly } from "./testing.ts";

/** A column of each append-only table that an edit would touch. */
const columns: Readonly<Record<(typeof appendOnly)[number], string>> = {
  audit_entry: "outcome = 'denied'",
  audit_node: "hash = 'x'",
  audit_row: "idx = 7",
  audit_checkpoint: "note = 'x'",
  vote: "decision = 'reject'",
  policy_version: "document = 'x'",
  revision: "body = 'x'",
  evaluation: "digest = 'x'",
  lineage_edge: "kind = 'deployed_to'",
  dossier_revision: "document = 'x'",
};

const forbidden = [
  ...appendOnly.flatMap((table) => [`UPDATE ${table} SET ${columns[table]}`, `DELETE FROM ${table}`]),
  "UPDATE audit_entry SET leaf_hash = leaf_hash",
  "INSERT INTO audit_entry SELECT idx + 2, 'gap', time, kind, actor_id, subject, outcome, request_id, leaf, leaf_hash FROM audit_entry",
  "INSERT INTO audit_entry SELECT idx, 'twice', time, kind, actor_id, subject, outcome, request_id, leaf, leaf_hash FROM audit_entry",
  "UPDATE audit_head SET size = 0",
  "UPDATE audit_head SET root = 'x'",
  "UPDATE audit_head SET id = 2, size = 9",
  "DELETE FROM audit_head",
  "UPDATE audit_disclosure SET disclosure = 'x'",
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
  "UPDATE version SET state = 'draft' WHERE id = 'sealed'",
  "UPDATE version_file SET sha256 = 'x' WHERE version_id = 'sealed'",
  "DELETE FROM version_file WHERE version_id = 'sealed'",
  "INSERT INTO version_file SELECT version_id, 'b.onnx', 'b.onnx', sha256, size_bytes, added_at FROM version_file WHERE version_id = 'sealed'",
];
const allowed = [
  `UPDATE version SET params = '{"a":"b"}' WHERE id = 'draft'`,
  "DELETE FROM version_file WHERE version_id = 'draft'",
  "UPDATE version SET label = 'x', state = 'revoked' WHERE id = 'sealed'",
  "UPDATE audit_head SET size = 2",
  "DELETE FROM audit_disclosure",
];

eachDatabase("the guards", (open, engine) => {
  it("refuse every edit of what is only ever added and of what sealing froze", async () => {
    const { db, location } = await open();
    await fill(db);
    for (const statement of forbidden) await expect(plainly(location, statement), statement).rejects.toThrow();
  });

  it("let through what a draft, the head and erasure need", async () => {
    const { db, location } = await open();
    await fill(db);
    for (const statement of allowed) await expect(plainly(location, statement), statement).resolves.toBeDefined();
  });

  if (engine.name === "PostgreSQL")
    it("refuse TRUNCATE, also where replication switches ordinary triggers off", async () => {
      const { db, location } = await open();
      await fill(db);
      const replicating = "SET session_replication_role = replica;";
      for (const table of [...appendOnly, "audit_head"])
        for (const statement of [
          `TRUNCATE ${table} CASCADE`,
          `${replicating} TRUNCATE ${table} CASCADE`,
          `${replicating} DELETE FROM ${table}`,
        ])
          await expect(plainly(location, statement), statement).rejects.toThrow();
    });

  if (engine.name === "SQLite")
    it("refuse INSERT OR REPLACE, which fires no delete trigger by itself", async () => {
      const { db } = await open();
      await fill(db);
      for (const table of appendOnly) {
        const replacing = db.transaction(async (tx) => {
          await openHandle(tx).run.run(sql.raw(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`));
        });
        await expect(replacing, table).rejects.toThrow();
      }
    });
});
