// Models as lists show them, in a number of statements that does not grow with theirs.
import { canonicalJson, type KeptSummary, type ModelSummary } from "@chancery/core";
import { namesOf, stageHoldersOf, summariesKept, tiersInForce, type ModelRow, type Reader } from "@chancery/db";
import { summariesNow } from "./refresh-summary.ts";

/** In the order of the rows. What is kept of a model counts where it says of its stages what the stays say, which the log answers for. */
export async function summariesOf(reader: Reader, rows: readonly ModelRow[]): Promise<readonly ModelSummary[]> {
  const modelIds = rows.map(({ id }) => id);
  const kept = await summariesKept(reader, modelIds);
  const holdersOf = await stageHoldersOf(reader, modelIds);
  const isTrue = ([modelId, { stages }]: readonly [string, KeptSummary]) =>
    canonicalJson(stages.map(({ mainMetric: _, ...held }) => held)) === canonicalJson(holdersOf(modelId));
  return summariesFrom(reader, rows, new Map([...kept].filter(isTrue)));
}

/** The same of what is, and not of what was kept of it, for which the log does not answer. */
export const summariesMade = (reader: Reader, rows: readonly ModelRow[]): Promise<readonly ModelSummary[]> =>
  summariesFrom(reader, rows, new Map());

async function summariesFrom(
  reader: Reader,
  rows: readonly ModelRow[],
  kept: ReadonlyMap<string, KeptSummary>,
): Promise<readonly ModelSummary[]> {
  const modelIds = rows.map(({ id }) => id);
  const missing = await summariesNow(
    reader,
    modelIds.filter((id) => !kept.has(id)),
  );
  const tiers = await tiersInForce(reader, modelIds);
  const names = await namesOf(
    reader,
    rows.map(({ createdBy }) => createdBy),
  );
  const summaries: ModelSummary[] = [];
  for (const row of rows)
    summaries.push({
      id: row.id,
      team: row.teamSlug,
      name: row.name,
      description: row.description,
      tags: row.tags,
      visibility: row.visibility,
      tier: tiers.get(row.id) ?? null,
      latestNumber: row.lastNumber || null,
      createdBy: names.get(row.createdBy) ?? row.createdBy,
      changedAt: row.changedAt.toISOString(),
      ...(kept.get(row.id) ?? missing.get(row.id)!), // it is in one of the two
    });
  return summaries;
}
