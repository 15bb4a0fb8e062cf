ALTER TABLE `promotion` ADD `answers_id` text;--> statement-breakpoint
ALTER TABLE `promotion` ADD `what_changed` text;--> statement-breakpoint
ALTER TABLE `promotion` ADD `withdrawal_note` text;--> statement-breakpoint
CREATE INDEX `promotion_answers` ON `promotion` (`answers_id`);