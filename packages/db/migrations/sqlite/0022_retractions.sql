CREATE TABLE `retraction` (
	`id` text PRIMARY KEY NOT NULL,
	`version_id` text NOT NULL,
	`target_id` text NOT NULL,
	`target` text NOT NULL,
	`retracted_by` text NOT NULL,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `retraction_targetId_unique` ON `retraction` (`target_id`);--> statement-breakpoint
CREATE INDEX `retraction_version` ON `retraction` (`version_id`,`id`);