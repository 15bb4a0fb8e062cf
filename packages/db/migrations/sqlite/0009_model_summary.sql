CREATE TABLE `model_summary` (
	`model_id` text PRIMARY KEY NOT NULL,
	`summary` text
);
--> statement-breakpoint
ALTER TABLE `model` ADD `main_metric` text;--> statement-breakpoint
CREATE INDEX `promotion_open` ON `promotion` (`model_id`,`number`) WHERE "state" IN ('open', 'approved');--> statement-breakpoint
CREATE INDEX `version_state` ON `version` (`model_id`,`state`,`number`);