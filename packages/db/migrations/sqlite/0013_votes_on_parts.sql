CREATE TABLE `dossier_revision` (
	`promotion_id` text NOT NULL,
	`number` integer NOT NULL,
	`document` text NOT NULL,
	`digest` text NOT NULL,
	`digests` text NOT NULL,
	`caused_by` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`promotion_id`, `number`),
	FOREIGN KEY (`promotion_id`) REFERENCES `promotion`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `promotion` ADD `dossier_revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `promotion` ADD `dossier_old_by` text;--> statement-breakpoint
-- What promotions showed so far is revision 1 of their dossiers; open ones are frozen anew, with all parts, when they are next read.
INSERT INTO dossier_revision (promotion_id, number, document, digest, digests, created_at)
SELECT id, 1, dossier, dossier_digest, digests, created_at FROM promotion;--> statement-breakpoint
UPDATE promotion SET dossier_old_by = 'upgrade' WHERE state IN ('open', 'approved');--> statement-breakpoint
ALTER TABLE `promotion` DROP COLUMN `dossier`;--> statement-breakpoint
ALTER TABLE `promotion` DROP COLUMN `dossier_digest`;--> statement-breakpoint
ALTER TABLE `promotion` DROP COLUMN `digests`;--> statement-breakpoint
ALTER TABLE `vote` ADD `dossier_revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE TRIGGER dossier_revision_no_update BEFORE UPDATE ON dossier_revision BEGIN SELECT RAISE(ABORT, 'dossier_revision rows are only ever added'); END;--> statement-breakpoint
CREATE TRIGGER dossier_revision_no_delete BEFORE DELETE ON dossier_revision BEGIN SELECT RAISE(ABORT, 'dossier_revision rows are only ever added'); END;
