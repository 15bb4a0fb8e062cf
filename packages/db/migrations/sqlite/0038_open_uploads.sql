ALTER TABLE `upload` ADD `file_count` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX `upload_sender` ON `upload` (`actor_id`,`state`);--> statement-breakpoint
UPDATE `upload` SET `file_count` = json_array_length(`batch_plan`) WHERE `batch_plan` IS NOT NULL;