// What was recorded wrongly and taken back. Only ever added; what it takes back stays.
import type { Retractable } from "@chancery/core";
import { and, count, eq, inArray, notExists, sql, type Column, type SQL } from "drizzle-orm";
import { one, open, type Reader, type Tx } from "./handle.ts";

export type RetractionRow = {
  readonly id: string;
  readonly versionId: string;
  readonly targetId: string;
  readonly target: Retractable;
  readonly retractedBy: string;
  readonly reason: string;
  readonly createdAt: Date;
};
/** As lists show it. */
export type Retracted = { readonly by: string; readonly reason: string; readonly createdAt: Date };

/** A thing is retracted once, by constraint. */
export async function insertRetraction(tx: Tx, retraction: RetractionRow): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.retractions).values(retraction);
}

/** True of an evaluation or edge that nobody took back. */
export function isNotRetracted(reader: Reader, id: Column): SQL {
  const { run, t } = open(reader);
  const { retractions: r } = t;
  return notExists(
    run
      .select({ is: sql`1` })
      .from(r)
      .where(eq(r.targetId, id)),
  );
}

/** How many evaluations of a version were taken back. */
export async function countRetractedEvaluations(reader: Reader, versionId: string): Promise<number> {
  const { run, t } = open(reader);
  const { retractions: r } = t;
  const rows = await run
    .select({ retracted: count() })
    .from(r)
    .where(and(eq(r.versionId, versionId), eq(r.target, "evaluation")));
  return rows[0]?.retracted ?? 0;
}

/** Who took back which of these, by its id. */
export async function retractionsOf(
  reader: Reader,
  targetIds: readonly string[],
): Promise<ReadonlyMap<string, Retracted>> {
  if (targetIds.length === 0) return new Map();
  const { run, t } = open(reader);
  const { retractions: r, actors: a } = t;
  const rows = await run
    .select({ targetId: r.targetId, by: a.name, retractedBy: r.retractedBy, reason: r.reason, createdAt: r.createdAt })
    .from(r)
    .leftJoin(a, eq(a.id, r.retractedBy))
    .where(inArray(r.targetId, [...targetIds]));
  return new Map(rows.map(({ targetId, by, retractedBy, ...row }) => [targetId, { by: by ?? retractedBy, ...row }]));
}

/** The edge that only this evaluation's dataset left on its version: null where another that counts is on it too. */
export async function datasetEdgeLeft(
  reader: Reader,
  { versionId, datasetId }: Pick<Recorded, "versionId" | "datasetId">,
): Promise<string | null> {
  if (datasetId === null) return null;
  const { run, t } = open(reader);
  const { evaluations: e, lineageEdges: l } = t;
  const others = await run
    .select({ id: e.id })
    .from(e)
    .where(and(eq(e.versionId, versionId), eq(e.datasetId, datasetId), isNotRetracted(reader, e.id)))
    .limit(1);
  if (others.length > 0) return null;
  const edge = await one(
    run
      .select({ id: l.id })
      .from(l)
      .where(
        and(
          eq(l.versionId, versionId),
          eq(l.kind, "evaluated_on"),
          eq(l.datasetId, datasetId),
          isNotRetracted(reader, l.id),
        ),
      )
      .limit(1),
  );
  return edge?.id ?? null;
}

/** What somebody wants to take back, and who recorded it. */
export type Recorded = {
  readonly versionId: string;
  readonly recorderId: string;
  /** The owner of the service account that recorded it. */
  readonly recorderOwnerId: string | null;
  readonly datasetId: string | null;
  /** The phase of an evaluation, the kind of an edge. */
  readonly kind: string;
  readonly isRetracted: boolean;
};

export async function recordedEvaluation(reader: Reader, id: string): Promise<Recorded | undefined> {
  const { run, t } = open(reader);
  const { evaluations: e, actors: a, retractions: r } = t;
  const row = await one(
    run
      .select({
        versionId: e.versionId,
        recorderId: e.evaluatorId,
        recorderOwnerId: a.ownerId,
        datasetId: e.datasetId,
        kind: e.phase,
        retractionId: r.id,
      })
      .from(e)
      .leftJoin(a, eq(a.id, e.evaluatorId))
      .leftJoin(r, eq(r.targetId, e.id))
      .where(eq(e.id, id)),
  );
  return row && recorded(row);
}

export async function recordedEdge(reader: Reader, id: string): Promise<Recorded | undefined> {
  const { run, t } = open(reader);
  const { lineageEdges: e, actors: a, retractions: r } = t;
  const row = await one(
    run
      .select({
        versionId: e.versionId,
        recorderId: e.createdBy,
        recorderOwnerId: a.ownerId,
        datasetId: e.datasetId,
        kind: e.kind,
        retractionId: r.id,
      })
      .from(e)
      .leftJoin(a, eq(a.id, e.createdBy))
      .leftJoin(r, eq(r.targetId, e.id))
      .where(eq(e.id, id)),
  );
  return row && recorded(row);
}

const recorded = ({
  retractionId,
  ...row
}: Omit<Recorded, "isRetracted"> & { readonly retractionId: string | null }): Recorded => ({
  ...row,
  isRetracted: retractionId !== null,
});
