CREATE TABLE "retraction" (
	"id" text PRIMARY KEY NOT NULL,
	"version_id" text NOT NULL,
	"target_id" text NOT NULL,
	"target" text NOT NULL,
	"retracted_by" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "retraction_targetId_unique" UNIQUE("target_id")
);
--> statement-breakpoint
ALTER TABLE "retraction" ADD CONSTRAINT "retraction_version_id_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "retraction_version" ON "retraction" USING btree ("version_id","id");