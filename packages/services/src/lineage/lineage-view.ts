// A lineage edge as readers see it.
import type { LineageView } from "@chancery/core";
import type { EdgeRow } from "@chancery/db";

export const lineageView = ({ id, kind, dataset, baseVersion, facts, createdAt }: EdgeRow): LineageView => ({
  id,
  kind,
  dataset,
  baseVersion,
  facts,
  createdAt: createdAt.toISOString(),
});
