ALTER TABLE "dataset" ADD COLUMN "model_id" text;--> statement-breakpoint
ALTER TABLE "token" ADD COLUMN "parent_id" text;--> statement-breakpoint
CREATE INDEX "token_parent" ON "token" USING btree ("parent_id");--> statement-breakpoint
-- A dataset whose first edge was recorded in the same act came into being through that version.
UPDATE "dataset" SET "model_id" = (
  SELECT "version"."model_id" FROM "lineage_edge"
  INNER JOIN "version" ON "version"."id" = "lineage_edge"."version_id"
  WHERE "lineage_edge"."dataset_id" = "dataset"."id" AND "lineage_edge"."created_at" = "dataset"."created_at"
  ORDER BY "lineage_edge"."id" LIMIT 1
);
