// Models as lists show them, in a constant number of statements however many there are.
import type { ModelSummary, StageHolder } from "@chancery/core";
import { holdersOf, namesOf, tiersInForce, type HolderRow, type ModelRow, type Reader } from "@chancery/db";
import { mainMetrics } from "./main-metric.ts";

export const stageHolder = ({ stage, versionId, number, since }: HolderRow): StageHolder => ({
  stage,
  versionId,
  number,
  since: since.toISOString(),
});

/** In the order of the rows. */
export async function summariesOf(reader: Reader, rows: readonly ModelRow[]): Promise<readonly ModelSummary[]> {
  const modelIds = rows.map(({ id }) => id);
  const holders = await holdersOf(reader, modelIds);
  const tiers = await tiersInForce(reader, modelIds);
  const metrics = await mainMetrics(reader, { modelIds, holders });
  const names = await namesOf(
    reader,
    rows.map(({ createdBy }) => createdBy),
  );
  return rows.map((row) => ({
    id: row.id,
    team: row.teamSlug,
    name: row.name,
    description: row.description,
    tags: row.tags,
    visibility: row.visibility,
    tier: tiers.get(row.id) ?? null,
    stages: holders.filter(({ modelId }) => modelId === row.id).map(stageHolder),
    latestNumber: row.lastNumber || null,
    mainMetric: metrics.get(row.id) ?? null,
    createdBy: names.get(row.createdBy) ?? row.createdBy,
    changedAt: row.changedAt.toISOString(),
  }));
}
