CREATE TABLE `account_opening` (
	`id` text PRIMARY KEY NOT NULL,
	`actor_id` text NOT NULL,
	`by` text NOT NULL,
	`issuer_id` text NOT NULL,
	`opened_at` integer NOT NULL,
	`vouched_by` text,
	`vouched_at` integer,
	FOREIGN KEY (`actor_id`) REFERENCES `actor`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `account_opening_actor` ON `account_opening` (`actor_id`);--> statement-breakpoint
CREATE INDEX `account_opening_vouched` ON `account_opening` (`vouched_by`);--> statement-breakpoint
ALTER TABLE `actor` ADD `disabled_at` integer;--> statement-breakpoint
ALTER TABLE `link` ADD `issued_by` text;--> statement-breakpoint
ALTER TABLE `link` ADD `works_from` integer;--> statement-breakpoint
ALTER TABLE `vote` ADD `unvouched_id` text;