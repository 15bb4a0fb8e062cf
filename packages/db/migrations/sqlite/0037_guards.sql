-- Guards: what the rows of governed tables may undergo. Made from src/guards-declared.ts; checked at every start.
DROP TRIGGER IF EXISTS audit_entry_no_replace;
DROP TRIGGER IF EXISTS audit_entry_no_insert;
DROP TRIGGER IF EXISTS audit_entry_no_update;
DROP TRIGGER IF EXISTS audit_entry_no_delete;
DROP TRIGGER IF EXISTS audit_node_no_replace;
DROP TRIGGER IF EXISTS audit_node_no_update;
DROP TRIGGER IF EXISTS audit_node_no_delete;
DROP TRIGGER IF EXISTS audit_row_no_replace;
DROP TRIGGER IF EXISTS audit_row_no_update;
DROP TRIGGER IF EXISTS audit_row_no_delete;
DROP TRIGGER IF EXISTS audit_checkpoint_no_replace;
DROP TRIGGER IF EXISTS audit_checkpoint_no_update;
DROP TRIGGER IF EXISTS audit_checkpoint_no_delete;
DROP TRIGGER IF EXISTS audit_disclosure_no_replace;
DROP TRIGGER IF EXISTS audit_disclosure_no_update;
DROP TRIGGER IF EXISTS audit_head_no_replace;
DROP TRIGGER IF EXISTS audit_head_no_insert;
DROP TRIGGER IF EXISTS audit_head_no_update;
DROP TRIGGER IF EXISTS audit_head_no_delete;
DROP TRIGGER IF EXISTS access_no_replace;
DROP TRIGGER IF EXISTS access_no_update;
DROP TRIGGER IF EXISTS access_no_delete;
DROP TRIGGER IF EXISTS counter_no_replace;
DROP TRIGGER IF EXISTS counter_no_update;
DROP TRIGGER IF EXISTS counter_no_delete;
DROP TRIGGER IF EXISTS vote_no_replace;
DROP TRIGGER IF EXISTS vote_no_update;
DROP TRIGGER IF EXISTS vote_no_delete;
DROP TRIGGER IF EXISTS vote_condition_no_replace;
DROP TRIGGER IF EXISTS vote_condition_no_update;
DROP TRIGGER IF EXISTS vote_condition_no_delete;
DROP TRIGGER IF EXISTS policy_version_no_replace;
DROP TRIGGER IF EXISTS policy_version_no_update;
DROP TRIGGER IF EXISTS policy_version_no_delete;
DROP TRIGGER IF EXISTS dossier_revision_no_replace;
DROP TRIGGER IF EXISTS dossier_revision_no_update;
DROP TRIGGER IF EXISTS dossier_revision_no_delete;
DROP TRIGGER IF EXISTS dismissal_no_replace;
DROP TRIGGER IF EXISTS dismissal_no_update;
DROP TRIGGER IF EXISTS dismissal_no_delete;
DROP TRIGGER IF EXISTS promotion_target_no_replace;
DROP TRIGGER IF EXISTS promotion_target_no_update;
DROP TRIGGER IF EXISTS promotion_target_no_delete;
DROP TRIGGER IF EXISTS promotion_no_replace;
DROP TRIGGER IF EXISTS promotion_no_update;
DROP TRIGGER IF EXISTS promotion_no_delete;
DROP TRIGGER IF EXISTS stage_occupancy_no_replace;
DROP TRIGGER IF EXISTS stage_occupancy_no_update;
DROP TRIGGER IF EXISTS stage_occupancy_no_move;
DROP TRIGGER IF EXISTS stage_occupancy_no_delete;
DROP TRIGGER IF EXISTS alias_no_replace;
DROP TRIGGER IF EXISTS alias_no_update;
DROP TRIGGER IF EXISTS alias_no_delete;
DROP TRIGGER IF EXISTS model_owner_no_replace;
DROP TRIGGER IF EXISTS model_owner_no_update;
DROP TRIGGER IF EXISTS model_owner_no_delete;
DROP TRIGGER IF EXISTS tier_assessment_no_replace;
DROP TRIGGER IF EXISTS tier_assessment_no_update;
DROP TRIGGER IF EXISTS tier_assessment_no_delete;
DROP TRIGGER IF EXISTS evaluation_no_replace;
DROP TRIGGER IF EXISTS evaluation_no_update;
DROP TRIGGER IF EXISTS evaluation_no_delete;
DROP TRIGGER IF EXISTS lineage_edge_no_replace;
DROP TRIGGER IF EXISTS lineage_edge_no_update;
DROP TRIGGER IF EXISTS lineage_edge_no_delete;
DROP TRIGGER IF EXISTS retraction_no_replace;
DROP TRIGGER IF EXISTS retraction_no_update;
DROP TRIGGER IF EXISTS retraction_no_delete;
DROP TRIGGER IF EXISTS revision_no_replace;
DROP TRIGGER IF EXISTS revision_no_update;
DROP TRIGGER IF EXISTS revision_no_delete;
DROP TRIGGER IF EXISTS version_no_replace;
DROP TRIGGER IF EXISTS version_no_update;
DROP TRIGGER IF EXISTS version_no_move;
DROP TRIGGER IF EXISTS version_no_delete;
DROP TRIGGER IF EXISTS version_file_no_replace;
DROP TRIGGER IF EXISTS version_file_no_insert;
DROP TRIGGER IF EXISTS version_file_no_update;
DROP TRIGGER IF EXISTS version_file_no_move;
DROP TRIGGER IF EXISTS version_file_no_delete;
DROP TRIGGER IF EXISTS dataset_no_replace;
DROP TRIGGER IF EXISTS dataset_no_update;
DROP TRIGGER IF EXISTS dataset_no_delete;
DROP TRIGGER IF EXISTS stage_no_replace;
DROP TRIGGER IF EXISTS stage_no_update;
DROP TRIGGER IF EXISTS stage_no_delete;
DROP TRIGGER IF EXISTS tier_no_replace;
DROP TRIGGER IF EXISTS tier_no_update;
DROP TRIGGER IF EXISTS tier_no_delete;
DROP TRIGGER IF EXISTS model_no_replace;
DROP TRIGGER IF EXISTS model_no_update;
DROP TRIGGER IF EXISTS model_no_delete;
DROP TRIGGER IF EXISTS team_no_replace;
DROP TRIGGER IF EXISTS team_no_update;
DROP TRIGGER IF EXISTS team_no_delete;
DROP TRIGGER IF EXISTS group_no_replace;
DROP TRIGGER IF EXISTS group_no_update;
DROP TRIGGER IF EXISTS group_no_delete;
DROP TRIGGER IF EXISTS actor_no_replace;
DROP TRIGGER IF EXISTS actor_no_update;
DROP TRIGGER IF EXISTS actor_no_move;
DROP TRIGGER IF EXISTS actor_no_delete;
DROP TRIGGER IF EXISTS grant_no_replace;
DROP TRIGGER IF EXISTS grant_no_update;
DROP TRIGGER IF EXISTS grant_no_delete;
DROP TRIGGER IF EXISTS group_member_no_replace;
DROP TRIGGER IF EXISTS group_member_no_update;
DROP TRIGGER IF EXISTS group_member_no_delete;
DROP TRIGGER IF EXISTS account_opening_no_replace;
DROP TRIGGER IF EXISTS account_opening_no_update;
DROP TRIGGER IF EXISTS account_opening_no_delete;
DROP TRIGGER IF EXISTS token_no_replace;
DROP TRIGGER IF EXISTS token_no_update;
DROP TRIGGER IF EXISTS token_no_delete;
DROP TRIGGER IF EXISTS batch_no_replace;
DROP TRIGGER IF EXISTS batch_no_update;
DROP TRIGGER IF EXISTS batch_no_delete;
CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON "audit_entry"
WHEN EXISTS (SELECT 1 FROM "audit_entry" WHERE "idx" = NEW."idx")
  OR EXISTS (SELECT 1 FROM "audit_entry" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "audit_entry" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: audit_entry has such a row'); END;
CREATE TRIGGER audit_entry_no_insert BEFORE INSERT ON "audit_entry"
WHEN NEW.idx <> (SELECT coalesce(max(idx) + 1, 0) FROM audit_entry)
BEGIN SELECT RAISE(ABORT, 'audit_entry: entries are only ever added, at the next index'); END;
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON "audit_entry"
BEGIN SELECT RAISE(ABORT, 'audit_entry: entries are only ever added, at the next index'); END;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON "audit_entry"
BEGIN SELECT RAISE(ABORT, 'audit_entry: entries are only ever added, at the next index'); END;
CREATE TRIGGER audit_node_no_replace BEFORE INSERT ON "audit_node"
WHEN EXISTS (SELECT 1 FROM "audit_node" WHERE "level" = NEW."level" AND "idx" = NEW."idx")
  OR EXISTS (SELECT 1 FROM "audit_node" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: audit_node has such a row'); END;
CREATE TRIGGER audit_node_no_update BEFORE UPDATE ON "audit_node"
BEGIN SELECT RAISE(ABORT, 'audit_node: rows are only ever added'); END;
CREATE TRIGGER audit_node_no_delete BEFORE DELETE ON "audit_node"
BEGIN SELECT RAISE(ABORT, 'audit_node: rows are only ever added'); END;
CREATE TRIGGER audit_row_no_replace BEFORE INSERT ON "audit_row"
WHEN EXISTS (SELECT 1 FROM "audit_row" WHERE "governed_table" = NEW."governed_table" AND "row_id" = NEW."row_id" AND "idx" = NEW."idx")
  OR EXISTS (SELECT 1 FROM "audit_row" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: audit_row has such a row'); END;
CREATE TRIGGER audit_row_no_update BEFORE UPDATE ON "audit_row"
BEGIN SELECT RAISE(ABORT, 'audit_row: rows are only ever added'); END;
CREATE TRIGGER audit_row_no_delete BEFORE DELETE ON "audit_row"
BEGIN SELECT RAISE(ABORT, 'audit_row: rows are only ever added'); END;
CREATE TRIGGER audit_checkpoint_no_replace BEFORE INSERT ON "audit_checkpoint"
WHEN EXISTS (SELECT 1 FROM "audit_checkpoint" WHERE "size" = NEW."size")
  OR EXISTS (SELECT 1 FROM "audit_checkpoint" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: audit_checkpoint has such a row'); END;
CREATE TRIGGER audit_checkpoint_no_update BEFORE UPDATE ON "audit_checkpoint"
BEGIN SELECT RAISE(ABORT, 'audit_checkpoint: rows are only ever added'); END;
CREATE TRIGGER audit_checkpoint_no_delete BEFORE DELETE ON "audit_checkpoint"
BEGIN SELECT RAISE(ABORT, 'audit_checkpoint: rows are only ever added'); END;
CREATE TRIGGER audit_disclosure_no_replace BEFORE INSERT ON "audit_disclosure"
WHEN EXISTS (SELECT 1 FROM "audit_disclosure" WHERE "entry_idx" = NEW."entry_idx" AND "n" = NEW."n")
  OR EXISTS (SELECT 1 FROM "audit_disclosure" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: audit_disclosure has such a row'); END;
CREATE TRIGGER audit_disclosure_no_update BEFORE UPDATE ON "audit_disclosure"
BEGIN SELECT RAISE(ABORT, 'audit_disclosure: a disclosure is kept or erased, never edited'); END;
CREATE TRIGGER audit_head_no_replace BEFORE INSERT ON "audit_head"
WHEN EXISTS (SELECT 1 FROM "audit_head" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "audit_head" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: audit_head has such a row'); END;
CREATE TRIGGER audit_head_no_insert BEFORE INSERT ON "audit_head"
WHEN EXISTS (SELECT 1 FROM audit_head)
BEGIN SELECT RAISE(ABORT, 'audit_head: the log''s head only moves forward, with its MAC'); END;
CREATE TRIGGER audit_head_no_update BEFORE UPDATE ON "audit_head"
WHEN NEW."id" IS DISTINCT FROM OLD."id"
  OR (NEW.size < OLD.size OR NEW.mac IS NULL OR NEW.mac IS NOT DISTINCT FROM OLD.mac OR (NEW.size = OLD.size
    AND (NEW.root IS DISTINCT FROM OLD.root OR NEW.edge IS DISTINCT FROM OLD.edge OR NEW.last_time IS DISTINCT FROM OLD.last_time)))
  OR NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'audit_head: the log''s head only moves forward, with its MAC'); END;
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON "audit_head"
BEGIN SELECT RAISE(ABORT, 'audit_head: the log''s head only moves forward, with its MAC'); END;
CREATE TRIGGER access_no_replace BEFORE INSERT ON "access"
WHEN EXISTS (SELECT 1 FROM "access" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "access" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: access has such a row'); END;
CREATE TRIGGER access_no_update BEFORE UPDATE ON "access"
BEGIN SELECT RAISE(ABORT, 'access: rows are only ever added'); END;
CREATE TRIGGER access_no_delete BEFORE DELETE ON "access"
BEGIN SELECT RAISE(ABORT, 'access: rows are only ever added'); END;
CREATE TRIGGER counter_no_replace BEFORE INSERT ON "counter"
WHEN EXISTS (SELECT 1 FROM "counter" WHERE "name" = NEW."name")
  OR EXISTS (SELECT 1 FROM "counter" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: counter has such a row'); END;
CREATE TRIGGER counter_no_update BEFORE UPDATE ON "counter"
WHEN NEW."name" IS DISTINCT FROM OLD."name"
  OR (NEW.value < OLD.value)
  OR NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'counter: numbers are given once'); END;
CREATE TRIGGER counter_no_delete BEFORE DELETE ON "counter"
BEGIN SELECT RAISE(ABORT, 'counter: numbers are given once'); END;
CREATE TRIGGER vote_no_replace BEFORE INSERT ON "vote"
WHEN EXISTS (SELECT 1 FROM "vote" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "vote" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: vote has such a row'); END;
CREATE TRIGGER vote_no_update BEFORE UPDATE ON "vote"
BEGIN SELECT RAISE(ABORT, 'vote: rows are only ever added'); END;
CREATE TRIGGER vote_no_delete BEFORE DELETE ON "vote"
BEGIN SELECT RAISE(ABORT, 'vote: rows are only ever added'); END;
CREATE TRIGGER vote_condition_no_replace BEFORE INSERT ON "vote_condition"
WHEN EXISTS (SELECT 1 FROM "vote_condition" WHERE "vote_id" = NEW."vote_id" AND "position" = NEW."position")
  OR EXISTS (SELECT 1 FROM "vote_condition" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: vote_condition has such a row'); END;
CREATE TRIGGER vote_condition_no_update BEFORE UPDATE ON "vote_condition"
BEGIN SELECT RAISE(ABORT, 'vote_condition: rows are only ever added'); END;
CREATE TRIGGER vote_condition_no_delete BEFORE DELETE ON "vote_condition"
BEGIN SELECT RAISE(ABORT, 'vote_condition: rows are only ever added'); END;
CREATE TRIGGER policy_version_no_replace BEFORE INSERT ON "policy_version"
WHEN EXISTS (SELECT 1 FROM "policy_version" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "policy_version" WHERE "name" = NEW."name" AND "number" = NEW."number")
  OR EXISTS (SELECT 1 FROM "policy_version" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: policy_version has such a row'); END;
CREATE TRIGGER policy_version_no_update BEFORE UPDATE ON "policy_version"
BEGIN SELECT RAISE(ABORT, 'policy_version: rows are only ever added'); END;
CREATE TRIGGER policy_version_no_delete BEFORE DELETE ON "policy_version"
BEGIN SELECT RAISE(ABORT, 'policy_version: rows are only ever added'); END;
CREATE TRIGGER dossier_revision_no_replace BEFORE INSERT ON "dossier_revision"
WHEN EXISTS (SELECT 1 FROM "dossier_revision" WHERE "promotion_id" = NEW."promotion_id" AND "number" = NEW."number")
  OR EXISTS (SELECT 1 FROM "dossier_revision" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: dossier_revision has such a row'); END;
CREATE TRIGGER dossier_revision_no_update BEFORE UPDATE ON "dossier_revision"
BEGIN SELECT RAISE(ABORT, 'dossier_revision: rows are only ever added'); END;
CREATE TRIGGER dossier_revision_no_delete BEFORE DELETE ON "dossier_revision"
BEGIN SELECT RAISE(ABORT, 'dossier_revision: rows are only ever added'); END;
CREATE TRIGGER dismissal_no_replace BEFORE INSERT ON "dismissal"
WHEN EXISTS (SELECT 1 FROM "dismissal" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "dismissal" WHERE "vote_id" = NEW."vote_id")
  OR EXISTS (SELECT 1 FROM "dismissal" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: dismissal has such a row'); END;
CREATE TRIGGER dismissal_no_update BEFORE UPDATE ON "dismissal"
BEGIN SELECT RAISE(ABORT, 'dismissal: rows are only ever added'); END;
CREATE TRIGGER dismissal_no_delete BEFORE DELETE ON "dismissal"
BEGIN SELECT RAISE(ABORT, 'dismissal: rows are only ever added'); END;
CREATE TRIGGER promotion_target_no_replace BEFORE INSERT ON "promotion_target"
WHEN EXISTS (SELECT 1 FROM "promotion_target" WHERE "promotion_id" = NEW."promotion_id" AND "position" = NEW."position")
  OR EXISTS (SELECT 1 FROM "promotion_target" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: promotion_target has such a row'); END;
CREATE TRIGGER promotion_target_no_update BEFORE UPDATE ON "promotion_target"
BEGIN SELECT RAISE(ABORT, 'promotion_target: rows are only ever added'); END;
CREATE TRIGGER promotion_target_no_delete BEFORE DELETE ON "promotion_target"
BEGIN SELECT RAISE(ABORT, 'promotion_target: rows are only ever added'); END;
CREATE TRIGGER promotion_no_replace BEFORE INSERT ON "promotion"
WHEN EXISTS (SELECT 1 FROM "promotion" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "promotion" WHERE "number" = NEW."number")
  OR ((NEW."state" IN ('open', 'approved')) AND EXISTS (SELECT 1 FROM "promotion" WHERE ("state" IN ('open', 'approved')) AND "version_id" = NEW."version_id" AND "stage" = NEW."stage"))
  OR EXISTS (SELECT 1 FROM "promotion" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: promotion has such a row'); END;
CREATE TRIGGER promotion_no_update BEFORE UPDATE ON "promotion"
WHEN OLD.state NOT IN ('open', 'approved')
  OR NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."number" IS DISTINCT FROM OLD."number"
  OR NEW."model_id" IS DISTINCT FROM OLD."model_id"
  OR NEW."version_id" IS DISTINCT FROM OLD."version_id"
  OR NEW."stage" IS DISTINCT FROM OLD."stage"
  OR NEW."requester_id" IS DISTINCT FROM OLD."requester_id"
  OR NEW."requester_answerable_id" IS DISTINCT FROM OLD."requester_answerable_id"
  OR NEW."reason" IS DISTINCT FROM OLD."reason"
  OR NEW."ticket" IS DISTINCT FROM OLD."ticket"
  OR NEW."path" IS DISTINCT FROM OLD."path"
  OR NEW."incumbent_version_id" IS DISTINCT FROM OLD."incumbent_version_id"
  OR NEW."answers_id" IS DISTINCT FROM OLD."answers_id"
  OR NEW."what_changed" IS DISTINCT FROM OLD."what_changed"
  OR NEW."created_at" IS DISTINCT FROM OLD."created_at"
  OR (OLD."decided_at" IS NOT NULL AND NEW."decided_at" IS DISTINCT FROM OLD."decided_at")
  OR (OLD."approved_at" IS NOT NULL AND NEW."approved_at" IS DISTINCT FROM OLD."approved_at")
  OR (OLD."executed_at" IS NOT NULL AND NEW."executed_at" IS DISTINCT FROM OLD."executed_at")
  OR (OLD."executed_by" IS NOT NULL AND NEW."executed_by" IS DISTINCT FROM OLD."executed_by")
  OR (OLD."withdrawal_note" IS NOT NULL AND NEW."withdrawal_note" IS DISTINCT FROM OLD."withdrawal_note")
  OR (NEW.dossier_revision < OLD.dossier_revision
    OR (NEW.state = 'executed') <> (NEW.executed_at IS NOT NULL)
    OR NEW.executed_at IS NOT NULL AND (NEW.executed_by IS NULL OR NEW.executed_at IS DISTINCT FROM NEW.decided_at))
  OR NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'promotion: what was asked for stays as it was asked, and what is closed stays closed'); END;
CREATE TRIGGER promotion_no_delete BEFORE DELETE ON "promotion"
BEGIN SELECT RAISE(ABORT, 'promotion: what was asked for stays as it was asked, and what is closed stays closed'); END;
CREATE TRIGGER stage_occupancy_no_replace BEFORE INSERT ON "stage_occupancy"
WHEN EXISTS (SELECT 1 FROM "stage_occupancy" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "stage_occupancy" WHERE "slot" = NEW."slot" AND "stage" = NEW."stage")
  OR EXISTS (SELECT 1 FROM "stage_occupancy" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: stage_occupancy has such a row'); END;
CREATE TRIGGER stage_occupancy_no_update BEFORE UPDATE ON "stage_occupancy"
WHEN OLD."to" IS NOT NULL
  OR NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."model_id" IS DISTINCT FROM OLD."model_id"
  OR NEW."version_id" IS DISTINCT FROM OLD."version_id"
  OR NEW."stage" IS DISTINCT FROM OLD."stage"
  OR NEW."promotion_id" IS DISTINCT FROM OLD."promotion_id"
  OR NEW."from" IS DISTINCT FROM OLD."from"
  OR (NEW."to" IS NULL OR NEW."to" < OLD."from" OR NEW.slot <> OLD.id)
  OR NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'stage_occupancy: a stay is ended once: it is never moved, dated anew or opened again'); END;
CREATE TRIGGER stage_occupancy_no_move BEFORE UPDATE ON "stage_occupancy"
WHEN ((NEW."slot" IS DISTINCT FROM OLD."slot" OR NEW."stage" IS DISTINCT FROM OLD."stage") AND EXISTS (SELECT 1 FROM "stage_occupancy" WHERE "slot" = NEW."slot" AND "stage" = NEW."stage"))
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: stage_occupancy has such a row'); END;
CREATE TRIGGER stage_occupancy_no_delete BEFORE DELETE ON "stage_occupancy"
BEGIN SELECT RAISE(ABORT, 'stage_occupancy: a stay is ended once: it is never moved, dated anew or opened again'); END;
CREATE TRIGGER alias_no_replace BEFORE INSERT ON "alias"
WHEN EXISTS (SELECT 1 FROM "alias" WHERE "id" = NEW."id")
  OR ((NEW."to" IS NULL) AND EXISTS (SELECT 1 FROM "alias" WHERE ("to" IS NULL) AND "model_id" = NEW."model_id" AND "name" = NEW."name"))
  OR ((NEW."to" IS NULL) AND EXISTS (SELECT 1 FROM "alias" WHERE ("to" IS NULL) AND "model_id" = NEW."model_id" AND "name_key" = NEW."name_key"))
  OR EXISTS (SELECT 1 FROM "alias" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: alias has such a row'); END;
CREATE TRIGGER alias_no_update BEFORE UPDATE ON "alias"
WHEN OLD."to" IS NOT NULL
  OR NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."model_id" IS DISTINCT FROM OLD."model_id"
  OR NEW."name" IS DISTINCT FROM OLD."name"
  OR NEW."name_key" IS DISTINCT FROM OLD."name_key"
  OR NEW."version_id" IS DISTINCT FROM OLD."version_id"
  OR NEW."from" IS DISTINCT FROM OLD."from"
  OR NEW."set_by" IS DISTINCT FROM OLD."set_by"
  OR (NEW."to" IS NULL)
  OR NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'alias: an interval is begun once and ended once'); END;
CREATE TRIGGER alias_no_delete BEFORE DELETE ON "alias"
BEGIN SELECT RAISE(ABORT, 'alias: an interval is begun once and ended once'); END;
CREATE TRIGGER model_owner_no_replace BEFORE INSERT ON "model_owner"
WHEN EXISTS (SELECT 1 FROM "model_owner" WHERE "id" = NEW."id")
  OR ((NEW."to" IS NULL) AND EXISTS (SELECT 1 FROM "model_owner" WHERE ("to" IS NULL) AND "model_id" = NEW."model_id"))
  OR EXISTS (SELECT 1 FROM "model_owner" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: model_owner has such a row'); END;
CREATE TRIGGER model_owner_no_update BEFORE UPDATE ON "model_owner"
WHEN OLD."to" IS NOT NULL
  OR NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."model_id" IS DISTINCT FROM OLD."model_id"
  OR NEW."owner_id" IS DISTINCT FROM OLD."owner_id"
  OR NEW."from" IS DISTINCT FROM OLD."from"
  OR NEW."set_by" IS DISTINCT FROM OLD."set_by"
  OR (NEW."to" IS NULL)
  OR NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'model_owner: an interval is begun once and ended once'); END;
CREATE TRIGGER model_owner_no_delete BEFORE DELETE ON "model_owner"
BEGIN SELECT RAISE(ABORT, 'model_owner: an interval is begun once and ended once'); END;
CREATE TRIGGER tier_assessment_no_replace BEFORE INSERT ON "tier_assessment"
WHEN EXISTS (SELECT 1 FROM "tier_assessment" WHERE "id" = NEW."id")
  OR ((NEW."from" IS NOT NULL AND NEW."to" IS NULL) AND EXISTS (SELECT 1 FROM "tier_assessment" WHERE ("from" IS NOT NULL AND "to" IS NULL) AND "model_id" = NEW."model_id"))
  OR ((NEW."from" IS NULL AND NEW."to" IS NULL) AND EXISTS (SELECT 1 FROM "tier_assessment" WHERE ("from" IS NULL AND "to" IS NULL) AND "model_id" = NEW."model_id"))
  OR EXISTS (SELECT 1 FROM "tier_assessment" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: tier_assessment has such a row'); END;
CREATE TRIGGER tier_assessment_no_update BEFORE UPDATE ON "tier_assessment"
WHEN OLD."to" IS NOT NULL
  OR NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."model_id" IS DISTINCT FROM OLD."model_id"
  OR NEW."tier" IS DISTINCT FROM OLD."tier"
  OR NEW."exposure" IS DISTINCT FROM OLD."exposure"
  OR NEW."purpose" IS DISTINCT FROM OLD."purpose"
  OR NEW."rationale" IS DISTINCT FROM OLD."rationale"
  OR NEW."assessor_id" IS DISTINCT FROM OLD."assessor_id"
  OR NEW."assessed_at" IS DISTINCT FROM OLD."assessed_at"
  OR (OLD."from" IS NOT NULL AND NEW."from" IS DISTINCT FROM OLD."from")
  OR (OLD."confirmed_by" IS NOT NULL AND NEW."confirmed_by" IS DISTINCT FROM OLD."confirmed_by")
  OR NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'tier_assessment: an interval is begun once and ended once'); END;
CREATE TRIGGER tier_assessment_no_delete BEFORE DELETE ON "tier_assessment"
BEGIN SELECT RAISE(ABORT, 'tier_assessment: an interval is begun once and ended once'); END;
CREATE TRIGGER evaluation_no_replace BEFORE INSERT ON "evaluation"
WHEN EXISTS (SELECT 1 FROM "evaluation" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "evaluation" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: evaluation has such a row'); END;
CREATE TRIGGER evaluation_no_update BEFORE UPDATE ON "evaluation"
BEGIN SELECT RAISE(ABORT, 'evaluation: rows are only ever added'); END;
CREATE TRIGGER evaluation_no_delete BEFORE DELETE ON "evaluation"
BEGIN SELECT RAISE(ABORT, 'evaluation: rows are only ever added'); END;
CREATE TRIGGER lineage_edge_no_replace BEFORE INSERT ON "lineage_edge"
WHEN EXISTS (SELECT 1 FROM "lineage_edge" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "lineage_edge" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: lineage_edge has such a row'); END;
CREATE TRIGGER lineage_edge_no_update BEFORE UPDATE ON "lineage_edge"
BEGIN SELECT RAISE(ABORT, 'lineage_edge: rows are only ever added'); END;
CREATE TRIGGER lineage_edge_no_delete BEFORE DELETE ON "lineage_edge"
BEGIN SELECT RAISE(ABORT, 'lineage_edge: rows are only ever added'); END;
CREATE TRIGGER retraction_no_replace BEFORE INSERT ON "retraction"
WHEN EXISTS (SELECT 1 FROM "retraction" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "retraction" WHERE "target_id" = NEW."target_id")
  OR EXISTS (SELECT 1 FROM "retraction" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: retraction has such a row'); END;
CREATE TRIGGER retraction_no_update BEFORE UPDATE ON "retraction"
BEGIN SELECT RAISE(ABORT, 'retraction: rows are only ever added'); END;
CREATE TRIGGER retraction_no_delete BEFORE DELETE ON "retraction"
BEGIN SELECT RAISE(ABORT, 'retraction: rows are only ever added'); END;
CREATE TRIGGER revision_no_replace BEFORE INSERT ON "revision"
WHEN EXISTS (SELECT 1 FROM "revision" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "revision" WHERE "model_id" = NEW."model_id" AND "version_id" = NEW."version_id" AND "field" = NEW."field" AND "number" = NEW."number")
  OR EXISTS (SELECT 1 FROM "revision" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: revision has such a row'); END;
CREATE TRIGGER revision_no_update BEFORE UPDATE ON "revision"
BEGIN SELECT RAISE(ABORT, 'revision: rows are only ever added'); END;
CREATE TRIGGER revision_no_delete BEFORE DELETE ON "revision"
BEGIN SELECT RAISE(ABORT, 'revision: rows are only ever added'); END;
CREATE TRIGGER version_no_replace BEFORE INSERT ON "version"
WHEN EXISTS (SELECT 1 FROM "version" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "version" WHERE "model_id" = NEW."model_id" AND "number" = NEW."number")
  OR EXISTS (SELECT 1 FROM "version" WHERE "model_id" = NEW."model_id" AND "label_key" = NEW."label_key")
  OR EXISTS (SELECT 1 FROM "version" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: version has such a row'); END;
CREATE TRIGGER version_no_update BEFORE UPDATE ON "version"
WHEN OLD.state IN ('revoked', 'discarded')
  OR NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."model_id" IS DISTINCT FROM OLD."model_id"
  OR NEW."number" IS DISTINCT FROM OLD."number"
  OR NEW."kind" IS DISTINCT FROM OLD."kind"
  OR NEW."created_by" IS DISTINCT FROM OLD."created_by"
  OR NEW."answerable_id" IS DISTINCT FROM OLD."answerable_id"
  OR NEW."created_at" IS DISTINCT FROM OLD."created_at"
  OR (OLD."manifest" IS NOT NULL AND NEW."manifest" IS DISTINCT FROM OLD."manifest")
  OR (OLD."manifest_digest" IS NOT NULL AND NEW."manifest_digest" IS DISTINCT FROM OLD."manifest_digest")
  OR (OLD."sealed_at" IS NOT NULL AND NEW."sealed_at" IS DISTINCT FROM OLD."sealed_at")
  OR (OLD."sealed_by" IS NOT NULL AND NEW."sealed_by" IS DISTINCT FROM OLD."sealed_by")
  OR (OLD."discarded_at" IS NOT NULL AND NEW."discarded_at" IS DISTINCT FROM OLD."discarded_at")
  OR (OLD."discarded_by" IS NOT NULL AND NEW."discarded_by" IS DISTINCT FROM OLD."discarded_by")
  OR ((NEW.state = 'discarded') <> (NEW.discarded_at IS NOT NULL AND NEW.discarded_by IS NOT NULL)
    OR OLD.state = 'sealed' AND (NEW.state NOT IN ('sealed', 'revoked')
    OR (NEW.state = 'sealed' AND (NEW.revoked_at IS NOT NULL OR NEW.revoked_reason IS NOT NULL))
    OR NEW.label IS DISTINCT FROM OLD.label OR NEW.label_key IS DISTINCT FROM OLD.label_key OR NEW.descriptor IS DISTINCT FROM OLD.descriptor OR NEW.params IS DISTINCT FROM OLD.params OR NEW.signature IS DISTINCT FROM OLD.signature OR NEW.environment IS DISTINCT FROM OLD.environment OR NEW.manifest IS DISTINCT FROM OLD.manifest OR NEW.manifest_digest IS DISTINCT FROM OLD.manifest_digest OR NEW.size_bytes IS DISTINCT FROM OLD.size_bytes OR NEW.sealed_at IS DISTINCT FROM OLD.sealed_at OR NEW.sealed_by IS DISTINCT FROM OLD.sealed_by))
  OR NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'version: a sealed version is frozen, and a revoked or discarded one stays so'); END;
CREATE TRIGGER version_no_move BEFORE UPDATE ON "version"
WHEN ((NEW."model_id" IS DISTINCT FROM OLD."model_id" OR NEW."label_key" IS DISTINCT FROM OLD."label_key") AND EXISTS (SELECT 1 FROM "version" WHERE "model_id" = NEW."model_id" AND "label_key" = NEW."label_key"))
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: version has such a row'); END;
CREATE TRIGGER version_no_delete BEFORE DELETE ON "version"
BEGIN SELECT RAISE(ABORT, 'version: a sealed version is frozen, and a revoked or discarded one stays so'); END;
CREATE TRIGGER version_file_no_replace BEFORE INSERT ON "version_file"
WHEN EXISTS (SELECT 1 FROM "version_file" WHERE "version_id" = NEW."version_id" AND "path" = NEW."path")
  OR EXISTS (SELECT 1 FROM "version_file" WHERE "version_id" = NEW."version_id" AND "path_key" = NEW."path_key")
  OR EXISTS (SELECT 1 FROM "version_file" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: version_file has such a row'); END;
CREATE TRIGGER version_file_no_insert BEFORE INSERT ON "version_file"
WHEN (SELECT state FROM version WHERE id = NEW.version_id) IS DISTINCT FROM 'draft'
BEGIN SELECT RAISE(ABORT, 'version_file: a sealed version is frozen'); END;
CREATE TRIGGER version_file_no_update BEFORE UPDATE ON "version_file"
WHEN NEW."version_id" IS DISTINCT FROM OLD."version_id"
  OR ((SELECT state FROM version WHERE id = OLD.version_id) IS DISTINCT FROM 'draft')
  OR NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'version_file: a sealed version is frozen'); END;
CREATE TRIGGER version_file_no_move BEFORE UPDATE ON "version_file"
WHEN ((NEW."version_id" IS DISTINCT FROM OLD."version_id" OR NEW."path" IS DISTINCT FROM OLD."path") AND EXISTS (SELECT 1 FROM "version_file" WHERE "version_id" = NEW."version_id" AND "path" = NEW."path"))
  OR ((NEW."version_id" IS DISTINCT FROM OLD."version_id" OR NEW."path_key" IS DISTINCT FROM OLD."path_key") AND EXISTS (SELECT 1 FROM "version_file" WHERE "version_id" = NEW."version_id" AND "path_key" = NEW."path_key"))
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: version_file has such a row'); END;
CREATE TRIGGER version_file_no_delete BEFORE DELETE ON "version_file"
WHEN (SELECT state FROM version WHERE id = OLD.version_id) IS DISTINCT FROM 'draft'
BEGIN SELECT RAISE(ABORT, 'version_file: a sealed version is frozen'); END;
CREATE TRIGGER batch_no_replace BEFORE INSERT ON "batch"
WHEN EXISTS (SELECT 1 FROM "batch" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "batch" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: batch has such a row'); END;
CREATE TRIGGER batch_no_update BEFORE UPDATE ON "batch"
BEGIN SELECT RAISE(ABORT, 'batch: rows are only ever added'); END;
CREATE TRIGGER batch_no_delete BEFORE DELETE ON "batch"
BEGIN SELECT RAISE(ABORT, 'batch: rows are only ever added'); END;
CREATE TRIGGER dataset_no_replace BEFORE INSERT ON "dataset"
WHEN EXISTS (SELECT 1 FROM "dataset" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "dataset" WHERE "name" = NEW."name" AND "digest" = NEW."digest" AND "team_id" = NEW."team_id")
  OR EXISTS (SELECT 1 FROM "dataset" WHERE "team_id" = NEW."team_id" AND "name_version_key" = NEW."name_version_key")
  OR EXISTS (SELECT 1 FROM "dataset" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: dataset has such a row'); END;
CREATE TRIGGER dataset_no_update BEFORE UPDATE ON "dataset"
WHEN NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."team_id" IS DISTINCT FROM OLD."team_id"
  OR NEW."name" IS DISTINCT FROM OLD."name"
  OR NEW."version" IS DISTINCT FROM OLD."version"
  OR NEW."name_version_key" IS DISTINCT FROM OLD."name_version_key"
  OR NEW."digest" IS DISTINCT FROM OLD."digest"
  OR NEW."owner_id" IS DISTINCT FROM OLD."owner_id"
  OR NEW."created_at" IS DISTINCT FROM OLD."created_at"
  OR (OLD.status = 'withdrawn' AND (NEW.status <> 'withdrawn' OR NEW.status_reason IS DISTINCT FROM OLD.status_reason) OR OLD.model_id IS NULL AND NEW.model_id IS NOT NULL)
  OR NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'dataset: a dataset stands for the same bytes for ever, and is withdrawn once'); END;
CREATE TRIGGER dataset_no_delete BEFORE DELETE ON "dataset"
BEGIN SELECT RAISE(ABORT, 'dataset: a dataset stands for the same bytes for ever, and is withdrawn once'); END;
CREATE TRIGGER stage_no_replace BEFORE INSERT ON "stage"
WHEN EXISTS (SELECT 1 FROM "stage" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "stage" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: stage has such a row'); END;
CREATE TRIGGER stage_no_update BEFORE UPDATE ON "stage"
BEGIN SELECT RAISE(ABORT, 'stage: rows are only ever added'); END;
CREATE TRIGGER stage_no_delete BEFORE DELETE ON "stage"
BEGIN SELECT RAISE(ABORT, 'stage: rows are only ever added'); END;
CREATE TRIGGER tier_no_replace BEFORE INSERT ON "tier"
WHEN EXISTS (SELECT 1 FROM "tier" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "tier" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: tier has such a row'); END;
CREATE TRIGGER tier_no_update BEFORE UPDATE ON "tier"
BEGIN SELECT RAISE(ABORT, 'tier: rows are only ever added'); END;
CREATE TRIGGER tier_no_delete BEFORE DELETE ON "tier"
BEGIN SELECT RAISE(ABORT, 'tier: rows are only ever added'); END;
CREATE TRIGGER model_no_replace BEFORE INSERT ON "model"
WHEN EXISTS (SELECT 1 FROM "model" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "model" WHERE "team_id" = NEW."team_id" AND "name_key" = NEW."name_key")
  OR EXISTS (SELECT 1 FROM "model" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: model has such a row'); END;
CREATE TRIGGER model_no_update BEFORE UPDATE ON "model"
WHEN NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."team_id" IS DISTINCT FROM OLD."team_id"
  OR NEW."name" IS DISTINCT FROM OLD."name"
  OR NEW."name_key" IS DISTINCT FROM OLD."name_key"
  OR NEW."created_at" IS DISTINCT FROM OLD."created_at"
  OR NEW."created_by" IS DISTINCT FROM OLD."created_by"
  OR (NEW.last_number < OLD.last_number)
  OR NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'model: a model keeps its name and its numbers'); END;
CREATE TRIGGER model_no_delete BEFORE DELETE ON "model"
BEGIN SELECT RAISE(ABORT, 'model: a model keeps its name and its numbers'); END;
CREATE TRIGGER team_no_replace BEFORE INSERT ON "team"
WHEN EXISTS (SELECT 1 FROM "team" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "team" WHERE "slug" = NEW."slug")
  OR EXISTS (SELECT 1 FROM "team" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: team has such a row'); END;
CREATE TRIGGER team_no_update BEFORE UPDATE ON "team"
WHEN NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."slug" IS DISTINCT FROM OLD."slug"
  OR NEW."created_at" IS DISTINCT FROM OLD."created_at"
  OR NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'team: a team keeps its address'); END;
CREATE TRIGGER team_no_delete BEFORE DELETE ON "team"
BEGIN SELECT RAISE(ABORT, 'team: a team keeps its address'); END;
CREATE TRIGGER group_no_replace BEFORE INSERT ON "group"
WHEN EXISTS (SELECT 1 FROM "group" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "group" WHERE "slug" = NEW."slug")
  OR EXISTS (SELECT 1 FROM "group" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: group has such a row'); END;
CREATE TRIGGER group_no_update BEFORE UPDATE ON "group"
WHEN NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."slug" IS DISTINCT FROM OLD."slug"
  OR NEW."created_at" IS DISTINCT FROM OLD."created_at"
  OR NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'group: a group keeps its address'); END;
CREATE TRIGGER group_no_delete BEFORE DELETE ON "group"
BEGIN SELECT RAISE(ABORT, 'group: a group keeps its address'); END;
CREATE TRIGGER actor_no_replace BEFORE INSERT ON "actor"
WHEN EXISTS (SELECT 1 FROM "actor" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "actor" WHERE "email_key" = NEW."email_key")
  OR EXISTS (SELECT 1 FROM "actor" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: actor has such a row'); END;
CREATE TRIGGER actor_no_update BEFORE UPDATE ON "actor"
WHEN NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."kind" IS DISTINCT FROM OLD."kind"
  OR NEW."created_at" IS DISTINCT FROM OLD."created_at"
  OR NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'actor: an account is never another''s, and never deleted'); END;
CREATE TRIGGER actor_no_move BEFORE UPDATE ON "actor"
WHEN ((NEW."email_key" IS DISTINCT FROM OLD."email_key") AND EXISTS (SELECT 1 FROM "actor" WHERE "email_key" = NEW."email_key"))
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: actor has such a row'); END;
CREATE TRIGGER actor_no_delete BEFORE DELETE ON "actor"
BEGIN SELECT RAISE(ABORT, 'actor: an account is never another''s, and never deleted'); END;
CREATE TRIGGER grant_no_replace BEFORE INSERT ON "grant"
WHEN EXISTS (SELECT 1 FROM "grant" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "grant" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: grant has such a row'); END;
CREATE TRIGGER grant_no_update BEFORE UPDATE ON "grant"
WHEN OLD."to" IS NOT NULL
  OR NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."actor_id" IS DISTINCT FROM OLD."actor_id"
  OR NEW."group_id" IS DISTINCT FROM OLD."group_id"
  OR NEW."role" IS DISTINCT FROM OLD."role"
  OR NEW."scope" IS DISTINCT FROM OLD."scope"
  OR NEW."scope_id" IS DISTINCT FROM OLD."scope_id"
  OR NEW."given_at" IS DISTINCT FROM OLD."given_at"
  OR NEW."granted_by" IS DISTINCT FROM OLD."granted_by"
  OR (OLD."from" IS NOT NULL AND NEW."from" IS DISTINCT FROM OLD."from")
  OR (OLD."confirmed_by" IS NOT NULL AND NEW."confirmed_by" IS DISTINCT FROM OLD."confirmed_by")
  OR (OLD."beginning" IS NOT NULL AND NEW."beginning" IS DISTINCT FROM OLD."beginning")
  OR (OLD."from" IS NOT NULL AND NEW."to" IS NULL)
  OR NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'grant: an interval is begun once and ended once'); END;
CREATE TRIGGER grant_no_delete BEFORE DELETE ON "grant"
BEGIN SELECT RAISE(ABORT, 'grant: an interval is begun once and ended once'); END;
CREATE TRIGGER group_member_no_replace BEFORE INSERT ON "group_member"
WHEN EXISTS (SELECT 1 FROM "group_member" WHERE "id" = NEW."id")
  OR ((NEW."to" IS NULL) AND EXISTS (SELECT 1 FROM "group_member" WHERE ("to" IS NULL) AND "group_id" = NEW."group_id" AND "actor_id" = NEW."actor_id"))
  OR EXISTS (SELECT 1 FROM "group_member" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: group_member has such a row'); END;
CREATE TRIGGER group_member_no_update BEFORE UPDATE ON "group_member"
WHEN OLD."to" IS NOT NULL
  OR NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."group_id" IS DISTINCT FROM OLD."group_id"
  OR NEW."actor_id" IS DISTINCT FROM OLD."actor_id"
  OR NEW."added_by" IS DISTINCT FROM OLD."added_by"
  OR NEW."added_at" IS DISTINCT FROM OLD."added_at"
  OR (OLD."from" IS NOT NULL AND NEW."from" IS DISTINCT FROM OLD."from")
  OR (OLD."confirmed_by" IS NOT NULL AND NEW."confirmed_by" IS DISTINCT FROM OLD."confirmed_by")
  OR (OLD."beginning" IS NOT NULL AND NEW."beginning" IS DISTINCT FROM OLD."beginning")
  OR NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'group_member: an interval is begun once and ended once'); END;
CREATE TRIGGER group_member_no_delete BEFORE DELETE ON "group_member"
BEGIN SELECT RAISE(ABORT, 'group_member: an interval is begun once and ended once'); END;
CREATE TRIGGER account_opening_no_replace BEFORE INSERT ON "account_opening"
WHEN EXISTS (SELECT 1 FROM "account_opening" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "account_opening" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: account_opening has such a row'); END;
CREATE TRIGGER account_opening_no_update BEFORE UPDATE ON "account_opening"
WHEN NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."actor_id" IS DISTINCT FROM OLD."actor_id"
  OR NEW."by" IS DISTINCT FROM OLD."by"
  OR NEW."issuer_id" IS DISTINCT FROM OLD."issuer_id"
  OR NEW."opened_at" IS DISTINCT FROM OLD."opened_at"
  OR (OLD."vouched_by" IS NOT NULL AND NEW."vouched_by" IS DISTINCT FROM OLD."vouched_by")
  OR (OLD."vouched_at" IS NOT NULL AND NEW."vouched_at" IS DISTINCT FROM OLD."vouched_at")
  OR (OLD."independent_by" IS NOT NULL AND NEW."independent_by" IS DISTINCT FROM OLD."independent_by")
  OR (OLD."independent_at" IS NOT NULL AND NEW."independent_at" IS DISTINCT FROM OLD."independent_at")
  OR NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'account_opening: who opened an account stays on record'); END;
CREATE TRIGGER account_opening_no_delete BEFORE DELETE ON "account_opening"
BEGIN SELECT RAISE(ABORT, 'account_opening: who opened an account stays on record'); END;
CREATE TRIGGER token_no_replace BEFORE INSERT ON "token"
WHEN EXISTS (SELECT 1 FROM "token" WHERE "id" = NEW."id")
  OR EXISTS (SELECT 1 FROM "token" WHERE "secret_hash" = NEW."secret_hash")
  OR EXISTS (SELECT 1 FROM "token" WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: token has such a row'); END;
CREATE TRIGGER token_no_update BEFORE UPDATE ON "token"
WHEN NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."actor_id" IS DISTINCT FROM OLD."actor_id"
  OR NEW."name" IS DISTINCT FROM OLD."name"
  OR NEW."prefix" IS DISTINCT FROM OLD."prefix"
  OR NEW."secret_hash" IS DISTINCT FROM OLD."secret_hash"
  OR NEW."scopes" IS DISTINCT FROM OLD."scopes"
  OR NEW."created_by" IS DISTINCT FROM OLD."created_by"
  OR NEW."parent_id" IS DISTINCT FROM OLD."parent_id"
  OR NEW."created_at" IS DISTINCT FROM OLD."created_at"
  OR NEW."expires_at" IS DISTINCT FROM OLD."expires_at"
  OR (OLD."revoked_at" IS NOT NULL AND NEW."revoked_at" IS DISTINCT FROM OLD."revoked_at")
  OR NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'token: a token keeps its holder, its scopes and its end'); END;
CREATE TRIGGER token_no_delete BEFORE DELETE ON "token"
BEGIN SELECT RAISE(ABORT, 'token: a token keeps its holder, its scopes and its end'); END;
