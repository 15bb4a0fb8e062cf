// Evaluations: records of metrics, only ever added.
import type { Metric, Phase } from "@chancery/core";
import { and, desc, eq, inArray, max } from "drizzle-orm";
import { open, type Reader, type Tx } from "./handle.ts";

export type NewEvaluation = {
  readonly id: string;
  readonly versionId: string;
  readonly evaluatorId: string;
  readonly phase: Phase;
  readonly datasetId: string | null;
  /** "" is the whole dataset. */
  readonly slice: string;
  readonly metrics: readonly Metric[];
  readonly codeCommit: string | null;
  readonly observedFrom: Date | null;
  readonly observedTo: Date | null;
  readonly digest: string;
  readonly createdAt: Date;
};
export type EvaluationRow = NewEvaluation & {
  readonly dataset: {
    readonly id: string;
    readonly name: string;
    readonly version: string;
    readonly sha256: string;
  } | null;
};

export async function insertEvaluation(tx: Tx, evaluation: NewEvaluation): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.evaluations).values(evaluation);
}

/** Digests of everything recorded on a version. */
export async function evaluationDigests(reader: Reader, versionId: string): Promise<readonly string[]> {
  const { run, t } = open(reader);
  const { evaluations: e } = t;
  const rows = await run.select({ digest: e.digest }).from(e).where(eq(e.versionId, versionId));
  return rows.map((row) => row.digest);
}

/** A version's evaluations, newest first. */
export async function evaluationsOf(
  reader: Reader,
  { versionId, limit }: { readonly versionId: string; readonly limit: number },
): Promise<readonly EvaluationRow[]> {
  const { t } = open(reader);
  return withDataset(reader).where(eq(t.evaluations.versionId, versionId)).orderBy(desc(t.evaluations.id)).limit(limit);
}

/** Of each version the newest evaluation per phase, dataset and slice: what comparisons speak from. */
export async function newestEvaluations(
  reader: Reader,
  versionIds: readonly string[],
): Promise<readonly EvaluationRow[]> {
  if (versionIds.length === 0) return [];
  const { run, t } = open(reader);
  const { evaluations: e } = t;
  const isAsked = inArray(e.versionId, [...versionIds]);
  // Ids are UUIDv7: the highest is the newest.
  const newest = run
    .select({ id: max(e.id) })
    .from(e)
    .where(isAsked)
    .groupBy(e.versionId, e.phase, e.datasetId, e.slice);
  return withDataset(reader).where(and(isAsked, inArray(e.id, newest)));
}

function withDataset(reader: Reader) {
  const { run, t } = open(reader);
  const { evaluations: e, datasets: d } = t;
  return run
    .select({
      id: e.id,
      versionId: e.versionId,
      evaluatorId: e.evaluatorId,
      phase: e.phase,
      datasetId: e.datasetId,
      slice: e.slice,
      metrics: e.metrics,
      codeCommit: e.codeCommit,
      observedFrom: e.observedFrom,
      observedTo: e.observedTo,
      digest: e.digest,
      createdAt: e.createdAt,
      dataset: { id: d.id, name: d.name, version: d.version, sha256: d.digest },
    })
    .from(e)
    .leftJoin(d, eq(d.id, e.datasetId));
}
