CREATE TABLE "access" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "actor" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"email_key" text,
	"owner_id" text,
	"default_team_id" text,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revision" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "actor_emailKey_unique" UNIQUE("email_key")
);
--> statement-breakpoint
CREATE TABLE "alias" (
	"id" text PRIMARY KEY NOT NULL,
	"model_id" text NOT NULL,
	"name" text NOT NULL,
	"version_id" text NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"to" timestamp (3) with time zone,
	"set_by" text NOT NULL,
	"ended_by" text
);
--> statement-breakpoint
CREATE TABLE "audit_checkpoint" (
	"size" bigint PRIMARY KEY NOT NULL,
	"note" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_disclosure" (
	"entry_idx" bigint NOT NULL,
	"n" bigint NOT NULL,
	"disclosure" text NOT NULL,
	"subject_id" text NOT NULL,
	"retention_class" text NOT NULL,
	CONSTRAINT "audit_disclosure_entry_idx_n_pk" PRIMARY KEY("entry_idx","n")
);
--> statement-breakpoint
CREATE TABLE "audit_entry" (
	"idx" bigint PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"time" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"subject" text NOT NULL,
	"outcome" text NOT NULL,
	"request_id" text NOT NULL,
	"leaf" "bytea" NOT NULL,
	"leaf_hash" text NOT NULL,
	CONSTRAINT "audit_entry_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"id" bigint PRIMARY KEY NOT NULL,
	"size" bigint NOT NULL,
	"root" text NOT NULL,
	"edge" "bytea" NOT NULL,
	"last_time" timestamp (3) with time zone,
	CONSTRAINT "audit_head_is_one_row" CHECK ("audit_head"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "audit_node" (
	"level" bigint NOT NULL,
	"idx" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_node_level_idx_pk" PRIMARY KEY("level","idx")
);
--> statement-breakpoint
CREATE TABLE "blob" (
	"sha256" text PRIMARY KEY NOT NULL,
	"size_bytes" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "counter" (
	"name" text PRIMARY KEY NOT NULL,
	"value" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credential" (
	"actor_id" text PRIMARY KEY NOT NULL,
	"password_hash" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dataset" (
	"id" text PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"name" text NOT NULL,
	"version" text NOT NULL,
	"digest" text NOT NULL,
	"owner_id" text NOT NULL,
	"status" text NOT NULL,
	"status_reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revision" bigint DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evaluation" (
	"id" text PRIMARY KEY NOT NULL,
	"version_id" text NOT NULL,
	"evaluator_id" text NOT NULL,
	"phase" text NOT NULL,
	"dataset_id" text,
	"slice" text NOT NULL,
	"metrics" jsonb NOT NULL,
	"code_commit" text,
	"observed_from" timestamp (3) with time zone,
	"observed_to" timestamp (3) with time zone,
	"digest" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grant" (
	"id" text PRIMARY KEY NOT NULL,
	"actor_id" text,
	"group_id" text,
	"role" text NOT NULL,
	"scope" text NOT NULL,
	"scope_id" text NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"to" timestamp (3) with time zone,
	"granted_by" text NOT NULL,
	"ended_by" text
);
--> statement-breakpoint
CREATE TABLE "group_member" (
	"id" text PRIMARY KEY NOT NULL,
	"group_id" text NOT NULL,
	"actor_id" text NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"confirmed_by" text,
	"from" timestamp (3) with time zone,
	"to" timestamp (3) with time zone,
	"ended_by" text
);
--> statement-breakpoint
CREATE TABLE "group" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "group_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"key" text PRIMARY KEY NOT NULL,
	"body_hash" text NOT NULL,
	"result" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lineage_edge" (
	"id" text PRIMARY KEY NOT NULL,
	"version_id" text NOT NULL,
	"kind" text NOT NULL,
	"dataset_id" text,
	"base_version_id" text,
	"facts" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"actor_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "login_counter" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" bigint NOT NULL,
	"resets_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model" (
	"id" text PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"description" text NOT NULL,
	"tags" jsonb NOT NULL,
	"visibility" text NOT NULL,
	"last_number" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"revision" bigint DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stage_occupancy" (
	"id" text PRIMARY KEY NOT NULL,
	"model_id" text NOT NULL,
	"version_id" text NOT NULL,
	"stage" text NOT NULL,
	"promotion_id" text NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"to" timestamp (3) with time zone,
	"ended_by_promotion_id" text,
	"slot" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policy_version" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"number" bigint NOT NULL,
	"document" text NOT NULL,
	"digest" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "promotion" (
	"id" text PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"model_id" text NOT NULL,
	"version_id" text NOT NULL,
	"stage" text NOT NULL,
	"requester_id" text NOT NULL,
	"requester_answerable_id" text NOT NULL,
	"reason" text NOT NULL,
	"policy_version_id" text NOT NULL,
	"incumbent_version_id" text,
	"dossier" text NOT NULL,
	"dossier_digest" text NOT NULL,
	"digests" jsonb NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"revision" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "promotion_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "refusal" (
	"key" text PRIMARY KEY NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"repeats" bigint NOT NULL,
	"entry" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revision" (
	"id" text PRIMARY KEY NOT NULL,
	"model_id" text NOT NULL,
	"version_id" text NOT NULL,
	"field" text NOT NULL,
	"number" bigint NOT NULL,
	"body" text NOT NULL,
	"digest" text NOT NULL,
	"author_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"actor_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "team" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "team_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "tier_assessment" (
	"id" text PRIMARY KEY NOT NULL,
	"model_id" text NOT NULL,
	"tier" text NOT NULL,
	"exposure" text NOT NULL,
	"purpose" text NOT NULL,
	"rationale" text NOT NULL,
	"assessor_id" text NOT NULL,
	"assessed_at" timestamp (3) with time zone NOT NULL,
	"confirmed_by" text,
	"from" timestamp (3) with time zone,
	"to" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "token" (
	"id" text PRIMARY KEY NOT NULL,
	"actor_id" text NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"secret_hash" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "token_secretHash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "upload" (
	"id" text PRIMARY KEY NOT NULL,
	"version_id" text NOT NULL,
	"path" text NOT NULL,
	"path_key" text NOT NULL,
	"sha256" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"actor_id" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"touched_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "version_file" (
	"version_id" text NOT NULL,
	"path" text NOT NULL,
	"path_key" text NOT NULL,
	"sha256" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "version_file_version_id_path_pk" PRIMARY KEY("version_id","path")
);
--> statement-breakpoint
CREATE TABLE "version" (
	"id" text PRIMARY KEY NOT NULL,
	"model_id" text NOT NULL,
	"number" bigint NOT NULL,
	"label" text,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"descriptor" jsonb,
	"params" jsonb NOT NULL,
	"signature" jsonb,
	"environment" jsonb NOT NULL,
	"manifest" text,
	"manifest_digest" text,
	"size_bytes" bigint DEFAULT 0 NOT NULL,
	"created_by" text NOT NULL,
	"answerable_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sealed_at" timestamp (3) with time zone,
	"sealed_by" text,
	"revoked_at" timestamp (3) with time zone,
	"revoked_reason" text,
	"revision" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "sealed_has_digest" CHECK ("version"."state" = 'draft' OR "version"."manifest_digest" IS NOT NULL)
);
--> statement-breakpoint
CREATE TABLE "vote" (
	"id" text PRIMARY KEY NOT NULL,
	"promotion_id" text NOT NULL,
	"voter_id" text NOT NULL,
	"decision" text NOT NULL,
	"meaning" text NOT NULL,
	"note" text NOT NULL,
	"printed_name" text NOT NULL,
	"digests" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "actor" ADD CONSTRAINT "actor_default_team_id_team_id_fk" FOREIGN KEY ("default_team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_actor_id_actor_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_version_id_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant" ADD CONSTRAINT "grant_actor_id_actor_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant" ADD CONSTRAINT "grant_group_id_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_group_id_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_actor_id_actor_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lineage_edge" ADD CONSTRAINT "lineage_edge_version_id_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_actor_id_actor_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promotion" ADD CONSTRAINT "promotion_policy_version_id_policy_version_id_fk" FOREIGN KEY ("policy_version_id") REFERENCES "public"."policy_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_model_id_model_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."model"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_actor_id_actor_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tier_assessment" ADD CONSTRAINT "tier_assessment_model_id_model_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."model"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token" ADD CONSTRAINT "token_actor_id_actor_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload" ADD CONSTRAINT "upload_version_id_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_file" ADD CONSTRAINT "version_file_version_id_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote" ADD CONSTRAINT "vote_promotion_id_promotion_id_fk" FOREIGN KEY ("promotion_id") REFERENCES "public"."promotion"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_at" ON "access" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "access_subject" ON "access" USING btree ("subject","at");--> statement-breakpoint
CREATE INDEX "actor_owner" ON "actor" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "actor_kind" ON "actor" USING btree ("kind","id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_alias_target" ON "alias" USING btree ("model_id","name") WHERE "to" IS NULL;--> statement-breakpoint
CREATE INDEX "alias_version" ON "alias" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "audit_disclosure_subject" ON "audit_disclosure" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "audit_entry_actor" ON "audit_entry" USING btree ("actor_id","idx");--> statement-breakpoint
CREATE INDEX "audit_entry_subject" ON "audit_entry" USING btree ("subject","idx");--> statement-breakpoint
CREATE INDEX "audit_entry_kind" ON "audit_entry" USING btree ("kind","idx");--> statement-breakpoint
CREATE INDEX "audit_entry_outcome" ON "audit_entry" USING btree ("outcome","idx");--> statement-breakpoint
CREATE INDEX "audit_entry_request" ON "audit_entry" USING btree ("request_id","idx");--> statement-breakpoint
CREATE INDEX "audit_entry_time" ON "audit_entry" USING btree ("time","idx");--> statement-breakpoint
CREATE UNIQUE INDEX "dataset_identity" ON "dataset" USING btree ("name","digest");--> statement-breakpoint
CREATE INDEX "dataset_name" ON "dataset" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "evaluation_version" ON "evaluation" USING btree ("version_id","id");--> statement-breakpoint
CREATE INDEX "evaluation_dataset" ON "evaluation" USING btree ("dataset_id");--> statement-breakpoint
CREATE INDEX "grant_actor" ON "grant" USING btree ("actor_id","scope","scope_id");--> statement-breakpoint
CREATE INDEX "grant_group" ON "grant" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "grant_scope" ON "grant" USING btree ("scope","scope_id");--> statement-breakpoint
CREATE INDEX "group_member_actor" ON "group_member" USING btree ("actor_id","group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_membership" ON "group_member" USING btree ("group_id","actor_id") WHERE "to" IS NULL;--> statement-breakpoint
CREATE INDEX "idempotency_created" ON "idempotency" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "lineage_version" ON "lineage_edge" USING btree ("version_id","id");--> statement-breakpoint
CREATE INDEX "lineage_dataset" ON "lineage_edge" USING btree ("dataset_id");--> statement-breakpoint
CREATE INDEX "lineage_base" ON "lineage_edge" USING btree ("base_version_id");--> statement-breakpoint
CREATE UNIQUE INDEX "model_name_key" ON "model" USING btree ("team_id","name_key");--> statement-breakpoint
CREATE INDEX "model_changed" ON "model" USING btree ("changed_at","id");--> statement-breakpoint
CREATE INDEX "model_team_changed" ON "model" USING btree ("team_id","changed_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_incumbent" ON "stage_occupancy" USING btree ("slot","stage");--> statement-breakpoint
CREATE INDEX "occupancy_as_of" ON "stage_occupancy" USING btree ("model_id","stage","from");--> statement-breakpoint
CREATE INDEX "occupancy_now" ON "stage_occupancy" USING btree ("stage","model_id") WHERE "to" IS NULL;--> statement-breakpoint
CREATE INDEX "occupancy_version" ON "stage_occupancy" USING btree ("version_id","to");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_number" ON "policy_version" USING btree ("name","number");--> statement-breakpoint
CREATE INDEX "promotion_state" ON "promotion" USING btree ("state","number");--> statement-breakpoint
CREATE INDEX "promotion_model" ON "promotion" USING btree ("model_id","number");--> statement-breakpoint
CREATE INDEX "promotion_version" ON "promotion" USING btree ("version_id","number");--> statement-breakpoint
CREATE INDEX "promotion_requester" ON "promotion" USING btree ("requester_id","number");--> statement-breakpoint
CREATE INDEX "promotion_answerable" ON "promotion" USING btree ("requester_answerable_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_promotion" ON "promotion" USING btree ("version_id","stage") WHERE "state" IN ('open', 'approved');--> statement-breakpoint
CREATE UNIQUE INDEX "revision_number" ON "revision" USING btree ("model_id","version_id","field","number");--> statement-breakpoint
CREATE INDEX "session_actor" ON "session" USING btree ("actor_id","created_at");--> statement-breakpoint
CREATE INDEX "tier_model" ON "tier_assessment" USING btree ("model_id","from");--> statement-breakpoint
CREATE INDEX "tier_in_force" ON "tier_assessment" USING btree ("tier","model_id") WHERE "from" IS NOT NULL AND "to" IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "one_current_tier" ON "tier_assessment" USING btree ("model_id") WHERE "from" IS NOT NULL AND "to" IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "one_pending_tier" ON "tier_assessment" USING btree ("model_id") WHERE "from" IS NULL AND "to" IS NULL;--> statement-breakpoint
CREATE INDEX "token_actor" ON "token" USING btree ("actor_id","id");--> statement-breakpoint
CREATE INDEX "upload_version" ON "upload" USING btree ("version_id","path_key");--> statement-breakpoint
CREATE INDEX "upload_touched" ON "upload" USING btree ("state","touched_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_receiving" ON "upload" USING btree ("version_id","path_key") WHERE "state" = 'receiving';--> statement-breakpoint
CREATE UNIQUE INDEX "version_file_key" ON "version_file" USING btree ("version_id","path_key");--> statement-breakpoint
CREATE INDEX "version_file_blob" ON "version_file" USING btree ("sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "version_number" ON "version" USING btree ("model_id","number");--> statement-breakpoint
CREATE INDEX "version_manifest" ON "version" USING btree ("manifest_digest");--> statement-breakpoint
CREATE INDEX "vote_promotion" ON "vote" USING btree ("promotion_id","id");