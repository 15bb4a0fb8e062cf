CREATE TABLE "account_opening" (
	"id" text PRIMARY KEY NOT NULL,
	"actor_id" text NOT NULL,
	"by" text NOT NULL,
	"issuer_id" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"vouched_by" text,
	"vouched_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "actor" ADD COLUMN "disabled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "link" ADD COLUMN "issued_by" text;--> statement-breakpoint
ALTER TABLE "link" ADD COLUMN "works_from" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "vote" ADD COLUMN "unvouched_id" text;--> statement-breakpoint
ALTER TABLE "account_opening" ADD CONSTRAINT "account_opening_actor_id_actor_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_opening_actor" ON "account_opening" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "account_opening_vouched" ON "account_opening" USING btree ("vouched_by");