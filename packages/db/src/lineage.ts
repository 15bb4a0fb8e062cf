// Lineage edges: where a version came from. Only ever added.
import { edgeOf, type BoundEdge, type LineageEdge, type LineageFacts, type LineageKind } from "@chancery/core";
import { and, asc, count, desc, eq, gt, inArray, lt, or, sql, type SQL } from "drizzle-orm";
import { open, type Reader, type Tx } from "./handle.ts";
import { isNotRetracted } from "./retractions.ts";
import { visibleModels, type Visible } from "./visible.ts";

export type NewEdge = LineageFacts & {
  readonly id: string;
  readonly versionId: string;
  readonly datasetId: string | null;
  readonly baseVersionId: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
};
export type EdgeRow = LineageEdge & {
  readonly id: string;
  readonly createdAt: Date;
  /** Who recorded it. */
  readonly createdBy: string;
  /** The owner of the service account that did. */
  readonly recorderOwnerId: string | null;
};

export async function insertEdge(tx: Tx, edge: NewEdge): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.lineageEdges).values(edge);
}

/** True when the version has this very edge to the dataset already, and nobody took it back. */
export async function hasDatasetEdge(
  reader: Reader,
  {
    versionId,
    kind,
    datasetId,
  }: { readonly versionId: string; readonly kind: LineageKind; readonly datasetId: string },
): Promise<boolean> {
  const { run, t } = open(reader);
  const { lineageEdges: e } = t;
  const rows = await run
    .select({ id: e.id })
    .from(e)
    .where(and(eq(e.versionId, versionId), eq(e.kind, kind), eq(e.datasetId, datasetId), isNotRetracted(reader, e.id)))
    .limit(1);
  return rows.length === 1;
}

/** A version's edges in the order they were recorded; base versions only of visible models; `isWhole` brings those that were retracted too. */
export const lineageOf = (
  reader: Reader,
  visible: Visible,
  page: {
    readonly versionId: string;
    readonly after?: string | undefined;
    readonly limit: number;
    readonly isWhole?: boolean;
  },
): Promise<readonly EdgeRow[]> => edges(reader, { ...page, named: visibleModels(open(reader).t, visible) });

export async function countEdges(reader: Reader, versionId: string): Promise<number> {
  const { run, t } = open(reader);
  const { lineageEdges: e } = t;
  const rows = await run
    .select({ edges: count() })
    .from(e)
    .where(and(eq(e.versionId, versionId), isNotRetracted(reader, e.id)));
  return rows[0]?.edges ?? 0;
}

/**
 * The edges a dossier freezes. A base version is named only where everybody may see its model: a dossier is read by
 * more people than wrote it.
 */
export const dossierLineage = (reader: Reader, versionId: string): Promise<readonly EdgeRow[]> =>
  edges(reader, { versionId, named: eq(open(reader).t.models.visibility, "organisation") });

/** The edges as a vote binds them, whoever may see what they point at. */
export async function boundEdges(reader: Reader, versionId: string): Promise<readonly BoundEdge[]> {
  const { run, t } = open(reader);
  const { lineageEdges: e, datasets: d } = t;
  const rows = await run
    .select({
      kind: e.kind,
      facts: e.facts,
      dataset: { id: d.id, status: d.status },
      baseVersionId: e.baseVersionId,
    })
    .from(e)
    .leftJoin(d, eq(d.id, e.datasetId))
    .where(and(eq(e.versionId, versionId), isNotRetracted(reader, e.id)));
  return rows as readonly BoundEdge[]; // facts of every kind are text and truth values
}

async function edges(
  reader: Reader,
  {
    versionId,
    after,
    limit,
    named,
    isWhole = false,
  }: {
    readonly versionId: string;
    readonly after?: string | undefined;
    /** All of them unless said. */
    readonly limit?: number;
    /** Of which models the base versions are named. */
    readonly named: SQL | undefined;
    readonly isWhole?: boolean;
  },
): Promise<readonly EdgeRow[]> {
  const { run, t } = open(reader);
  const { lineageEdges: e, datasets: d, versions: v, models: m, teams, actors: a } = t;
  const query = run
    .select({
      id: e.id,
      kind: e.kind,
      facts: e.facts,
      createdAt: e.createdAt,
      createdBy: e.createdBy,
      recorderOwnerId: a.ownerId,
      dataset: { id: d.id, name: d.name, version: d.version, sha256: d.digest, status: d.status },
      base: { id: v.id, number: v.number },
      baseModel: { name: m.name },
      baseTeam: teams.slug,
    })
    .from(e)
    .leftJoin(d, eq(d.id, e.datasetId))
    .leftJoin(v, eq(v.id, e.baseVersionId))
    .leftJoin(m, and(eq(m.id, v.modelId), named))
    .leftJoin(teams, eq(teams.id, m.teamId))
    .leftJoin(a, eq(a.id, e.createdBy))
    .where(
      and(
        eq(e.versionId, versionId),
        after === undefined ? undefined : gt(e.id, after),
        isWhole ? undefined : isNotRetracted(reader, e.id),
      ),
    )
    .orderBy(asc(e.id));
  const rows = await (limit === undefined ? query : query.limit(limit));
  return rows.map(({ id, createdAt, createdBy, recorderOwnerId, base, baseModel, baseTeam, ...row }) => {
    // A model out of sight takes its version with it: not even its number is told.
    const baseVersion = base && baseModel && baseTeam !== null ? { ...base, ...baseModel, team: baseTeam } : null;
    return { ...edgeOf({ ...row, baseVersion }), id, createdAt, createdBy, recorderOwnerId };
  });
}

/** Visible versions trained or evaluated on a dataset, newest first, each relation once; from the row after `after` on. */
export async function versionsOnDataset(
  reader: Reader,
  visible: Visible,
  {
    datasetId,
    after,
    limit,
  }: {
    readonly datasetId: string;
    readonly after?: { readonly versionId: string; readonly relation: string } | undefined;
    readonly limit: number;
  },
): Promise<readonly DatasetUse[]> {
  const { run, t } = open(reader);
  const { lineageEdges: e, versions: v, models: m, teams } = t;
  const rows = await run
    .selectDistinct({
      versionId: v.id,
      modelId: m.id,
      team: teams.slug,
      name: m.name,
      number: v.number,
      relation: e.kind,
    })
    .from(e)
    .innerJoin(v, eq(v.id, e.versionId))
    .innerJoin(m, eq(m.id, v.modelId))
    .innerJoin(teams, eq(teams.id, m.teamId))
    .where(
      and(
        eq(e.datasetId, datasetId),
        inArray(e.kind, [...datasetRelations]),
        isNotRetracted(reader, e.id),
        visibleModels(t, visible),
        after && or(lt(v.id, after.versionId), and(eq(v.id, after.versionId), sql`${e.kind} > ${after.relation}`)),
      ),
    )
    .orderBy(desc(v.id), asc(e.kind))
    .limit(limit);
  return rows as readonly DatasetUse[]; // the condition above leaves no other relation
}

const datasetRelations = ["trained_on", "evaluated_on"] as const;
export type DatasetUse = {
  readonly versionId: string;
  readonly modelId: string;
  readonly team: string;
  readonly name: string;
  readonly number: number;
  readonly relation: (typeof datasetRelations)[number];
};
