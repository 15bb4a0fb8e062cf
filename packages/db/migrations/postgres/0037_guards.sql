-- Guards: what the rows of governed tables may undergo. Made from src/guards-declared.ts; checked at every start.
DROP TRIGGER IF EXISTS audit_entry_guard ON "audit_entry";
DROP TRIGGER IF EXISTS audit_entry_no_truncate ON "audit_entry";
DROP TRIGGER IF EXISTS audit_node_guard ON "audit_node";
DROP TRIGGER IF EXISTS audit_node_no_truncate ON "audit_node";
DROP TRIGGER IF EXISTS audit_row_guard ON "audit_row";
DROP TRIGGER IF EXISTS audit_row_no_truncate ON "audit_row";
DROP TRIGGER IF EXISTS audit_checkpoint_guard ON "audit_checkpoint";
DROP TRIGGER IF EXISTS audit_checkpoint_no_truncate ON "audit_checkpoint";
DROP TRIGGER IF EXISTS audit_disclosure_guard ON "audit_disclosure";
DROP TRIGGER IF EXISTS audit_head_guard ON "audit_head";
DROP TRIGGER IF EXISTS audit_head_no_truncate ON "audit_head";
DROP TRIGGER IF EXISTS access_guard ON "access";
DROP TRIGGER IF EXISTS access_no_truncate ON "access";
DROP TRIGGER IF EXISTS counter_guard ON "counter";
DROP TRIGGER IF EXISTS counter_no_truncate ON "counter";
DROP TRIGGER IF EXISTS vote_guard ON "vote";
DROP TRIGGER IF EXISTS vote_no_truncate ON "vote";
DROP TRIGGER IF EXISTS vote_condition_guard ON "vote_condition";
DROP TRIGGER IF EXISTS vote_condition_no_truncate ON "vote_condition";
DROP TRIGGER IF EXISTS policy_version_guard ON "policy_version";
DROP TRIGGER IF EXISTS policy_version_no_truncate ON "policy_version";
DROP TRIGGER IF EXISTS dossier_revision_guard ON "dossier_revision";
DROP TRIGGER IF EXISTS dossier_revision_no_truncate ON "dossier_revision";
DROP TRIGGER IF EXISTS dismissal_guard ON "dismissal";
DROP TRIGGER IF EXISTS dismissal_no_truncate ON "dismissal";
DROP TRIGGER IF EXISTS promotion_target_guard ON "promotion_target";
DROP TRIGGER IF EXISTS promotion_target_no_truncate ON "promotion_target";
DROP TRIGGER IF EXISTS promotion_guard ON "promotion";
DROP TRIGGER IF EXISTS promotion_no_truncate ON "promotion";
DROP TRIGGER IF EXISTS stage_occupancy_guard ON "stage_occupancy";
DROP TRIGGER IF EXISTS stage_occupancy_no_truncate ON "stage_occupancy";
DROP TRIGGER IF EXISTS alias_guard ON "alias";
DROP TRIGGER IF EXISTS alias_no_truncate ON "alias";
DROP TRIGGER IF EXISTS model_owner_guard ON "model_owner";
DROP TRIGGER IF EXISTS model_owner_no_truncate ON "model_owner";
DROP TRIGGER IF EXISTS tier_assessment_guard ON "tier_assessment";
DROP TRIGGER IF EXISTS tier_assessment_no_truncate ON "tier_assessment";
DROP TRIGGER IF EXISTS evaluation_guard ON "evaluation";
DROP TRIGGER IF EXISTS evaluation_no_truncate ON "evaluation";
DROP TRIGGER IF EXISTS lineage_edge_guard ON "lineage_edge";
DROP TRIGGER IF EXISTS lineage_edge_no_truncate ON "lineage_edge";
DROP TRIGGER IF EXISTS retraction_guard ON "retraction";
DROP TRIGGER IF EXISTS retraction_no_truncate ON "retraction";
DROP TRIGGER IF EXISTS revision_guard ON "revision";
DROP TRIGGER IF EXISTS revision_no_truncate ON "revision";
DROP TRIGGER IF EXISTS version_guard ON "version";
DROP TRIGGER IF EXISTS version_no_truncate ON "version";
DROP TRIGGER IF EXISTS version_file_guard ON "version_file";
DROP TRIGGER IF EXISTS version_file_no_truncate ON "version_file";
DROP TRIGGER IF EXISTS dataset_guard ON "dataset";
DROP TRIGGER IF EXISTS dataset_no_truncate ON "dataset";
DROP TRIGGER IF EXISTS stage_guard ON "stage";
DROP TRIGGER IF EXISTS stage_no_truncate ON "stage";
DROP TRIGGER IF EXISTS tier_guard ON "tier";
DROP TRIGGER IF EXISTS tier_no_truncate ON "tier";
DROP TRIGGER IF EXISTS model_guard ON "model";
DROP TRIGGER IF EXISTS model_no_truncate ON "model";
DROP TRIGGER IF EXISTS team_guard ON "team";
DROP TRIGGER IF EXISTS team_no_truncate ON "team";
DROP TRIGGER IF EXISTS group_guard ON "group";
DROP TRIGGER IF EXISTS group_no_truncate ON "group";
DROP TRIGGER IF EXISTS actor_guard ON "actor";
DROP TRIGGER IF EXISTS actor_no_truncate ON "actor";
DROP TRIGGER IF EXISTS grant_guard ON "grant";
DROP TRIGGER IF EXISTS grant_no_truncate ON "grant";
DROP TRIGGER IF EXISTS group_member_guard ON "group_member";
DROP TRIGGER IF EXISTS group_member_no_truncate ON "group_member";
DROP TRIGGER IF EXISTS account_opening_guard ON "account_opening";
DROP TRIGGER IF EXISTS account_opening_no_truncate ON "account_opening";
DROP TRIGGER IF EXISTS token_guard ON "token";
DROP TRIGGER IF EXISTS token_no_truncate ON "token";
DROP TRIGGER IF EXISTS batch_guard ON "batch";
DROP TRIGGER IF EXISTS batch_no_truncate ON "batch";
DROP FUNCTION IF EXISTS chancery_refuse();
DROP FUNCTION IF EXISTS chancery_audit_next();
DROP FUNCTION IF EXISTS chancery_version_file_frozen();
CREATE OR REPLACE FUNCTION chancery_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN RAISE EXCEPTION '%: rows are never all taken away', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $guard$;
CREATE OR REPLACE FUNCTION chancery_guard_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'audit_entry: entries are only ever added, at the next index' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'audit_entry: entries are only ever added, at the next index' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'INSERT' THEN
  IF NEW.idx <> (SELECT coalesce(max(idx) + 1, 0) FROM audit_entry)
  THEN RAISE EXCEPTION 'audit_entry: entries are only ever added, at the next index' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER audit_entry_guard BEFORE UPDATE OR DELETE OR INSERT ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION chancery_guard_audit_entry();
ALTER TABLE "audit_entry" ENABLE ALWAYS TRIGGER audit_entry_guard;
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "audit_entry" ENABLE ALWAYS TRIGGER audit_entry_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_audit_node() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'audit_node: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'audit_node: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER audit_node_guard BEFORE UPDATE OR DELETE ON "audit_node" FOR EACH ROW EXECUTE FUNCTION chancery_guard_audit_node();
ALTER TABLE "audit_node" ENABLE ALWAYS TRIGGER audit_node_guard;
CREATE TRIGGER audit_node_no_truncate BEFORE TRUNCATE ON "audit_node" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "audit_node" ENABLE ALWAYS TRIGGER audit_node_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_audit_row() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'audit_row: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'audit_row: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER audit_row_guard BEFORE UPDATE OR DELETE ON "audit_row" FOR EACH ROW EXECUTE FUNCTION chancery_guard_audit_row();
ALTER TABLE "audit_row" ENABLE ALWAYS TRIGGER audit_row_guard;
CREATE TRIGGER audit_row_no_truncate BEFORE TRUNCATE ON "audit_row" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "audit_row" ENABLE ALWAYS TRIGGER audit_row_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_audit_checkpoint() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'audit_checkpoint: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'audit_checkpoint: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER audit_checkpoint_guard BEFORE UPDATE OR DELETE ON "audit_checkpoint" FOR EACH ROW EXECUTE FUNCTION chancery_guard_audit_checkpoint();
ALTER TABLE "audit_checkpoint" ENABLE ALWAYS TRIGGER audit_checkpoint_guard;
CREATE TRIGGER audit_checkpoint_no_truncate BEFORE TRUNCATE ON "audit_checkpoint" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "audit_checkpoint" ENABLE ALWAYS TRIGGER audit_checkpoint_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_audit_disclosure() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'audit_disclosure: a disclosure is kept or erased, never edited' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER audit_disclosure_guard BEFORE UPDATE ON "audit_disclosure" FOR EACH ROW EXECUTE FUNCTION chancery_guard_audit_disclosure();
ALTER TABLE "audit_disclosure" ENABLE ALWAYS TRIGGER audit_disclosure_guard;
CREATE OR REPLACE FUNCTION chancery_guard_audit_head() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN
  IF NEW."id" IS DISTINCT FROM OLD."id"
  OR (NEW.size < OLD.size OR NEW.mac IS NULL OR NEW.mac IS NOT DISTINCT FROM OLD.mac OR (NEW.size = OLD.size
    AND (NEW.root IS DISTINCT FROM OLD.root OR NEW.edge IS DISTINCT FROM OLD.edge OR NEW.last_time IS DISTINCT FROM OLD.last_time)))
  THEN RAISE EXCEPTION 'audit_head: the log''s head only moves forward, with its MAC' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'audit_head: the log''s head only moves forward, with its MAC' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'INSERT' THEN
  IF EXISTS (SELECT 1 FROM audit_head)
  THEN RAISE EXCEPTION 'audit_head: the log''s head only moves forward, with its MAC' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER audit_head_guard BEFORE UPDATE OR DELETE OR INSERT ON "audit_head" FOR EACH ROW EXECUTE FUNCTION chancery_guard_audit_head();
ALTER TABLE "audit_head" ENABLE ALWAYS TRIGGER audit_head_guard;
CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON "audit_head" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "audit_head" ENABLE ALWAYS TRIGGER audit_head_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_access() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'access: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'access: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER access_guard BEFORE UPDATE OR DELETE ON "access" FOR EACH ROW EXECUTE FUNCTION chancery_guard_access();
ALTER TABLE "access" ENABLE ALWAYS TRIGGER access_guard;
CREATE TRIGGER access_no_truncate BEFORE TRUNCATE ON "access" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "access" ENABLE ALWAYS TRIGGER access_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_counter() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN
  IF NEW."name" IS DISTINCT FROM OLD."name"
  OR (NEW.value < OLD.value)
  THEN RAISE EXCEPTION 'counter: numbers are given once' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'counter: numbers are given once' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER counter_guard BEFORE UPDATE OR DELETE ON "counter" FOR EACH ROW EXECUTE FUNCTION chancery_guard_counter();
ALTER TABLE "counter" ENABLE ALWAYS TRIGGER counter_guard;
CREATE TRIGGER counter_no_truncate BEFORE TRUNCATE ON "counter" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "counter" ENABLE ALWAYS TRIGGER counter_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_vote() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'vote: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'vote: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER vote_guard BEFORE UPDATE OR DELETE ON "vote" FOR EACH ROW EXECUTE FUNCTION chancery_guard_vote();
ALTER TABLE "vote" ENABLE ALWAYS TRIGGER vote_guard;
CREATE TRIGGER vote_no_truncate BEFORE TRUNCATE ON "vote" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "vote" ENABLE ALWAYS TRIGGER vote_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_vote_condition() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'vote_condition: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'vote_condition: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER vote_condition_guard BEFORE UPDATE OR DELETE ON "vote_condition" FOR EACH ROW EXECUTE FUNCTION chancery_guard_vote_condition();
ALTER TABLE "vote_condition" ENABLE ALWAYS TRIGGER vote_condition_guard;
CREATE TRIGGER vote_condition_no_truncate BEFORE TRUNCATE ON "vote_condition" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "vote_condition" ENABLE ALWAYS TRIGGER vote_condition_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_policy_version() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'policy_version: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'policy_version: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER policy_version_guard BEFORE UPDATE OR DELETE ON "policy_version" FOR EACH ROW EXECUTE FUNCTION chancery_guard_policy_version();
ALTER TABLE "policy_version" ENABLE ALWAYS TRIGGER policy_version_guard;
CREATE TRIGGER policy_version_no_truncate BEFORE TRUNCATE ON "policy_version" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "policy_version" ENABLE ALWAYS TRIGGER policy_version_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_dossier_revision() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'dossier_revision: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'dossier_revision: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER dossier_revision_guard BEFORE UPDATE OR DELETE ON "dossier_revision" FOR EACH ROW EXECUTE FUNCTION chancery_guard_dossier_revision();
ALTER TABLE "dossier_revision" ENABLE ALWAYS TRIGGER dossier_revision_guard;
CREATE TRIGGER dossier_revision_no_truncate BEFORE TRUNCATE ON "dossier_revision" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "dossier_revision" ENABLE ALWAYS TRIGGER dossier_revision_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_dismissal() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'dismissal: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'dismissal: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER dismissal_guard BEFORE UPDATE OR DELETE ON "dismissal" FOR EACH ROW EXECUTE FUNCTION chancery_guard_dismissal();
ALTER TABLE "dismissal" ENABLE ALWAYS TRIGGER dismissal_guard;
CREATE TRIGGER dismissal_no_truncate BEFORE TRUNCATE ON "dismissal" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "dismissal" ENABLE ALWAYS TRIGGER dismissal_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_promotion_target() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'promotion_target: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'promotion_target: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER promotion_target_guard BEFORE UPDATE OR DELETE ON "promotion_target" FOR EACH ROW EXECUTE FUNCTION chancery_guard_promotion_target();
ALTER TABLE "promotion_target" ENABLE ALWAYS TRIGGER promotion_target_guard;
CREATE TRIGGER promotion_target_no_truncate BEFORE TRUNCATE ON "promotion_target" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "promotion_target" ENABLE ALWAYS TRIGGER promotion_target_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_promotion() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN
  IF OLD.state NOT IN ('open', 'approved')
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
  THEN RAISE EXCEPTION 'promotion: what was asked for stays as it was asked, and what is closed stays closed' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'promotion: what was asked for stays as it was asked, and what is closed stays closed' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER promotion_guard BEFORE UPDATE OR DELETE ON "promotion" FOR EACH ROW EXECUTE FUNCTION chancery_guard_promotion();
ALTER TABLE "promotion" ENABLE ALWAYS TRIGGER promotion_guard;
CREATE TRIGGER promotion_no_truncate BEFORE TRUNCATE ON "promotion" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "promotion" ENABLE ALWAYS TRIGGER promotion_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_stage_occupancy() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN
  IF OLD."to" IS NOT NULL
  OR NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."model_id" IS DISTINCT FROM OLD."model_id"
  OR NEW."version_id" IS DISTINCT FROM OLD."version_id"
  OR NEW."stage" IS DISTINCT FROM OLD."stage"
  OR NEW."promotion_id" IS DISTINCT FROM OLD."promotion_id"
  OR NEW."from" IS DISTINCT FROM OLD."from"
  OR (NEW."to" IS NULL OR NEW."to" < OLD."from" OR NEW.slot <> OLD.id)
  THEN RAISE EXCEPTION 'stage_occupancy: a stay is ended once: it is never moved, dated anew or opened again' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'stage_occupancy: a stay is ended once: it is never moved, dated anew or opened again' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER stage_occupancy_guard BEFORE UPDATE OR DELETE ON "stage_occupancy" FOR EACH ROW EXECUTE FUNCTION chancery_guard_stage_occupancy();
ALTER TABLE "stage_occupancy" ENABLE ALWAYS TRIGGER stage_occupancy_guard;
CREATE TRIGGER stage_occupancy_no_truncate BEFORE TRUNCATE ON "stage_occupancy" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "stage_occupancy" ENABLE ALWAYS TRIGGER stage_occupancy_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_alias() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN
  IF OLD."to" IS NOT NULL
  OR NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."model_id" IS DISTINCT FROM OLD."model_id"
  OR NEW."name" IS DISTINCT FROM OLD."name"
  OR NEW."name_key" IS DISTINCT FROM OLD."name_key"
  OR NEW."version_id" IS DISTINCT FROM OLD."version_id"
  OR NEW."from" IS DISTINCT FROM OLD."from"
  OR NEW."set_by" IS DISTINCT FROM OLD."set_by"
  OR (NEW."to" IS NULL)
  THEN RAISE EXCEPTION 'alias: an interval is begun once and ended once' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'alias: an interval is begun once and ended once' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER alias_guard BEFORE UPDATE OR DELETE ON "alias" FOR EACH ROW EXECUTE FUNCTION chancery_guard_alias();
ALTER TABLE "alias" ENABLE ALWAYS TRIGGER alias_guard;
CREATE TRIGGER alias_no_truncate BEFORE TRUNCATE ON "alias" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "alias" ENABLE ALWAYS TRIGGER alias_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_model_owner() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN
  IF OLD."to" IS NOT NULL
  OR NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."model_id" IS DISTINCT FROM OLD."model_id"
  OR NEW."owner_id" IS DISTINCT FROM OLD."owner_id"
  OR NEW."from" IS DISTINCT FROM OLD."from"
  OR NEW."set_by" IS DISTINCT FROM OLD."set_by"
  OR (NEW."to" IS NULL)
  THEN RAISE EXCEPTION 'model_owner: an interval is begun once and ended once' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'model_owner: an interval is begun once and ended once' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER model_owner_guard BEFORE UPDATE OR DELETE ON "model_owner" FOR EACH ROW EXECUTE FUNCTION chancery_guard_model_owner();
ALTER TABLE "model_owner" ENABLE ALWAYS TRIGGER model_owner_guard;
CREATE TRIGGER model_owner_no_truncate BEFORE TRUNCATE ON "model_owner" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "model_owner" ENABLE ALWAYS TRIGGER model_owner_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_tier_assessment() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN
  IF OLD."to" IS NOT NULL
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
  THEN RAISE EXCEPTION 'tier_assessment: an interval is begun once and ended once' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'tier_assessment: an interval is begun once and ended once' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER tier_assessment_guard BEFORE UPDATE OR DELETE ON "tier_assessment" FOR EACH ROW EXECUTE FUNCTION chancery_guard_tier_assessment();
ALTER TABLE "tier_assessment" ENABLE ALWAYS TRIGGER tier_assessment_guard;
CREATE TRIGGER tier_assessment_no_truncate BEFORE TRUNCATE ON "tier_assessment" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "tier_assessment" ENABLE ALWAYS TRIGGER tier_assessment_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_evaluation() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'evaluation: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'evaluation: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER evaluation_guard BEFORE UPDATE OR DELETE ON "evaluation" FOR EACH ROW EXECUTE FUNCTION chancery_guard_evaluation();
ALTER TABLE "evaluation" ENABLE ALWAYS TRIGGER evaluation_guard;
CREATE TRIGGER evaluation_no_truncate BEFORE TRUNCATE ON "evaluation" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "evaluation" ENABLE ALWAYS TRIGGER evaluation_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_lineage_edge() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'lineage_edge: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'lineage_edge: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lineage_edge_guard BEFORE UPDATE OR DELETE ON "lineage_edge" FOR EACH ROW EXECUTE FUNCTION chancery_guard_lineage_edge();
ALTER TABLE "lineage_edge" ENABLE ALWAYS TRIGGER lineage_edge_guard;
CREATE TRIGGER lineage_edge_no_truncate BEFORE TRUNCATE ON "lineage_edge" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "lineage_edge" ENABLE ALWAYS TRIGGER lineage_edge_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_retraction() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'retraction: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'retraction: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER retraction_guard BEFORE UPDATE OR DELETE ON "retraction" FOR EACH ROW EXECUTE FUNCTION chancery_guard_retraction();
ALTER TABLE "retraction" ENABLE ALWAYS TRIGGER retraction_guard;
CREATE TRIGGER retraction_no_truncate BEFORE TRUNCATE ON "retraction" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "retraction" ENABLE ALWAYS TRIGGER retraction_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_revision() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'revision: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'revision: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER revision_guard BEFORE UPDATE OR DELETE ON "revision" FOR EACH ROW EXECUTE FUNCTION chancery_guard_revision();
ALTER TABLE "revision" ENABLE ALWAYS TRIGGER revision_guard;
CREATE TRIGGER revision_no_truncate BEFORE TRUNCATE ON "revision" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "revision" ENABLE ALWAYS TRIGGER revision_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_version() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN
  IF OLD.state IN ('revoked', 'discarded')
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
  THEN RAISE EXCEPTION 'version: a sealed version is frozen, and a revoked or discarded one stays so' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'version: a sealed version is frozen, and a revoked or discarded one stays so' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER version_guard BEFORE UPDATE OR DELETE ON "version" FOR EACH ROW EXECUTE FUNCTION chancery_guard_version();
ALTER TABLE "version" ENABLE ALWAYS TRIGGER version_guard;
CREATE TRIGGER version_no_truncate BEFORE TRUNCATE ON "version" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "version" ENABLE ALWAYS TRIGGER version_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_version_file() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN
  IF NEW."version_id" IS DISTINCT FROM OLD."version_id"
  OR ((SELECT state FROM version WHERE id = OLD.version_id) IS DISTINCT FROM 'draft')
  THEN RAISE EXCEPTION 'version_file: a sealed version is frozen' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN
  IF (SELECT state FROM version WHERE id = OLD.version_id) IS DISTINCT FROM 'draft'
  THEN RAISE EXCEPTION 'version_file: a sealed version is frozen' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'INSERT' THEN
  IF (SELECT state FROM version WHERE id = NEW.version_id) IS DISTINCT FROM 'draft'
  THEN RAISE EXCEPTION 'version_file: a sealed version is frozen' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER version_file_guard BEFORE UPDATE OR DELETE OR INSERT ON "version_file" FOR EACH ROW EXECUTE FUNCTION chancery_guard_version_file();
ALTER TABLE "version_file" ENABLE ALWAYS TRIGGER version_file_guard;
CREATE TRIGGER version_file_no_truncate BEFORE TRUNCATE ON "version_file" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "version_file" ENABLE ALWAYS TRIGGER version_file_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_batch() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'batch: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'batch: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER batch_guard BEFORE UPDATE OR DELETE ON "batch" FOR EACH ROW EXECUTE FUNCTION chancery_guard_batch();
ALTER TABLE "batch" ENABLE ALWAYS TRIGGER batch_guard;
CREATE TRIGGER batch_no_truncate BEFORE TRUNCATE ON "batch" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "batch" ENABLE ALWAYS TRIGGER batch_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_dataset() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN
  IF NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."team_id" IS DISTINCT FROM OLD."team_id"
  OR NEW."name" IS DISTINCT FROM OLD."name"
  OR NEW."version" IS DISTINCT FROM OLD."version"
  OR NEW."name_version_key" IS DISTINCT FROM OLD."name_version_key"
  OR NEW."digest" IS DISTINCT FROM OLD."digest"
  OR NEW."owner_id" IS DISTINCT FROM OLD."owner_id"
  OR NEW."created_at" IS DISTINCT FROM OLD."created_at"
  OR (OLD.status = 'withdrawn' AND (NEW.status <> 'withdrawn' OR NEW.status_reason IS DISTINCT FROM OLD.status_reason) OR OLD.model_id IS NULL AND NEW.model_id IS NOT NULL)
  THEN RAISE EXCEPTION 'dataset: a dataset stands for the same bytes for ever, and is withdrawn once' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'dataset: a dataset stands for the same bytes for ever, and is withdrawn once' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER dataset_guard BEFORE UPDATE OR DELETE ON "dataset" FOR EACH ROW EXECUTE FUNCTION chancery_guard_dataset();
ALTER TABLE "dataset" ENABLE ALWAYS TRIGGER dataset_guard;
CREATE TRIGGER dataset_no_truncate BEFORE TRUNCATE ON "dataset" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "dataset" ENABLE ALWAYS TRIGGER dataset_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_stage() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'stage: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'stage: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER stage_guard BEFORE UPDATE OR DELETE ON "stage" FOR EACH ROW EXECUTE FUNCTION chancery_guard_stage();
ALTER TABLE "stage" ENABLE ALWAYS TRIGGER stage_guard;
CREATE TRIGGER stage_no_truncate BEFORE TRUNCATE ON "stage" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "stage" ENABLE ALWAYS TRIGGER stage_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_tier() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'tier: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'tier: rows are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER tier_guard BEFORE UPDATE OR DELETE ON "tier" FOR EACH ROW EXECUTE FUNCTION chancery_guard_tier();
ALTER TABLE "tier" ENABLE ALWAYS TRIGGER tier_guard;
CREATE TRIGGER tier_no_truncate BEFORE TRUNCATE ON "tier" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "tier" ENABLE ALWAYS TRIGGER tier_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_model() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN
  IF NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."team_id" IS DISTINCT FROM OLD."team_id"
  OR NEW."name" IS DISTINCT FROM OLD."name"
  OR NEW."name_key" IS DISTINCT FROM OLD."name_key"
  OR NEW."created_at" IS DISTINCT FROM OLD."created_at"
  OR NEW."created_by" IS DISTINCT FROM OLD."created_by"
  OR (NEW.last_number < OLD.last_number)
  THEN RAISE EXCEPTION 'model: a model keeps its name and its numbers' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'model: a model keeps its name and its numbers' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER model_guard BEFORE UPDATE OR DELETE ON "model" FOR EACH ROW EXECUTE FUNCTION chancery_guard_model();
ALTER TABLE "model" ENABLE ALWAYS TRIGGER model_guard;
CREATE TRIGGER model_no_truncate BEFORE TRUNCATE ON "model" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "model" ENABLE ALWAYS TRIGGER model_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_team() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN
  IF NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."slug" IS DISTINCT FROM OLD."slug"
  OR NEW."created_at" IS DISTINCT FROM OLD."created_at"
  THEN RAISE EXCEPTION 'team: a team keeps its address' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'team: a team keeps its address' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER team_guard BEFORE UPDATE OR DELETE ON "team" FOR EACH ROW EXECUTE FUNCTION chancery_guard_team();
ALTER TABLE "team" ENABLE ALWAYS TRIGGER team_guard;
CREATE TRIGGER team_no_truncate BEFORE TRUNCATE ON "team" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "team" ENABLE ALWAYS TRIGGER team_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_group() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN
  IF NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."slug" IS DISTINCT FROM OLD."slug"
  OR NEW."created_at" IS DISTINCT FROM OLD."created_at"
  THEN RAISE EXCEPTION 'group: a group keeps its address' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'group: a group keeps its address' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER group_guard BEFORE UPDATE OR DELETE ON "group" FOR EACH ROW EXECUTE FUNCTION chancery_guard_group();
ALTER TABLE "group" ENABLE ALWAYS TRIGGER group_guard;
CREATE TRIGGER group_no_truncate BEFORE TRUNCATE ON "group" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "group" ENABLE ALWAYS TRIGGER group_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_actor() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN
  IF NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."kind" IS DISTINCT FROM OLD."kind"
  OR NEW."created_at" IS DISTINCT FROM OLD."created_at"
  THEN RAISE EXCEPTION 'actor: an account is never another''s, and never deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'actor: an account is never another''s, and never deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER actor_guard BEFORE UPDATE OR DELETE ON "actor" FOR EACH ROW EXECUTE FUNCTION chancery_guard_actor();
ALTER TABLE "actor" ENABLE ALWAYS TRIGGER actor_guard;
CREATE TRIGGER actor_no_truncate BEFORE TRUNCATE ON "actor" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "actor" ENABLE ALWAYS TRIGGER actor_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_grant() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN
  IF OLD."to" IS NOT NULL
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
  THEN RAISE EXCEPTION 'grant: an interval is begun once and ended once' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'grant: an interval is begun once and ended once' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER grant_guard BEFORE UPDATE OR DELETE ON "grant" FOR EACH ROW EXECUTE FUNCTION chancery_guard_grant();
ALTER TABLE "grant" ENABLE ALWAYS TRIGGER grant_guard;
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON "grant" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "grant" ENABLE ALWAYS TRIGGER grant_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_group_member() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN
  IF OLD."to" IS NOT NULL
  OR NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."group_id" IS DISTINCT FROM OLD."group_id"
  OR NEW."actor_id" IS DISTINCT FROM OLD."actor_id"
  OR NEW."added_by" IS DISTINCT FROM OLD."added_by"
  OR NEW."added_at" IS DISTINCT FROM OLD."added_at"
  OR (OLD."from" IS NOT NULL AND NEW."from" IS DISTINCT FROM OLD."from")
  OR (OLD."confirmed_by" IS NOT NULL AND NEW."confirmed_by" IS DISTINCT FROM OLD."confirmed_by")
  OR (OLD."beginning" IS NOT NULL AND NEW."beginning" IS DISTINCT FROM OLD."beginning")
  THEN RAISE EXCEPTION 'group_member: an interval is begun once and ended once' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'group_member: an interval is begun once and ended once' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER group_member_guard BEFORE UPDATE OR DELETE ON "group_member" FOR EACH ROW EXECUTE FUNCTION chancery_guard_group_member();
ALTER TABLE "group_member" ENABLE ALWAYS TRIGGER group_member_guard;
CREATE TRIGGER group_member_no_truncate BEFORE TRUNCATE ON "group_member" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "group_member" ENABLE ALWAYS TRIGGER group_member_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_account_opening() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN
  IF NEW."id" IS DISTINCT FROM OLD."id"
  OR NEW."actor_id" IS DISTINCT FROM OLD."actor_id"
  OR NEW."by" IS DISTINCT FROM OLD."by"
  OR NEW."issuer_id" IS DISTINCT FROM OLD."issuer_id"
  OR NEW."opened_at" IS DISTINCT FROM OLD."opened_at"
  OR (OLD."vouched_by" IS NOT NULL AND NEW."vouched_by" IS DISTINCT FROM OLD."vouched_by")
  OR (OLD."vouched_at" IS NOT NULL AND NEW."vouched_at" IS DISTINCT FROM OLD."vouched_at")
  OR (OLD."independent_by" IS NOT NULL AND NEW."independent_by" IS DISTINCT FROM OLD."independent_by")
  OR (OLD."independent_at" IS NOT NULL AND NEW."independent_at" IS DISTINCT FROM OLD."independent_at")
  THEN RAISE EXCEPTION 'account_opening: who opened an account stays on record' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'account_opening: who opened an account stays on record' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER account_opening_guard BEFORE UPDATE OR DELETE ON "account_opening" FOR EACH ROW EXECUTE FUNCTION chancery_guard_account_opening();
ALTER TABLE "account_opening" ENABLE ALWAYS TRIGGER account_opening_guard;
CREATE TRIGGER account_opening_no_truncate BEFORE TRUNCATE ON "account_opening" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "account_opening" ENABLE ALWAYS TRIGGER account_opening_no_truncate;
CREATE OR REPLACE FUNCTION chancery_guard_token() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'UPDATE' THEN
  IF NEW."id" IS DISTINCT FROM OLD."id"
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
  THEN RAISE EXCEPTION 'token: a token keeps its holder, its scopes and its end' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'token: a token keeps its holder, its scopes and its end' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER token_guard BEFORE UPDATE OR DELETE ON "token" FOR EACH ROW EXECUTE FUNCTION chancery_guard_token();
ALTER TABLE "token" ENABLE ALWAYS TRIGGER token_guard;
CREATE TRIGGER token_no_truncate BEFORE TRUNCATE ON "token" FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();
ALTER TABLE "token" ENABLE ALWAYS TRIGGER token_no_truncate;
