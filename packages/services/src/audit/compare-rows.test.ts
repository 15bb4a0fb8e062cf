// The tables are held against the log: what somebody with the whole database edits is named, with the entry it contradicts.
import { meddle } from "@chancery/db/testing";
import type { GovernedTable } from "@chancery/db";
import { beforeEach, expect, it } from "vitest";
import { seedDemo } from "../demo/seed.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { takeBaseline } from "./baseline.ts";
import { compareRows, type RowFault } from "./compare-rows.ts";

const slowly = 180_000;
/** What one who has the database does to one row of a table, and what is found. */
type Edit = readonly [what: string, table: GovernedTable, sql: string, fault?: RowFault["fault"]];
const oneOf = (table: string, where = "TRUE") => `(SELECT id FROM ${table} WHERE ${where} ORDER BY id LIMIT 1)`;
const edits: readonly Edit[] = [
  ["an occupancy pointed elsewhere", "occupancies", `UPDATE stage_occupancy SET version_id = 'another' WHERE id = ${oneOf("stage_occupancy")}`],
  ["an occupancy deleted", "occupancies", `DELETE FROM stage_occupancy WHERE id = (SELECT max(id) FROM stage_occupancy)`, "missing"],
  ["a rejection turned into an approval", "votes", `UPDATE vote SET decision = 'approve' WHERE id = ${oneOf("vote", "decision = 'reject'")}`],
  ["the note of a vote", "votes", `UPDATE vote SET note = 'fine' WHERE id = ${oneOf("vote", "decision = 'approve'")}`],
  ["the state of a promotion", "promotions", `UPDATE promotion SET state = 'executed' WHERE id = ${oneOf("promotion", "state = 'withdrawn'")}`],
  ["the requester of a promotion", "promotions", `UPDATE promotion SET requester_id = 'another' WHERE id = ${oneOf("promotion", "state = 'executed'")}`],
  ["a dossier", "dossierRevisions", `UPDATE dossier_revision SET document = '{}' WHERE promotion_id = ${oneOf("promotion", "state = 'rejected'")} AND number = 1`],
  ["a grant", "grants", `UPDATE "grant" SET role = 'reviewer' WHERE id = ${oneOf('"grant"', "role = 'contributor'")}`],
  ["a card's text with its digest kept", "revisions", `UPDATE revision SET body = 'harmless' WHERE id = ${oneOf("revision")}`],
  ["a sealed version's params", "versions", `UPDATE version SET params = '{}' WHERE id = ${oneOf("version", "state = 'sealed'")}`],
  ["a revocation taken back", "versions", `UPDATE version SET state = 'sealed' WHERE id = ${oneOf("version", "state = 'revoked'")}`],
  ["a measurement", "evaluations", `UPDATE evaluation SET metrics = '[]' WHERE id = ${oneOf("evaluation")}`],
  ["an evaluation deleted", "evaluations", `DELETE FROM evaluation WHERE id = (SELECT max(id) FROM evaluation)`, "missing"],
  ["a lineage edge", "lineageEdges", `UPDATE lineage_edge SET facts = '{}' WHERE id = ${oneOf("lineage_edge", "kind = 'built_from'")}`],
  ["a policy that asks for nobody", "policyVersions", `UPDATE policy_version SET document = replace(document, '"approvals":1', '"approvals":0')`],
  ["a tier", "tierAssessments", `UPDATE tier_assessment SET tier = 'minimal' WHERE id = ${oneOf("tier_assessment", "tier <> 'minimal'")}`],
  ["an alias", "aliases", `UPDATE alias SET version_id = 'another' WHERE id = ${oneOf("alias")}`],
  ["a password", "credentials", `UPDATE credential SET password_hash = 'mine' WHERE actor_id = (SELECT max(actor_id) FROM credential)`],
  ["a dataset's status", "datasets", `UPDATE dataset SET status = 'withdrawn' WHERE id = ${oneOf("dataset", "status = 'active'")}`],
  ["a model's visibility", "models", `UPDATE model SET visibility = 'restricted' WHERE id = ${oneOf("model", "visibility <> 'restricted'")}`],
  ["an account's address", "actors", `UPDATE actor SET email = 'mallory@example.test' WHERE id = ${oneOf("actor", "email IS NOT NULL")}`],
  [
    "an entry put beside a stage that it says nothing of",
    "occupancies",
    `INSERT INTO audit_row (governed_table, row_id, idx, place) SELECT 'occupancies', 'x', max(idx), 'occupancies/x/production' FROM audit_entry`,
    "misplaced",
  ],
  ["a token inserted", "tokens", `INSERT INTO token (id, actor_id, name, prefix, secret_hash, scopes, created_by, created_at, expires_at)
     SELECT 'forged', actor_id, 'ci', 'chyp_x', 'hash', '["*"]', created_by, created_at, expires_at FROM token ORDER BY id LIMIT 1`, "unrecorded"],
]; // prettier-ignore

eachEngine("the tables, held against the log,", (open) => {
  let world: World;
  beforeEach(async () => {
    world = await open();
    await seedDemo(world.house, {});
    await takeBaseline(world.house); // the world's own rows came about without an act
  }, slowly);

  it(
    "are what it says, until somebody edits a row with SQL: each edit is found, with the entry it contradicts",
    async () => {
      const { location } = world;
      const { db } = world.house;
      const counts: Partial<Record<GovernedTable, number>> = {};
      expect(await compareRows(db)).toMatchObject({ faults: [], counts: {} });
      for (const [what, table, sql, fault = "differs"] of edits) {
        await meddle(location, sql);
        const found = await compareRows(db);
        expect(found.counts[table], what).toBe((counts[table] ?? 0) + 1);
        counts[table] = found.counts[table]!;
        if (counts[table] === 1) expect(found.faults.find((one) => one.table === table)?.fault, what).toBe(fault);
        const named = found.faults.find((one) => one.table === table);
        expect(named?.entry === null, what).toBe(named?.fault === "unrecorded");
      }
      const inTurns = await compareRows(db, { wordsAtOnce: 50 });
      expect(inTurns).toMatchObject(
        await compareRows(db).then(({ entries, rows, counts }) => ({ entries, rows, counts })),
      );
    },
    slowly,
  );
});
