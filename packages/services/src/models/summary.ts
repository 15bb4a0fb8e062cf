// Models as lists show them, in a number of statements that does not grow with theirs.
import type { ModelSummary } from "@chancery/core";
import { namesOf, summariesKept, tiersInForce, type ModelRow, type Reader } from "@chancery/db";
import { summariesNow } from "./refresh-summary.ts";

/** In the order of the rows. */
export const summariesOf = async (reader: Reader, rows: readonly ModelRow[]): Promise<readonly ModelSummary[]> =>
  summariesFrom(
    reader,
    rows,
    await summariesKept(
      reader,
      rows.map(({ id }) => id),
    ),
  );

/** The same of what is, and not of what was kept of it, for which the log does not answer. */
export const summariesMade = (reader: Reader, rows: readonly ModelRow[]): Promise<readonly ModelSummary[]> =>
  summariesFrom(reader, rows, new Map());

async function summariesFrom(
  reader: Reader,
  rows: readonly ModelRow[],
  kept: Awaited<ReturnType<typeof summariesKept>>,
): Promise<readonly ModelSummary[]> {
  const modelIds = rows.map(({ id }) => id);
  // Of before rows were kept, until `fillModelSummaries` has come by.
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
