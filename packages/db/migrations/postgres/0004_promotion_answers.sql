ALTER TABLE "promotion" ADD COLUMN "answers_id" text;--> statement-breakpoint
ALTER TABLE "promotion" ADD COLUMN "what_changed" text;--> statement-breakpoint
ALTER TABLE "promotion" ADD COLUMN "withdrawal_note" text;--> statement-breakpoint
CREATE INDEX "promotion_answers" ON "promotion" USING btree ("answers_id");