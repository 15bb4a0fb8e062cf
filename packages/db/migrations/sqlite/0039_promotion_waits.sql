CREATE TABLE `promotion_wait` (
	`promotion_id` text NOT NULL,
	`gate` text NOT NULL,
	`role` text NOT NULL,
	`scope` text NOT NULL,
	`scope_id` text NOT NULL,
	PRIMARY KEY(`promotion_id`, `gate`)
);--> statement-breakpoint
INSERT INTO promotion_wait (promotion_id, gate, role, scope, scope_id)
SELECT id, 'approvals', 'reviewer', 'model', model_id FROM promotion WHERE state = 'open';
