CREATE TABLE `audit_row` (
	`governed_table` text NOT NULL,
	`row_id` text NOT NULL,
	`idx` integer NOT NULL,
	`place` text,
	PRIMARY KEY(`governed_table`, `row_id`, `idx`)
);
--> statement-breakpoint
CREATE INDEX `audit_row_place` ON `audit_row` (`place`,`idx`);
--> statement-breakpoint
CREATE INDEX `audit_row_entry` ON `audit_row` (`idx`);
--> statement-breakpoint
CREATE TRIGGER audit_row_no_update BEFORE UPDATE ON audit_row BEGIN SELECT RAISE(ABORT, 'audit_row rows are only ever added'); END;
--> statement-breakpoint
CREATE TRIGGER audit_row_no_delete BEFORE DELETE ON audit_row BEGIN SELECT RAISE(ABORT, 'audit_row rows are only ever added'); END;
