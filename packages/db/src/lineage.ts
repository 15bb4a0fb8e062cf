// Lineage edges: where a version came from. Only ever added.
import type { LineageKind } from "@chancery/core";
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { open, type Reader, type Tx } from "./handle.ts";
import { visibleModels, type Visible } from "./visible.ts";

export type NewEdge = {
  readonly id: string;
  readonly versionId: string;
  readonly kind: LineageKind;
  readonly datasetId: string | null;
  readonly baseVersionId: string | null;
  readonly facts: Readonly<Record<string, string>>;
  readonly createdBy: string;
  readonly createdAt: Date;
};
export type EdgeRow = NewEdge & {
  readonly dataset: {
    readonly id: string;
    readonly name: string;
    readonly version: string;
    readonly sha256: string;
    readonly status: "active" | "withdrawn";
  } | null;
  /** Null also where the reader may not see it. */
  readonly baseVersion: {
    readonly id: string;
    readonly team: string;
    readonly name: string;
    readonly number: number;
  } | null;
};

export async function insertEdge(tx: Tx, edge: NewEdge): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.lineageEdges).values({ ...edge, facts: { ...edge.facts } });
}

/** True when the version has this very edge to the dataset already. */
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
    .where(and(eq(e.versionId, versionId), eq(e.kind, kind), eq(e.datasetId, datasetId)))
    .limit(1);
  return rows.length === 1;
}

/** A version's edges in the order they were recorded; base versions only of visible models. */
export async function lineageOf(
  reader: Reader,
  visible: Visible,
  { versionId, limit }: { readonly versionId: string; readonly limit: number },
): Promise<readonly EdgeRow[]> {
  const { run, t } = open(reader);
  const { lineageEdges: e, datasets: d, versions: v, models: m, teams } = t;
  const bases = run
    .select({ id: v.id, team: teams.slug, name: m.name, number: v.number })
    .from(v)
    .innerJoin(m, eq(m.id, v.modelId))
    .innerJoin(teams, eq(teams.id, m.teamId))
    .where(visibleModels(t, visible))
    .as("base");
  return run
    .select({
      id: e.id,
      versionId: e.versionId,
      kind: e.kind,
      datasetId: e.datasetId,
      baseVersionId: e.baseVersionId,
      facts: e.facts,
      createdBy: e.createdBy,
      createdAt: e.createdAt,
      dataset: { id: d.id, name: d.name, version: d.version, sha256: d.digest, status: d.status },
      baseVersion: { id: bases.id, team: bases.team, name: bases.name, number: bases.number },
    })
    .from(e)
    .leftJoin(d, eq(d.id, e.datasetId))
    .leftJoin(bases, eq(bases.id, e.baseVersionId))
    .where(eq(e.versionId, versionId))
    .orderBy(asc(e.id))
    .limit(limit);
}

/** Visible versions trained or evaluated on a dataset, newest first, each relation once. */
export async function versionsOnDataset(
  reader: Reader,
  visible: Visible,
  { datasetId, limit }: { readonly datasetId: string; readonly limit: number },
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
    .where(and(eq(e.datasetId, datasetId), inArray(e.kind, [...datasetRelations]), visibleModels(t, visible)))
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
