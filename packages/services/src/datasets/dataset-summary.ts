// A dataset as lists show it.
import type { DatasetSummary } from "@chancery/core";
import type { DatasetRow } from "@chancery/db";

export const datasetSummary = (row: DatasetRow, names: ReadonlyMap<string, string>): DatasetSummary => ({
  id: row.id,
  team: row.teamSlug,
  name: row.name,
  version: row.version,
  sha256: row.digest,
  owner: names.get(row.ownerId) ?? row.ownerId,
  status: row.status,
  statusReason: row.statusReason,
  createdAt: row.createdAt.toISOString(),
});
