CREATE TABLE `__new_grant` (
	`id` text PRIMARY KEY NOT NULL,
	`actor_id` text,
	`group_id` text,
	`role` text NOT NULL,
	`scope` text NOT NULL,
	`scope_id` text NOT NULL,
	`given_at` integer NOT NULL,
	`from` integer,
	`to` integer,
	`granted_by` text NOT NULL,
	`confirmed_by` text,
	`beginning` text,
	`waits_until` integer,
	`ended_by` text,
	FOREIGN KEY (`actor_id`) REFERENCES `actor`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `group`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_grant`("id", "actor_id", "group_id", "role", "scope", "scope_id", "given_at", "from", "to", "granted_by", "ended_by") SELECT "id", "actor_id", "group_id", "role", "scope", "scope_id", "from", "from", "to", "granted_by", "ended_by" FROM `grant`;--> statement-breakpoint
DROP TABLE `grant`;--> statement-breakpoint
ALTER TABLE `__new_grant` RENAME TO `grant`;--> statement-breakpoint
CREATE INDEX `grant_actor` ON `grant` (`actor_id`,`scope`,`scope_id`);--> statement-breakpoint
CREATE INDEX `grant_group` ON `grant` (`group_id`);--> statement-breakpoint
CREATE INDEX `grant_scope` ON `grant` (`scope`,`scope_id`);--> statement-breakpoint
CREATE INDEX `grant_pending` ON `grant` (`from`,`id`) WHERE "to" IS NULL;--> statement-breakpoint
CREATE INDEX `grant_role` ON `grant` (`role`,`id`);--> statement-breakpoint
ALTER TABLE `group_member` ADD `beginning` text;--> statement-breakpoint
ALTER TABLE `group_member` ADD `waits_until` integer;--> statement-breakpoint
CREATE INDEX `group_member_pending` ON `group_member` (`from`,`id`) WHERE "to" IS NULL;--> statement-breakpoint
DROP TRIGGER IF EXISTS group_member_no_update;--> statement-breakpoint
UPDATE "group_member" SET "beginning" = 'confirmed' WHERE "confirmed_by" IS NOT NULL;
