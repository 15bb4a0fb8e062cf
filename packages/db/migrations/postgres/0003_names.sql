-- Names that read alike collide from here on: the first of those there are takes the key, the others keep none and stay as they are.
ALTER TABLE "alias" ADD COLUMN "name_key" text;
ALTER TABLE "dataset" ADD COLUMN "name_version_key" text;
ALTER TABLE "version" ADD COLUMN "label_key" text;
UPDATE alias SET name_key = lower(name COLLATE "C") WHERE "to" IS NOT NULL OR id IN (SELECT min(id) FROM alias WHERE "to" IS NULL GROUP BY model_id, lower(name COLLATE "C"));
UPDATE version SET label_key = lower(label COLLATE "C") WHERE label IS NOT NULL AND (model_id, number) IN (SELECT model_id, min(number) FROM version WHERE label IS NOT NULL GROUP BY model_id, lower(label COLLATE "C"));
UPDATE dataset SET name_version_key = lower(name COLLATE "C") || ' ' || version WHERE id IN (SELECT min(id) FROM dataset GROUP BY team_id, lower(name COLLATE "C"), version);
CREATE UNIQUE INDEX "one_alias_of_a_kind" ON "alias" USING btree ("model_id","name_key") WHERE "to" IS NULL;
CREATE INDEX "alias_name" ON "alias" USING btree ("model_id","name","from");
CREATE UNIQUE INDEX "dataset_name_version" ON "dataset" USING btree ("team_id","name_version_key");
CREATE UNIQUE INDEX "version_label" ON "version" USING btree ("model_id","label_key");
