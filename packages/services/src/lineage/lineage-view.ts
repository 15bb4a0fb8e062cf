// A lineage edge as readers see it.
import type { LineageView } from "@chancery/core";
import type { EdgeRow } from "@chancery/db";

export const lineageView = ({ createdAt, ...edge }: EdgeRow): LineageView => ({
  ...edge,
  createdAt: createdAt.toISOString(),
});
