CREATE TABLE `job` (
	`name` text PRIMARY KEY NOT NULL,
	`due_at` integer NOT NULL,
	`lease_holder` text,
	`lease_until` integer,
	`started_at` integer,
	`ended_at` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`last_error` text
);
