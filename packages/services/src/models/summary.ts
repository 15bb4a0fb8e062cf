// Models as lists show them, in a constant number of statements however many there are.
import type { KeptSummary, ModelSummary } from "@chancery/core";
import { namesOf, summariesKept, tiersInForce, type ModelRow, type Reader } from "@chancery/db";
import { summaryNow } from "./refresh-summary.ts";

/** In the order of the rows. */
export async function summariesOf(reader: Reader, rows: readonly ModelRow[]): Promise<readonly ModelSummary[]> {
  const modelIds = rows.map(({ id }) => id);
  const kept = await summariesKept(reader, modelIds);
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
      ...(kept.get(row.id) ?? (await notYetKept(reader, row.id))),
    });
  return summaries;
}

/** For a model of before rows were kept, until `fillModelSummaries` has come by. */
const notYetKept = (reader: Reader, modelId: string): Promise<KeptSummary> => summaryNow(reader, modelId);
