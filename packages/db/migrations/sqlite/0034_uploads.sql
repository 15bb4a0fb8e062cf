-- These guards read the table that is made anew; the guards after this migration put them back.
DROP TRIGGER IF EXISTS version_file_no_insert;--> statement-breakpoint
DROP TRIGGER IF EXISTS version_file_no_update;--> statement-breakpoint
DROP TRIGGER IF EXISTS version_file_no_delete;--> statement-breakpoint
CREATE TABLE `__new_version` (
	`id` text PRIMARY KEY NOT NULL,
	`model_id` text NOT NULL,
	`number` integer NOT NULL,
	`label` text,
	`label_key` text,
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
	`discarded_at` integer,
	`discarded_by` text,
	`revision` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "sealed_has_digest" CHECK("state" IN ('draft', 'discarded') OR "manifest_digest" IS NOT NULL)
);
--> statement-breakpoint
INSERT INTO `__new_version`("id", "model_id", "number", "label", "label_key", "kind", "state", "descriptor", "params", "signature", "environment", "manifest", "manifest_digest", "size_bytes", "created_by", "answerable_id", "created_at", "sealed_at", "sealed_by", "revoked_at", "revoked_reason", "revision") SELECT "id", "model_id", "number", "label", "label_key", "kind", "state", "descriptor", "params", "signature", "environment", "manifest", "manifest_digest", "size_bytes", "created_by", "answerable_id", "created_at", "sealed_at", "sealed_by", "revoked_at", "revoked_reason", "revision" FROM `version`;--> statement-breakpoint
DROP TABLE `version`;--> statement-breakpoint
ALTER TABLE `__new_version` RENAME TO `version`;--> statement-breakpoint
CREATE UNIQUE INDEX `version_number` ON `version` (`model_id`,`number`);--> statement-breakpoint
CREATE INDEX `version_state` ON `version` (`model_id`,`state`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `version_label` ON `version` (`model_id`,`label_key`);--> statement-breakpoint
CREATE INDEX `version_manifest` ON `version` (`manifest_digest`);--> statement-breakpoint
CREATE TABLE `__new_upload` (
	`id` text PRIMARY KEY NOT NULL,
	`version_id` text NOT NULL,
	`path` text NOT NULL,
	`path_key` text NOT NULL,
	`sha256` text,
	`received_sha256` text,
	`size_bytes` integer NOT NULL,
	`fingerprint` text,
	`actor_id` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`touched_at` integer NOT NULL,
	`lease_holder` text,
	`lease_until` integer,
	FOREIGN KEY (`version_id`) REFERENCES `version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_upload`("id", "version_id", "path", "path_key", "sha256", "size_bytes", "actor_id", "state", "created_at", "touched_at") SELECT "id", "version_id", "path", "path_key", "sha256", "size_bytes", "actor_id", "state", "created_at", "touched_at" FROM `upload`;--> statement-breakpoint
DROP TABLE `upload`;--> statement-breakpoint
ALTER TABLE `__new_upload` RENAME TO `upload`;--> statement-breakpoint
CREATE INDEX `upload_version` ON `upload` (`version_id`,`path_key`);--> statement-breakpoint
CREATE INDEX `upload_touched` ON `upload` (`state`,`touched_at`);--> statement-breakpoint
CREATE INDEX `upload_content` ON `upload` (`sha256`);--> statement-breakpoint
CREATE INDEX `upload_received` ON `upload` (`received_sha256`);--> statement-breakpoint
CREATE UNIQUE INDEX `one_receiving` ON `upload` (`version_id`,`path_key`) WHERE "state" = 'receiving';--> statement-breakpoint
ALTER TABLE `blob` ADD `freeing_at` integer;--> statement-breakpoint
ALTER TABLE `blob` ADD `pack_sha256` text;--> statement-breakpoint
ALTER TABLE `blob` ADD `pack_offset` integer;--> statement-breakpoint
CREATE INDEX `blob_freeing` ON `blob` (`freeing_at`);--> statement-breakpoint
CREATE INDEX `blob_pack` ON `blob` (`pack_sha256`);