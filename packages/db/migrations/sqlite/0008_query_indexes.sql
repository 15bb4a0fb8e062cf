CREATE INDEX `group_member_group` ON `group_member` (`group_id`,`id`);--> statement-breakpoint
CREATE INDEX `link_actor` ON `link` (`actor_id`,`purpose`);--> statement-breakpoint
CREATE INDEX `login_counter_resets` ON `login_counter` (`resets_at`);--> statement-breakpoint
CREATE INDEX `refusal_since` ON `refusal` (`since`);