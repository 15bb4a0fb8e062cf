// The one metric a model is listed with: the first measured of its newest sealed version, against production.
import { compareMetrics, type MainMetric, type Side } from "@chancery/core";
import { newestSealed, type HolderRow, type Reader } from "@chancery/db";
import { sidesOf, type Seen } from "../evaluations/sides.ts";

/** Of each model that has one; five statements however many models. */
export async function mainMetrics(
  reader: Reader,
  { modelIds, holders }: { readonly modelIds: readonly string[]; readonly holders: readonly HolderRow[] },
): Promise<ReadonlyMap<string, MainMetric>> {
  const newest = await newestSealed(reader, modelIds);
  const production = new Map(
    holders.filter(({ stage }) => stage === "production").map(({ modelId, versionId }) => [modelId, versionId]),
  );
  const seen = new Map<string, Seen>();
  for (const [modelId, { id: versionId }] of newest) seen.set(versionId, { versionId, modelId, stage: null });
  for (const [modelId, versionId] of production) seen.set(versionId, { versionId, modelId, stage: "production" });
  const sides = await sidesOf(reader, [...seen.values()]);
  const metrics = modelIds.flatMap((modelId) => {
    const { id: versionId, number } = newest.get(modelId) ?? {};
    const incumbentId = production.get(modelId);
    const ours = versionId === undefined ? undefined : sides.get(versionId);
    const theirs = incumbentId === undefined || incumbentId === versionId ? undefined : sides.get(incumbentId);
    const metric = ours && mainMetric(ours, theirs ?? null);
    return metric && number !== undefined ? [[modelId, { number, ...metric }] as const] : [];
  });
  return new Map(metrics);
}

function mainMetric(ours: Side, theirs: Side | null): Omit<MainMetric, "number"> | undefined {
  const latest = ours.evaluations.reduce<Side["evaluations"][number] | undefined>(
    (a, b) => (a && a.id > b.id ? a : b),
    undefined,
  );
  const first = latest?.metrics[0];
  if (!latest || !first) return undefined;
  const row = compareMetrics(ours, theirs).find(
    (found) =>
      found.name === first.name &&
      found.phase === latest.phase &&
      found.slice === latest.slice &&
      found.datasetName === (latest.dataset?.name ?? null),
  );
  if (row === undefined || row.candidate === null) return undefined;
  const { name, candidate: value, direction } = row;
  const isAlone = theirs === null || theirs.evaluations.length === 0;
  return { name, value, direction, change: isAlone ? null : row.change, verdict: isAlone ? null : row.verdict };
}
