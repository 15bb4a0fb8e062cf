CREATE TABLE `dismissal` (
	`id` text PRIMARY KEY NOT NULL,
	`vote_id` text NOT NULL,
	`objector_id` text NOT NULL,
	`promotion_id` text NOT NULL,
	`dismisser_id` text NOT NULL,
	`printed_name` text NOT NULL,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`vote_id`) REFERENCES `vote`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`promotion_id`) REFERENCES `promotion`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dismissal_voteId_unique` ON `dismissal` (`vote_id`);--> statement-breakpoint
CREATE INDEX `dismissal_promotion` ON `dismissal` (`promotion_id`,`id`);--> statement-breakpoint
CREATE INDEX `dismissal_objector` ON `dismissal` (`objector_id`,`created_at`);