-- The same bytes may stand under one name in several teams: uniqueness must not tell what another team hides.
DROP INDEX "dataset_identity";--> statement-breakpoint
CREATE UNIQUE INDEX "dataset_identity" ON "dataset" USING btree ("name","digest","team_id");
