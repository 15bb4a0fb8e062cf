ALTER TABLE `actor` ADD `proposed_owner_id` text;--> statement-breakpoint
CREATE INDEX `actor_proposed_owner` ON `actor` (`proposed_owner_id`);--> statement-breakpoint
CREATE INDEX `token_maker` ON `token` (`created_by`,`actor_id`);