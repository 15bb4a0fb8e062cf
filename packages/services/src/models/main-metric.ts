// The one metric a model is listed with: the first validation of its newest sealed version, against production.
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

/** The first metric of the first validation over a whole dataset: a later record, a slice or another phase never takes its place. */
function mainMetric(ours: Side, theirs: Side | null): Omit<MainMetric, "number"> | undefined {
  const [first] = ours.evaluations
    .filter(({ phase, slice }) => phase === "validation" && slice === "")
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const [named] = first?.metrics ?? [];
  const datasetName = first?.dataset?.name ?? null;
  const row = compareMetrics(ours, theirs).find(
    (found) =>
      found.name === named?.name &&
      found.phase === "validation" &&
      found.slice === "" &&
      found.datasetName === datasetName,
  );
  if (row === undefined || row.candidate === null) return undefined;
  const { name, candidate: value, direction, slice } = row;
  const isAlone = theirs === null || theirs.evaluations.length === 0;
  const compared = isAlone ? { change: null, verdict: null } : { change: row.change, verdict: row.verdict };
  return { name, value, direction, dataset: datasetName, slice, ...compared };
}
