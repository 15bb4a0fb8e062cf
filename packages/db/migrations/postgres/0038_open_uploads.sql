ALTER TABLE "upload" ADD COLUMN "file_count" bigint DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX "upload_sender" ON "upload" USING btree ("actor_id","state");--> statement-breakpoint
UPDATE "upload" SET "file_count" = jsonb_array_length("batch_plan") WHERE "batch_plan" IS NOT NULL;