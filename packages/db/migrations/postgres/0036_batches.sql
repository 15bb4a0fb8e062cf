CREATE TABLE "batch" (
	"id" text PRIMARY KEY NOT NULL,
	"version_id" text NOT NULL,
	"actor_id" text NOT NULL,
	"file_count" bigint NOT NULL,
	"size_bytes" bigint NOT NULL,
	"files" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "upload" ADD COLUMN "batch_id" text;--> statement-breakpoint
ALTER TABLE "upload" ADD COLUMN "batch_plan" jsonb;--> statement-breakpoint
ALTER TABLE "batch" ADD CONSTRAINT "batch_version_id_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batch_version" ON "batch" USING btree ("version_id");