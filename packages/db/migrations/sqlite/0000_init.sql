CREATE TABLE `access` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`request_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `access_at` ON `access` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `access_subject` ON `access` (`subject`,`at`);--> statement-breakpoint
CREATE TABLE `actor` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`email_key` text,
	`owner_id` text,
	`default_team_id` text,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`default_team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `actor_emailKey_unique` ON `actor` (`email_key`);--> statement-breakpoint
CREATE INDEX `actor_owner` ON `actor` (`owner_id`);--> statement-breakpoint
CREATE INDEX `actor_kind` ON `actor` (`kind`,`id`);--> statement-breakpoint
CREATE TABLE `alias` (
	`id` text PRIMARY KEY NOT NULL,
	`model_id` text NOT NULL,
	`name` text NOT NULL,
	`version_id` text NOT NULL,
	`from` integer NOT NULL,
	`to` integer,
	`set_by` text NOT NULL,
	`ended_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `one_alias_target` ON `alias` (`model_id`,`name`) WHERE "to" IS NULL;--> statement-breakpoint
CREATE INDEX `alias_version` ON `alias` (`version_id`);--> statement-breakpoint
CREATE TABLE `audit_checkpoint` (
	`size` integer PRIMARY KEY NOT NULL,
	`note` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_disclosure` (
	`entry_idx` integer NOT NULL,
	`n` integer NOT NULL,
	`disclosure` text NOT NULL,
	`subject_id` text NOT NULL,
	`retention_class` text NOT NULL,
	PRIMARY KEY(`entry_idx`, `n`)
);
--> statement-breakpoint
CREATE INDEX `audit_disclosure_subject` ON `audit_disclosure` (`subject_id`);--> statement-breakpoint
CREATE TABLE `audit_entry` (
	`idx` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`time` integer NOT NULL,
	`kind` text NOT NULL,
	`actor_id` text NOT NULL,
	`subject` text NOT NULL,
	`outcome` text NOT NULL,
	`request_id` text NOT NULL,
	`leaf` blob NOT NULL,
	`leaf_hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_entry_id_unique` ON `audit_entry` (`id`);--> statement-breakpoint
CREATE INDEX `audit_entry_actor` ON `audit_entry` (`actor_id`,`idx`);--> statement-breakpoint
CREATE INDEX `audit_entry_subject` ON `audit_entry` (`subject`,`idx`);--> statement-breakpoint
CREATE INDEX `audit_entry_kind` ON `audit_entry` (`kind`,`idx`);--> statement-breakpoint
CREATE INDEX `audit_entry_outcome` ON `audit_entry` (`outcome`,`idx`);--> statement-breakpoint
CREATE INDEX `audit_entry_request` ON `audit_entry` (`request_id`,`idx`);--> statement-breakpoint
CREATE INDEX `audit_entry_time` ON `audit_entry` (`time`,`idx`);--> statement-breakpoint
CREATE TABLE `audit_head` (
	`id` integer PRIMARY KEY NOT NULL,
	`size` integer NOT NULL,
	`root` text NOT NULL,
	`edge` blob NOT NULL,
	`last_time` integer,
	CONSTRAINT "audit_head_is_one_row" CHECK("audit_head"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE `audit_node` (
	`level` integer NOT NULL,
	`idx` integer NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`level`, `idx`)
);
--> statement-breakpoint
CREATE TABLE `blob` (
	`sha256` text PRIMARY KEY NOT NULL,
	`size_bytes` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `counter` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `credential` (
	`actor_id` text PRIMARY KEY NOT NULL,
	`password_hash` text NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`actor_id`) REFERENCES `actor`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `dataset` (
	`id` text PRIMARY KEY NOT NULL,
	`team_id` text NOT NULL,
	`name` text NOT NULL,
	`version` text NOT NULL,
	`digest` text NOT NULL,
	`owner_id` text NOT NULL,
	`status` text NOT NULL,
	`status_reason` text,
	`created_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dataset_identity` ON `dataset` (`name`,`digest`);--> statement-breakpoint
CREATE INDEX `dataset_name` ON `dataset` (`name`,`id`);--> statement-breakpoint
CREATE TABLE `evaluation` (
	`id` text PRIMARY KEY NOT NULL,
	`version_id` text NOT NULL,
	`evaluator_id` text NOT NULL,
	`phase` text NOT NULL,
	`dataset_id` text,
	`slice` text NOT NULL,
	`metrics` text NOT NULL,
	`code_commit` text,
	`observed_from` integer,
	`observed_to` integer,
	`digest` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `evaluation_version` ON `evaluation` (`version_id`,`id`);--> statement-breakpoint
CREATE INDEX `evaluation_dataset` ON `evaluation` (`dataset_id`);--> statement-breakpoint
CREATE TABLE `grant` (
	`id` text PRIMARY KEY NOT NULL,
	`actor_id` text,
	`group_id` text,
	`role` text NOT NULL,
	`scope` text NOT NULL,
	`scope_id` text NOT NULL,
	`from` integer NOT NULL,
	`to` integer,
	`granted_by` text NOT NULL,
	`ended_by` text,
	FOREIGN KEY (`actor_id`) REFERENCES `actor`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `group`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `grant_actor` ON `grant` (`actor_id`,`scope`,`scope_id`);--> statement-breakpoint
CREATE INDEX `grant_group` ON `grant` (`group_id`);--> statement-breakpoint
CREATE INDEX `grant_scope` ON `grant` (`scope`,`scope_id`);--> statement-breakpoint
CREATE TABLE `group_member` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`actor_id` text NOT NULL,
	`added_by` text NOT NULL,
	`added_at` integer NOT NULL,
	`confirmed_by` text,
	`from` integer,
	`to` integer,
	`ended_by` text,
	FOREIGN KEY (`group_id`) REFERENCES `group`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`actor_id`) REFERENCES `actor`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `group_member_actor` ON `group_member` (`actor_id`,`group_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `one_open_membership` ON `group_member` (`group_id`,`actor_id`) WHERE "to" IS NULL;--> statement-breakpoint
CREATE TABLE `group` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `group_slug_unique` ON `group` (`slug`);--> statement-breakpoint
CREATE TABLE `idempotency` (
	`key` text PRIMARY KEY NOT NULL,
	`body_hash` text NOT NULL,
	`result` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idempotency_created` ON `idempotency` (`created_at`);--> statement-breakpoint
CREATE TABLE `lineage_edge` (
	`id` text PRIMARY KEY NOT NULL,
	`version_id` text NOT NULL,
	`kind` text NOT NULL,
	`dataset_id` text,
	`base_version_id` text,
	`facts` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lineage_version` ON `lineage_edge` (`version_id`,`id`);--> statement-breakpoint
CREATE INDEX `lineage_dataset` ON `lineage_edge` (`dataset_id`);--> statement-breakpoint
CREATE INDEX `lineage_base` ON `lineage_edge` (`base_version_id`);--> statement-breakpoint
CREATE TABLE `link` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`actor_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`actor_id`) REFERENCES `actor`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `login_counter` (
	`key` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`resets_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `model` (
	`id` text PRIMARY KEY NOT NULL,
	`team_id` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`description` text NOT NULL,
	`tags` text NOT NULL,
	`visibility` text NOT NULL,
	`last_number` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `model_name_key` ON `model` (`team_id`,`name_key`);--> statement-breakpoint
CREATE INDEX `model_changed` ON `model` (`changed_at`,`id`);--> statement-breakpoint
CREATE INDEX `model_team_changed` ON `model` (`team_id`,`changed_at`,`id`);--> statement-breakpoint
CREATE TABLE `stage_occupancy` (
	`id` text PRIMARY KEY NOT NULL,
	`model_id` text NOT NULL,
	`version_id` text NOT NULL,
	`stage` text NOT NULL,
	`promotion_id` text NOT NULL,
	`from` integer NOT NULL,
	`to` integer,
	`ended_by_promotion_id` text,
	`slot` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `one_incumbent` ON `stage_occupancy` (`slot`,`stage`);--> statement-breakpoint
CREATE INDEX `occupancy_as_of` ON `stage_occupancy` (`model_id`,`stage`,`from`);--> statement-breakpoint
CREATE INDEX `occupancy_now` ON `stage_occupancy` (`stage`,`model_id`) WHERE "to" IS NULL;--> statement-breakpoint
CREATE INDEX `occupancy_version` ON `stage_occupancy` (`version_id`,`to`);--> statement-breakpoint
CREATE TABLE `policy_version` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`number` integer NOT NULL,
	`document` text NOT NULL,
	`digest` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `policy_number` ON `policy_version` (`name`,`number`);--> statement-breakpoint
CREATE TABLE `promotion` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`model_id` text NOT NULL,
	`version_id` text NOT NULL,
	`stage` text NOT NULL,
	`requester_id` text NOT NULL,
	`requester_answerable_id` text NOT NULL,
	`reason` text NOT NULL,
	`policy_version_id` text NOT NULL,
	`incumbent_version_id` text,
	`dossier` text NOT NULL,
	`dossier_digest` text NOT NULL,
	`digests` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`policy_version_id`) REFERENCES `policy_version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `promotion_number_unique` ON `promotion` (`number`);--> statement-breakpoint
CREATE INDEX `promotion_state` ON `promotion` (`state`,`number`);--> statement-breakpoint
CREATE INDEX `promotion_model` ON `promotion` (`model_id`,`number`);--> statement-breakpoint
CREATE INDEX `promotion_version` ON `promotion` (`version_id`,`number`);--> statement-breakpoint
CREATE INDEX `promotion_requester` ON `promotion` (`requester_id`,`number`);--> statement-breakpoint
CREATE INDEX `promotion_answerable` ON `promotion` (`requester_answerable_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `one_open_promotion` ON `promotion` (`version_id`,`stage`) WHERE "state" IN ('open', 'approved');--> statement-breakpoint
CREATE TABLE `refusal` (
	`key` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL,
	`repeats` integer NOT NULL,
	`entry` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `revision` (
	`id` text PRIMARY KEY NOT NULL,
	`model_id` text NOT NULL,
	`version_id` text NOT NULL,
	`field` text NOT NULL,
	`number` integer NOT NULL,
	`body` text NOT NULL,
	`digest` text NOT NULL,
	`author_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`model_id`) REFERENCES `model`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `revision_number` ON `revision` (`model_id`,`version_id`,`field`,`number`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`actor_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ended_at` integer,
	`user_agent` text,
	FOREIGN KEY (`actor_id`) REFERENCES `actor`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_actor` ON `session` (`actor_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `team` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `team_slug_unique` ON `team` (`slug`);--> statement-breakpoint
CREATE TABLE `tier_assessment` (
	`id` text PRIMARY KEY NOT NULL,
	`model_id` text NOT NULL,
	`tier` text NOT NULL,
	`exposure` text NOT NULL,
	`purpose` text NOT NULL,
	`rationale` text NOT NULL,
	`assessor_id` text NOT NULL,
	`assessed_at` integer NOT NULL,
	`confirmed_by` text,
	`from` integer,
	`to` integer,
	FOREIGN KEY (`model_id`) REFERENCES `model`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tier_model` ON `tier_assessment` (`model_id`,`from`);--> statement-breakpoint
CREATE INDEX `tier_in_force` ON `tier_assessment` (`tier`,`model_id`) WHERE "from" IS NOT NULL AND "to" IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `one_current_tier` ON `tier_assessment` (`model_id`) WHERE "from" IS NOT NULL AND "to" IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `one_pending_tier` ON `tier_assessment` (`model_id`) WHERE "from" IS NULL AND "to" IS NULL;--> statement-breakpoint
CREATE TABLE `token` (
	`id` text PRIMARY KEY NOT NULL,
	`actor_id` text NOT NULL,
	`name` text NOT NULL,
	`prefix` text NOT NULL,
	`secret_hash` text NOT NULL,
	`scopes` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`actor_id`) REFERENCES `actor`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `token_secretHash_unique` ON `token` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `token_actor` ON `token` (`actor_id`,`id`);--> statement-breakpoint
CREATE TABLE `upload` (
	`id` text PRIMARY KEY NOT NULL,
	`version_id` text NOT NULL,
	`path` text NOT NULL,
	`path_key` text NOT NULL,
	`sha256` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`actor_id` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`touched_at` integer NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `upload_version` ON `upload` (`version_id`,`path_key`);--> statement-breakpoint
CREATE INDEX `upload_touched` ON `upload` (`state`,`touched_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `one_receiving` ON `upload` (`version_id`,`path_key`) WHERE "state" = 'receiving';--> statement-breakpoint
CREATE TABLE `version_file` (
	`version_id` text NOT NULL,
	`path` text NOT NULL,
	`path_key` text NOT NULL,
	`sha256` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`version_id`, `path`),
	FOREIGN KEY (`version_id`) REFERENCES `version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `version_file_key` ON `version_file` (`version_id`,`path_key`);--> statement-breakpoint
CREATE INDEX `version_file_blob` ON `version_file` (`sha256`);--> statement-breakpoint
CREATE TABLE `version` (
	`id` text PRIMARY KEY NOT NULL,
	`model_id` text NOT NULL,
	`number` integer NOT NULL,
	`label` text,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`descriptor` text,
	`params` text NOT NULL,
	`signature` text,
	`environment` text NOT NULL,
	`manifest` text,
	`manifest_digest` text,
	`size_bytes` integer DEFAULT 0 NOT NULL,
	`created_by` text NOT NULL,
	`answerable_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`sealed_at` integer,
	`sealed_by` text,
	`revoked_at` integer,
	`revoked_reason` text,
	`revision` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "sealed_has_digest" CHECK("version"."state" = 'draft' OR "version"."manifest_digest" IS NOT NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `version_number` ON `version` (`model_id`,`number`);--> statement-breakpoint
CREATE INDEX `version_manifest` ON `version` (`manifest_digest`);--> statement-breakpoint
CREATE TABLE `vote` (
	`id` text PRIMARY KEY NOT NULL,
	`promotion_id` text NOT NULL,
	`voter_id` text NOT NULL,
	`decision` text NOT NULL,
	`meaning` text NOT NULL,
	`note` text NOT NULL,
	`printed_name` text NOT NULL,
	`digests` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`promotion_id`) REFERENCES `promotion`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `vote_promotion` ON `vote` (`promotion_id`,`id`);