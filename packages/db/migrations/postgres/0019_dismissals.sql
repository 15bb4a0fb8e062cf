CREATE TABLE "dismissal" (
	"id" text PRIMARY KEY NOT NULL,
	"vote_id" text NOT NULL,
	"objector_id" text NOT NULL,
	"promotion_id" text NOT NULL,
	"dismisser_id" text NOT NULL,
	"printed_name" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "dismissal_voteId_unique" UNIQUE("vote_id")
);
--> statement-breakpoint
ALTER TABLE "dismissal" ADD CONSTRAINT "dismissal_vote_id_vote_id_fk" FOREIGN KEY ("vote_id") REFERENCES "public"."vote"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dismissal" ADD CONSTRAINT "dismissal_promotion_id_promotion_id_fk" FOREIGN KEY ("promotion_id") REFERENCES "public"."promotion"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dismissal_promotion" ON "dismissal" USING btree ("promotion_id","id");--> statement-breakpoint
CREATE INDEX "dismissal_objector" ON "dismissal" USING btree ("objector_id","created_at");