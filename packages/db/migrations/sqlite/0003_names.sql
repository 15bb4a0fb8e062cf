-- Names that read alike collide from here on: the first of those there are takes the key, the others keep none and stay as they are.
ALTER TABLE `alias` ADD `name_key` text;
ALTER TABLE `dataset` ADD `name_version_key` text;
ALTER TABLE `version` ADD `label_key` text;
UPDATE alias SET name_key = lower(name) WHERE "to" IS NOT NULL OR id IN (SELECT min(id) FROM alias WHERE "to" IS NULL GROUP BY model_id, lower(name));
UPDATE version SET label_key = lower(label) WHERE label IS NOT NULL AND (model_id, number) IN (SELECT model_id, min(number) FROM version WHERE label IS NOT NULL GROUP BY model_id, lower(label));
UPDATE dataset SET name_version_key = lower(name) || ' ' || version WHERE id IN (SELECT min(id) FROM dataset GROUP BY team_id, lower(name), version);
CREATE UNIQUE INDEX `one_alias_of_a_kind` ON `alias` (`model_id`,`name_key`) WHERE "to" IS NULL;
CREATE INDEX `alias_name` ON `alias` (`model_id`,`name`,`from`);
CREATE UNIQUE INDEX `dataset_name_version` ON `dataset` (`team_id`,`name_version_key`);
CREATE UNIQUE INDEX `version_label` ON `version` (`model_id`,`label_key`);
