CREATE TABLE `promotion_target` (
	`promotion_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`promotion_id`, `position`),
	FOREIGN KEY (`promotion_id`) REFERENCES `promotion`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `vote_condition` (
	`vote_id` text NOT NULL,
	`position` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`vote_id`, `position`),
	FOREIGN KEY (`vote_id`) REFERENCES `vote`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `promotion` ADD `ticket` text;--> statement-breakpoint
ALTER TABLE `promotion` ADD `path` text DEFAULT 'full' NOT NULL;--> statement-breakpoint
ALTER TABLE `promotion` ADD `approved_at` integer;--> statement-breakpoint
ALTER TABLE `promotion` ADD `executed_at` integer;--> statement-breakpoint
ALTER TABLE `promotion` ADD `executed_by` text;--> statement-breakpoint
ALTER TABLE `vote` ADD `capacity` text;--> statement-breakpoint
ALTER TABLE `vote` ADD `renews_id` text;--> statement-breakpoint
-- Each asked for one stage. What was executed was so by the vote that completed the rule, or, without votes, by its request.
INSERT INTO promotion_target (promotion_id, position, kind, name) SELECT id, 1, 'stage', stage FROM promotion;--> statement-breakpoint
DROP TRIGGER IF EXISTS promotion_no_update;--> statement-breakpoint
UPDATE promotion SET approved_at = decided_at, executed_at = decided_at, executed_by = coalesce(
  (SELECT voter_id FROM vote WHERE vote.promotion_id = promotion.id ORDER BY vote.created_at DESC, vote.id DESC LIMIT 1), requester_id)
WHERE state = 'executed';--> statement-breakpoint
DROP TRIGGER IF EXISTS vote_no_update;--> statement-breakpoint
UPDATE vote SET renews_id = (SELECT earlier.id FROM vote AS earlier
  WHERE earlier.promotion_id = vote.promotion_id AND earlier.voter_id = vote.voter_id
    AND (earlier.created_at, earlier.id) < (vote.created_at, vote.id)
  ORDER BY earlier.created_at DESC, earlier.id DESC LIMIT 1);
