CREATE TABLE `model_metric` (
	`model_id` text NOT NULL,
	`name` text NOT NULL,
	`direction` text NOT NULL,
	`set_by` text NOT NULL,
	`set_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`model_id`, `name`),
	FOREIGN KEY (`model_id`) REFERENCES `model`(`id`) ON UPDATE no action ON DELETE no action
);
