CREATE TABLE "promotion_target" (
	"promotion_id" text NOT NULL,
	"position" bigint NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "promotion_target_promotion_id_position_pk" PRIMARY KEY("promotion_id","position")
);
--> statement-breakpoint
CREATE TABLE "vote_condition" (
	"vote_id" text NOT NULL,
	"position" bigint NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "vote_condition_vote_id_position_pk" PRIMARY KEY("vote_id","position")
);
--> statement-breakpoint
ALTER TABLE "promotion" ADD COLUMN "ticket" text;--> statement-breakpoint
ALTER TABLE "promotion" ADD COLUMN "path" text DEFAULT 'full' NOT NULL;--> statement-breakpoint
ALTER TABLE "promotion" ADD COLUMN "approved_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "promotion" ADD COLUMN "executed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "promotion" ADD COLUMN "executed_by" text;--> statement-breakpoint
ALTER TABLE "vote" ADD COLUMN "capacity" jsonb;--> statement-breakpoint
ALTER TABLE "vote" ADD COLUMN "renews_id" text;--> statement-breakpoint
ALTER TABLE "promotion_target" ADD CONSTRAINT "promotion_target_promotion_id_promotion_id_fk" FOREIGN KEY ("promotion_id") REFERENCES "public"."promotion"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote_condition" ADD CONSTRAINT "vote_condition_vote_id_vote_id_fk" FOREIGN KEY ("vote_id") REFERENCES "public"."vote"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Each asked for one stage. What was executed was so by the vote that completed the rule, or, without votes, by its request.
INSERT INTO promotion_target (promotion_id, position, kind, name) SELECT id, 1, 'stage', stage FROM promotion;--> statement-breakpoint
ALTER TABLE promotion DISABLE TRIGGER promotion_guard;--> statement-breakpoint
UPDATE promotion SET approved_at = decided_at, executed_at = decided_at, executed_by = coalesce(
  (SELECT voter_id FROM vote WHERE vote.promotion_id = promotion.id ORDER BY vote.created_at DESC, vote.id DESC LIMIT 1), requester_id)
WHERE state = 'executed';--> statement-breakpoint
ALTER TABLE vote DISABLE TRIGGER vote_guard;--> statement-breakpoint
UPDATE vote SET renews_id = (SELECT earlier.id FROM vote AS earlier
  WHERE earlier.promotion_id = vote.promotion_id AND earlier.voter_id = vote.voter_id
    AND (earlier.created_at, earlier.id) < (vote.created_at, vote.id)
  ORDER BY earlier.created_at DESC, earlier.id DESC LIMIT 1);
