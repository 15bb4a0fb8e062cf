CREATE TABLE `model_owner` (
	`id` text PRIMARY KEY NOT NULL,
	`model_id` text NOT NULL,
	`owner_id` text NOT NULL,
	`from` integer NOT NULL,
	`to` integer,
	`set_by` text NOT NULL,
	`ended_by` text,
	FOREIGN KEY (`model_id`) REFERENCES `model`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `model_owner_since` ON `model_owner` (`model_id`,`from`);--> statement-breakpoint
CREATE UNIQUE INDEX `one_owner_of_model` ON `model_owner` (`model_id`) WHERE "to" IS NULL;--> statement-breakpoint
-- Who registered a model owns it, or who answers for the service account that did.
INSERT INTO "model_owner" ("id", "model_id", "owner_id", "from", "set_by") SELECT m."id", m."id", coalesce(a."owner_id", m."created_by"), m."created_at", m."created_by" FROM "model" m LEFT JOIN "actor" a ON a."id" = m."created_by";