CREATE INDEX "group_member_group" ON "group_member" USING btree ("group_id","id");--> statement-breakpoint
CREATE INDEX "link_actor" ON "link" USING btree ("actor_id","purpose");--> statement-breakpoint
CREATE INDEX "login_counter_resets" ON "login_counter" USING btree ("resets_at");--> statement-breakpoint
CREATE INDEX "refusal_since" ON "refusal" USING btree ("since");