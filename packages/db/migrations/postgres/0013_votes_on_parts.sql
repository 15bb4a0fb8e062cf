CREATE TABLE "dossier_revision" (
	"promotion_id" text NOT NULL,
	"number" bigint NOT NULL,
	"document" text NOT NULL,
	"digest" text NOT NULL,
	"digests" jsonb NOT NULL,
	"caused_by" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "dossier_revision_promotion_id_number_pk" PRIMARY KEY("promotion_id","number")
);
--> statement-breakpoint
ALTER TABLE "promotion" ADD COLUMN "dossier_revision" bigint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "promotion" ADD COLUMN "dossier_old_by" text;--> statement-breakpoint
ALTER TABLE "vote" ADD COLUMN "dossier_revision" bigint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "dossier_revision" ADD CONSTRAINT "dossier_revision_promotion_id_promotion_id_fk" FOREIGN KEY ("promotion_id") REFERENCES "public"."promotion"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What promotions showed so far is revision 1 of their dossiers; open ones are frozen anew, with all parts, when they are next read.
INSERT INTO dossier_revision (promotion_id, number, document, digest, digests, created_at)
SELECT id, 1, dossier, dossier_digest, digests, created_at FROM promotion;--> statement-breakpoint
UPDATE promotion SET dossier_old_by = 'upgrade' WHERE state IN ('open', 'approved');--> statement-breakpoint
ALTER TABLE "promotion" DROP COLUMN "dossier";--> statement-breakpoint
ALTER TABLE "promotion" DROP COLUMN "dossier_digest";--> statement-breakpoint
ALTER TABLE "promotion" DROP COLUMN "digests";--> statement-breakpoint
CREATE TRIGGER dossier_revision_no_change BEFORE UPDATE OR DELETE ON dossier_revision FOR EACH ROW EXECUTE FUNCTION chancery_refuse();--> statement-breakpoint
ALTER TABLE dossier_revision ENABLE ALWAYS TRIGGER dossier_revision_no_change;--> statement-breakpoint
CREATE TRIGGER dossier_revision_no_truncate BEFORE TRUNCATE ON dossier_revision FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse();--> statement-breakpoint
ALTER TABLE dossier_revision ENABLE ALWAYS TRIGGER dossier_revision_no_truncate;
