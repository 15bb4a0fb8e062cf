// Evaluations: records of metrics, only ever added.
import type { Metric, Phase } from "@chancery/core";
import { and, count, desc, eq, inArray, lt, lte, ne, not, or, sql } from "drizzle-orm";
import { open, type Reader, type Tx } from "./handle.ts";
import { isNotRetracted } from "./retractions.ts";

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
  /** Who recorded it; null for an account that is not kept. */
  readonly evaluator: string | null;
  /** The owner of the service account that recorded it. */
  readonly evaluatorOwnerId: string | null;
};

export async function insertEvaluation(tx: Tx, evaluation: NewEvaluation): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.evaluations).values(evaluation);
}

/** A version's evaluations, newest first; `before` is the id of the last one read, `isWhole` brings those that were retracted too. */
export async function evaluationsOf(
  reader: Reader,
  {
    versionId,
    before,
    limit,
    isWhole = false,
  }: {
    readonly versionId: string;
    readonly before?: string | undefined;
    readonly limit: number;
    readonly isWhole?: boolean;
  },
): Promise<readonly EvaluationRow[]> {
  const { evaluations: e } = open(reader).t;
  return withDataset(reader)
    .where(
      and(
        eq(e.versionId, versionId),
        before === undefined ? undefined : lt(e.id, before),
        isWhole ? undefined : isNotRetracted(reader, e.id),
      ),
    )
    .orderBy(desc(e.id))
    .limit(limit);
}

/** The evaluations of these versions that were retracted, newest first. */
export async function retractedEvaluations(
  reader: Reader,
  { versionIds, limit }: { readonly versionIds: readonly string[]; readonly limit: number },
): Promise<readonly EvaluationRow[]> {
  const { evaluations: e } = open(reader).t;
  return withDataset(reader)
    .where(and(inArray(e.versionId, [...versionIds]), not(isNotRetracted(reader, e.id))))
    .orderBy(desc(e.id))
    .limit(limit);
}

/** How many count on each version; none is 0. */
export async function countEvaluations(
  reader: Reader,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (versionIds.length === 0) return new Map();
  const { run, t } = open(reader);
  const { evaluations: e } = t;
  const rows = await run
    .select({ versionId: e.versionId, count: count() })
    .from(e)
    .where(and(inArray(e.versionId, [...versionIds]), isNotRetracted(reader, e.id)))
    .groupBy(e.versionId);
  return new Map([
    ...versionIds.map((id) => [id, 0] as const),
    ...rows.map((row) => [row.versionId, row.count] as const),
  ]);
}

/** Of each phase of a version a comparison looks at this many evaluations, the newest, and at those it is told to. */
export const maxEvaluationsCompared = 500;

/** One phase and slice of a version's evaluations: the newest, and the first ever recorded. */
export type Part = { readonly phase: Phase; readonly slice: string };

/** What comparisons of some versions look at, newest first; with `part`, of that alone. One statement, however many. */
export async function evaluationsCompared(
  reader: Reader,
  {
    versionIds,
    ids,
    part,
    monitoredUntil,
  }: {
    readonly versionIds: readonly string[];
    readonly ids: readonly string[];
    readonly part?: Part | undefined;
    /** Monitoring of after that instant is left out. */
    readonly monitoredUntil?: Date | undefined;
  },
): Promise<readonly EvaluationRow[]> {
  if (versionIds.length === 0) return [];
  const { run, t } = open(reader);
  const { evaluations: e } = t;
  const isAsked = and(
    inArray(e.versionId, [...versionIds]),
    isNotRetracted(reader, e.id),
    part && and(eq(e.phase, part.phase), eq(e.slice, part.slice)),
    monitoredUntil && or(ne(e.phase, "monitoring"), lte(e.createdAt, monitoredUntil)),
  );
  // Ids are UUIDv7: the highest is the newest.
  const ranked = run
    .select({
      id: e.id,
      place: sql<number>`row_number() over (partition by ${e.versionId}, ${e.phase} order by ${e.id} desc)`.as("place"),
      turn: sql<number>`row_number() over (partition by ${e.versionId}, ${e.phase} order by ${e.id})`.as("turn"),
    })
    .from(e)
    .where(isAsked)
    .as("ranked");
  const isNew = lte(ranked.place, maxEvaluationsCompared);
  const newest = run
    .select({ id: ranked.id })
    .from(ranked)
    .where(part ? or(isNew, eq(ranked.turn, 1)) : isNew);
  const isNamed = ids.length === 0 ? undefined : inArray(e.id, [...ids]);
  return withDataset(reader)
    .where(and(isAsked, or(inArray(e.id, newest), isNamed)))
    .orderBy(desc(e.id));
}

function withDataset(reader: Reader) {
  const { run, t } = open(reader);
  const { evaluations: e, datasets: d, actors: a } = t;
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
      evaluator: a.name,
      evaluatorOwnerId: a.ownerId,
    })
    .from(e)
    .leftJoin(d, eq(d.id, e.datasetId))
    .leftJoin(a, eq(a.id, e.evaluatorId));
}
