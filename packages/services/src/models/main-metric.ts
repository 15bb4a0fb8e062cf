// The one metric a model is listed with: the first of the newest evaluation of its newest sealed version, against production.
import { compareMetrics, type MainMetric } from "@chancery/core";
import { newestEvaluations, newestSealed, type EvaluationRow, type HolderRow, type Reader } from "@chancery/db";
import { evaluationView } from "../evaluations/evaluation-view.ts";

/** Of each model that has one; two statements however many models. */
export async function mainMetrics(
  reader: Reader,
  { modelIds, holders }: { readonly modelIds: readonly string[]; readonly holders: readonly HolderRow[] },
): Promise<ReadonlyMap<string, MainMetric>> {
  const newest = await newestSealed(reader, modelIds);
  const production = new Map(
    holders.filter(({ stage }) => stage === "production").map(({ modelId, versionId }) => [modelId, versionId]),
  );
  const versionIds = new Set([...[...newest.values()].map(({ id }) => id), ...production.values()]);
  const evaluations = await newestEvaluations(reader, [...versionIds]);
  const evaluationsOf = (id: string | undefined) => evaluations.filter(({ versionId }) => versionId === id);
  const metrics = modelIds.flatMap((modelId) => {
    const versionId = newest.get(modelId)?.id;
    const incumbentId = production.get(modelId);
    const incumbent = incumbentId === versionId ? [] : evaluationsOf(incumbentId);
    const metric = mainMetric(evaluationsOf(versionId), incumbent);
    const number = newest.get(modelId)?.number;
    return metric && number !== undefined ? [[modelId, { number, ...metric }] as const] : [];
  });
  return new Map(metrics);
}

function mainMetric(
  candidate: readonly EvaluationRow[],
  incumbent: readonly EvaluationRow[],
): Omit<MainMetric, "number"> | undefined {
  const latest = candidate.reduce<EvaluationRow | undefined>((a, b) => (a && a.id > b.id ? a : b), undefined);
  const first = latest?.metrics[0];
  if (!latest || !first) return undefined;
  const { name, value, direction } = first;
  if (incumbent.length === 0) return { name, value, direction, change: null, verdict: null };
  const views = incumbent.map((row) => evaluationView(row, new Map()));
  const row = compareMetrics([evaluationView(latest, new Map())], views).find(
    (found) =>
      found.name === name &&
      found.phase === latest.phase &&
      found.slice === latest.slice &&
      found.datasetName === (latest.dataset?.name ?? null),
  );
  return { name, value, direction, change: row?.change ?? null, verdict: row?.verdict ?? null };
}
