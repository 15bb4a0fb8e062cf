CREATE TABLE `batch` (
	`id` text PRIMARY KEY NOT NULL,
	`version_id` text NOT NULL,
	`actor_id` text NOT NULL,
	`file_count` integer NOT NULL,
	`size_bytes` integer NOT NULL,
	`files` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `batch_version` ON `batch` (`version_id`);--> statement-breakpoint
ALTER TABLE `upload` ADD `batch_id` text;--> statement-breakpoint
ALTER TABLE `upload` ADD `batch_plan` text;