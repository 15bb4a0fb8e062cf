ALTER TABLE "actor" ADD COLUMN "proposed_owner_id" text;--> statement-breakpoint
CREATE INDEX "actor_proposed_owner" ON "actor" USING btree ("proposed_owner_id");--> statement-breakpoint
CREATE INDEX "token_maker" ON "token" USING btree ("created_by","actor_id");