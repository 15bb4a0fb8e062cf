CREATE TABLE `stage` (
	`id` text PRIMARY KEY NOT NULL,
	`label` text NOT NULL,
	`rank` integer NOT NULL,
	`is_exclusive` integer NOT NULL,
	`is_governed` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tier` (
	`id` text PRIMARY KEY NOT NULL,
	`label` text NOT NULL,
	`rank` integer NOT NULL
);
--> statement-breakpoint
-- A registry that was set up before keeps what it had: a new one writes its own in its first entry.
INSERT INTO "stage" ("id", "label", "rank", "is_exclusive", "is_governed") SELECT had.id, had.id, had.rank, had.exclusive, had.governed FROM (
  SELECT 'development' AS id, 0 AS rank, 0 AS exclusive, 0 AS governed UNION ALL
  SELECT 'staging', 1, 1, 1 UNION ALL
  SELECT 'production', 2, 1, 1 UNION ALL
  SELECT 'archived', 3, 0, 1
) AS had WHERE EXISTS (SELECT 1 FROM audit_entry);--> statement-breakpoint
INSERT INTO "tier" ("id", "label", "rank") SELECT had.id, had.id, had.rank FROM (
  SELECT 'minimal' AS id, 0 AS rank UNION ALL
  SELECT 'limited', 1 UNION ALL
  SELECT 'high', 2
) AS had WHERE EXISTS (SELECT 1 FROM audit_entry);