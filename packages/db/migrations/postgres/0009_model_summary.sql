CREATE TABLE "model_summary" (
	"model_id" text PRIMARY KEY NOT NULL,
	"summary" jsonb
);
--> statement-breakpoint
ALTER TABLE "model" ADD COLUMN "main_metric" jsonb;--> statement-breakpoint
CREATE INDEX "promotion_open" ON "promotion" USING btree ("model_id","number") WHERE "state" IN ('open', 'approved');--> statement-breakpoint
CREATE INDEX "version_state" ON "version" USING btree ("model_id","state","number");