// Edits of governed rows with plain SQL, on demo data: each is found by the check of the log, and mended by a repair.
import type { GovernedTable } from "@chancery/db";
import type { RowFault } from "../audit/compare-rows.ts";

/** What one who has the database does to one row of a table, and what is found. */
export type Edit = readonly [what: string, table: GovernedTable, sql: string, fault?: RowFault["fault"]];
const oneOf = (table: string, where = "TRUE") => `(SELECT id FROM ${table} WHERE ${where} ORDER BY id LIMIT 1)`;
const filed = (order: string) =>
  `(SELECT v.id FROM version v WHERE v.state <> 'draft' AND EXISTS (SELECT 1 FROM version_file f WHERE f.version_id = v.id) ORDER BY v.id ${order})`;
export const edits: readonly Edit[] = [
  ["an occupancy pointed elsewhere", "occupancies", `UPDATE stage_occupancy SET version_id = 'another' WHERE id = ${oneOf("stage_occupancy")}`],
  ["an occupancy deleted", "occupancies", `DELETE FROM stage_occupancy WHERE id = (SELECT max(id) FROM stage_occupancy)`, "missing"],
  ["a rejection turned into an approval", "votes", `UPDATE vote SET decision = 'approve' WHERE id = ${oneOf("vote", "decision = 'reject'")}`],
  ["the note of a vote", "votes", `UPDATE vote SET note = 'fine' WHERE id = ${oneOf("vote", "decision = 'approve'")}`],
  ["the state of a promotion", "promotions", `UPDATE promotion SET state = 'executed' WHERE id = ${oneOf("promotion", "state = 'withdrawn'")}`],
  ["the requester of a promotion", "promotions", `UPDATE promotion SET requester_id = 'another' WHERE id = ${oneOf("promotion", "state = 'executed'")}`],
  ["who let a version in", "promotions", `UPDATE promotion SET executed_by = 'another' WHERE id = (SELECT max(id) FROM promotion WHERE state = 'executed')`],
  ["the stage a promotion asks for", "promotionTargets", `UPDATE promotion_target SET name = 'archived' WHERE promotion_id = ${oneOf("promotion")}`],
  ["as what somebody voted", "votes", `UPDATE vote SET capacity = NULL WHERE id = (SELECT max(id) FROM vote WHERE decision = 'approve')`],
  ["the words of a condition", "voteConditions", `UPDATE vote_condition SET text = 'none' WHERE position = 1`],
  ["a condition of an approval deleted", "voteConditions", `DELETE FROM vote_condition WHERE position = 2`, "missing"],
  ["a dossier", "dossierRevisions", `UPDATE dossier_revision SET document = '{}' WHERE promotion_id = ${oneOf("promotion", "state = 'rejected'")} AND number = 1`],
  ["a grant", "grants", `UPDATE "grant" SET role = 'reviewer' WHERE id = ${oneOf('"grant"', "role = 'contributor'")}`],
  ["a card's text with its digest kept", "revisions", `UPDATE revision SET body = 'harmless' WHERE id = ${oneOf("revision")}`],
  ["a sealed version's params", "versions", `UPDATE version SET params = '{}' WHERE id = ${oneOf("version", "state = 'sealed'")}`],
  ["a revocation taken back", "versions", `UPDATE version SET state = 'sealed' WHERE id = ${oneOf("version", "state = 'revoked'")}`],
  ["other bytes under the file of a sealed version", "versions", `UPDATE version_file SET sha256 = (SELECT max(b.sha256) FROM blob b WHERE b.sha256 <> version_file.sha256) WHERE version_id = ${filed("LIMIT 1")}`, "other-files"],
  ["a file of a sealed version deleted", "versions", `DELETE FROM version_file WHERE version_id = ${filed("DESC LIMIT 1")}`, "other-files"],
  ["a file put into a sealed version", "versions", `INSERT INTO version_file (version_id, path, path_key, sha256, size_bytes, added_at) SELECT version_id, 'evil.bin', 'evil.bin', sha256, size_bytes, added_at FROM version_file f WHERE version_id = ${filed("LIMIT 1 OFFSET 1")} ORDER BY path LIMIT 1`, "other-files"],
  ["a measurement", "evaluations", `UPDATE evaluation SET metrics = '[]' WHERE id = ${oneOf("evaluation")}`],
  ["an evaluation deleted", "evaluations", `DELETE FROM evaluation WHERE id = (SELECT max(id) FROM evaluation)`, "missing"],
  ["a lineage edge", "lineageEdges", `UPDATE lineage_edge SET facts = '{}' WHERE id = ${oneOf("lineage_edge", "kind = 'built_from'")}`],
  ["a policy that asks for nobody", "policyVersions", `UPDATE policy_version SET document = replace(document, '"approvals":1', '"approvals":0')`],
  ["a tier", "tierAssessments", `UPDATE tier_assessment SET tier = 'minimal' WHERE id = ${oneOf("tier_assessment", "tier <> 'minimal'")}`],
  ["a stage that many may hold", "stages", `UPDATE stage SET is_exclusive = (1 = 0) WHERE id = 'production'`],
  ["the highest tier deleted", "tiers", `DELETE FROM tier WHERE id = 'high'`, "missing"],
  ["a model's owner", "modelOwners", `UPDATE model_owner SET owner_id = 'another' WHERE id = ${oneOf("model_owner")}`],
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
