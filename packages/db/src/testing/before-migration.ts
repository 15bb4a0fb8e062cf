// A database as it was before a migration, for the tests of what migrations make of filled ones.
import { unwatchPostgres } from "../governed/watch-postgres.ts";
import { dropGuards, plainly } from "../testing.ts";

/** Takes back what migrations from this one on added, as if the database came from before them. */
export async function beforeMigration(location: string, name: string): Promise<void> {
  await dropGuards(location);
  if (location.startsWith("postgres")) {
    await plainly(location, unwatchPostgres);
    // What guards ran then, and later ones did away with.
    await plainly(location, "CREATE FUNCTION chancery_refuse() RETURNS trigger AS $$ BEGIN END $$ LANGUAGE plpgsql");
  }
  const undone = Object.keys(undo).filter((migration) => migration >= name);
  for (const migration of undone.sort().reverse())
    for (const statement of undo[migration] ?? []) await plainly(location, statement);
  await plainly(location, `DELETE FROM schema_migration WHERE name >= '${name}'`);
}
const undo: Readonly<Record<string, readonly string[]>> = {
  "0003_names": [
    "DROP INDEX one_alias_of_a_kind",
    "DROP INDEX alias_name",
    "DROP INDEX dataset_name_version",
    "DROP INDEX version_label",
    "ALTER TABLE alias DROP COLUMN name_key",
    "ALTER TABLE dataset DROP COLUMN name_version_key",
    "ALTER TABLE version DROP COLUMN label_key",
  ],
  "0004_promotion_answers": [
    "DROP INDEX promotion_answers",
    "ALTER TABLE promotion DROP COLUMN answers_id",
    "ALTER TABLE promotion DROP COLUMN what_changed",
    "ALTER TABLE promotion DROP COLUMN withdrawal_note",
  ],
  "0005_ends_and_reach": [
    "DROP INDEX token_parent",
    "ALTER TABLE token DROP COLUMN parent_id",
    "ALTER TABLE dataset DROP COLUMN model_id",
  ],
  "0006_model_metrics": ["DROP TABLE model_metric"],
  "0007_model_order": ["DROP INDEX model_team"],
  "0008_query_indexes": [
    "DROP INDEX group_member_group",
    "DROP INDEX link_actor",
    "DROP INDEX login_counter_resets",
    "DROP INDEX refusal_since",
  ],
  "0009_model_summary": [
    "DROP TABLE model_summary",
    "DROP INDEX promotion_open",
    "DROP INDEX version_state",
    "ALTER TABLE model DROP COLUMN main_metric",
  ],
  "0010_dataset_per_team": [
    "DROP INDEX dataset_identity",
    "CREATE UNIQUE INDEX dataset_identity ON dataset (name, digest)",
  ],
  "0011_service_account_owner": [
    "DROP INDEX actor_proposed_owner",
    "DROP INDEX token_maker",
    "ALTER TABLE actor DROP COLUMN proposed_owner_id",
  ],
  "0012_audit_row": ["DROP TABLE audit_row"],
  "0013_votes_on_parts": [
    "DROP TABLE dossier_revision",
    "ALTER TABLE promotion DROP COLUMN dossier_revision",
    "ALTER TABLE promotion DROP COLUMN dossier_old_by",
    "ALTER TABLE vote DROP COLUMN dossier_revision",
    "ALTER TABLE promotion ADD COLUMN dossier text DEFAULT '{}' NOT NULL",
    `ALTER TABLE promotion ADD COLUMN dossier_digest text DEFAULT '${"ab".repeat(32)}' NOT NULL`,
    `ALTER TABLE promotion ADD COLUMN digests jsonb DEFAULT '{"manifest":"m"}' NOT NULL`,
  ],
  "0014_keyed_head": ["ALTER TABLE audit_head DROP COLUMN mac"],
  "0016_upload_content": ["DROP INDEX upload_content"],
  "0017_second_person": [
    "DROP INDEX grant_pending",
    "DROP INDEX grant_role",
    "DROP INDEX group_member_pending",
    'ALTER TABLE "grant" DROP COLUMN given_at',
    'ALTER TABLE "grant" DROP COLUMN confirmed_by',
    'ALTER TABLE "grant" DROP COLUMN beginning',
    'ALTER TABLE "grant" DROP COLUMN waits_until',
    "ALTER TABLE group_member DROP COLUMN beginning",
    "ALTER TABLE group_member DROP COLUMN waits_until",
  ],
  "0019_dismissals": ["DROP TABLE dismissal"],
  "0022_retractions": ["DROP TABLE retraction"],
  "0024_account_openings": [
    "DROP TABLE account_opening",
    "ALTER TABLE actor DROP COLUMN disabled_at",
    "ALTER TABLE link DROP COLUMN issued_by",
    "ALTER TABLE link DROP COLUMN works_from",
    "ALTER TABLE vote DROP COLUMN unvouched_id",
  ],
  "0026_promotion_rows": [
    "DROP TABLE promotion_target",
    "DROP TABLE vote_condition",
    ...["ticket", "path", "approved_at", "executed_at", "executed_by"].map(
      (column) => `ALTER TABLE promotion DROP COLUMN ${column}`,
    ),
    ...["capacity", "renews_id"].map((column) => `ALTER TABLE vote DROP COLUMN ${column}`),
  ],
  "0028_stages": ["DROP TABLE stage", "DROP TABLE tier"],
  "0030_vouched_apart": [
    "DROP INDEX account_opening_independent",
    "CREATE INDEX account_opening_vouched ON account_opening (vouched_by)",
    ...["independent_by", "independent_at"].map((column) => `ALTER TABLE account_opening DROP COLUMN ${column}`),
  ],
  "0032_model_owner": ["DROP TABLE model_owner"],
  "0034_uploads": [
    "DROP INDEX blob_freeing",
    "DROP INDEX blob_pack",
    "DROP INDEX upload_received",
    ...["freeing_at", "pack_sha256", "pack_offset"].map((column) => `ALTER TABLE blob DROP COLUMN ${column}`),
    ...["received_sha256", "fingerprint", "lease_holder", "lease_until"].map(
      (column) => `ALTER TABLE upload DROP COLUMN ${column}`,
    ),
    ...["discarded_at", "discarded_by"].map((column) => `ALTER TABLE version DROP COLUMN ${column}`),
  ],
  "0036_batches": [
    "DROP TABLE batch",
    ...["batch_id", "batch_plan"].map((column) => `ALTER TABLE upload DROP COLUMN ${column}`),
  ],
  "0038_open_uploads": ["DROP INDEX upload_sender", "ALTER TABLE upload DROP COLUMN file_count"],
  "0039_promotion_waits": ["DROP TABLE promotion_wait"],
  "0040_jobs": ["DROP TABLE job"],
};
