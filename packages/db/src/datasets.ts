// Datasets: name and digest say which bytes; a team owns each, and may withdraw it.
import { datasetKey } from "@chancery/core";
import { and, asc, eq, inArray, isNull, or, sql, type SQL, type SQLWrapper } from "drizzle-orm";
import { onUniqueViolation, unlessThere } from "./constraint.ts";
import { lock, one, open, type Reader, type Tx } from "./handle.ts";
import { containing } from "./like.ts";
import { visibleModels, type Visible } from "./visible.ts";

export type NewDataset = {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly version: string;
  /** SHA-256, lower-case hex. */
  readonly digest: string;
  readonly ownerId: string;
  /** The model through one of whose versions it came into being; null for one registered by itself. */
  readonly modelId: string | null;
  readonly createdAt: Date;
};
export type DatasetRow = NewDataset & {
  readonly teamSlug: string;
  readonly status: "active" | "withdrawn";
  readonly statusReason: string | null;
  readonly revision: number;
};

function joined(reader: Reader) {
  const { run, t } = open(reader);
  const { datasets: d, teams } = t;
  return run
    .select({
      id: d.id,
      teamId: d.teamId,
      teamSlug: teams.slug,
      name: d.name,
      version: d.version,
      digest: d.digest,
      ownerId: d.ownerId,
      modelId: d.modelId,
      status: d.status,
      statusReason: d.statusReason,
      createdAt: d.createdAt,
      revision: d.revision,
    })
    .from(d)
    .innerJoin(teams, eq(teams.id, d.teamId));
}

/** With `lock` its row is held until the transaction ends. */
export async function datasetById(
  reader: Reader,
  id: string,
  { lock: isLocked = false }: { readonly lock?: boolean } = {},
): Promise<DatasetRow | undefined> {
  const { t } = open(reader);
  const query = joined(reader).where(eq(t.datasets.id, id));
  return one(isLocked ? lock(reader, query, t.datasets) : query);
}

/** A team's dataset of these bytes. */
export async function datasetInTeam(
  reader: Reader,
  { teamId, name, digest }: Pick<NewDataset, "teamId" | "name" | "digest">,
): Promise<DatasetRow | undefined> {
  const { datasets: d } = open(reader).t;
  return one(joined(reader).where(and(eq(d.name, name), eq(d.digest, digest), eq(d.teamId, teamId))));
}

/** The first dataset of these bytes in reach of `visible`, whichever team owns it. */
export async function visibleDatasetOf(
  reader: Reader,
  visible: Visible,
  { name, digest }: Pick<NewDataset, "name" | "digest">,
): Promise<DatasetRow | undefined> {
  const { datasets: d } = open(reader).t;
  return one(
    joined(reader)
      .where(and(eq(d.name, name), eq(d.digest, digest), visibleDatasets(reader, visible)))
      .orderBy(asc(d.id))
      .limit(1),
  );
}

/** The datasets of a team that people would take for one of this name and version. */
export async function datasetsCalled(
  reader: Reader,
  { teamId, name, version }: Pick<NewDataset, "teamId" | "name" | "version">,
): Promise<readonly DatasetRow[]> {
  const { datasets: d } = open(reader).t;
  const key = datasetKey({ name, version });
  const isOlder = and(isNull(d.nameVersionKey), eq(sql`lower(${d.name}) || ' ' || ${d.version}`, key));
  return joined(reader)
    .where(and(eq(d.teamId, teamId), or(eq(d.nameVersionKey, key), isOlder)))
    .orderBy(asc(d.id));
}

/** Throws `taken()` when the team has these bytes under this name, or means others by this name and version. */
export async function insertDataset(tx: Tx, dataset: NewDataset, taken: () => Error): Promise<void> {
  const { run, t } = open(tx);
  await onUniqueViolation(run.insert(t.datasets).values(rowOf(dataset)), taken);
}

const rowOf = (dataset: NewDataset) => ({ ...dataset, nameVersionKey: datasetKey(dataset), status: "active" as const });

/** Registers unless another has done so meanwhile; true when this call did. */
export async function ensureDataset(tx: Tx, dataset: NewDataset): Promise<boolean> {
  const { run, t } = open(tx);
  const inserted = await unlessThere(
    run.insert(t.datasets).values(rowOf(dataset)).onConflictDoNothing().returning({ id: t.datasets.id }),
  );
  return inserted.length === 1;
}

/** False when `revision` is not the newest any more. */
export async function saveWithdrawal(
  tx: Tx,
  { id, revision, reason }: { readonly id: string; readonly revision: number; readonly reason: string },
): Promise<boolean> {
  const { run, t } = open(tx);
  const { datasets: d } = t;
  const updated = await run
    .update(d)
    .set({ status: "withdrawn", statusReason: reason, revision: revision + 1 })
    .where(and(eq(d.id, id), eq(d.revision, revision)))
    .returning({ id: d.id });
  return updated.length === 1;
}

/** Makes one that came into being through a version a dataset registered by itself. */
export async function publishDataset(tx: Tx, id: string): Promise<void> {
  const { run, t } = open(tx);
  await run.update(t.datasets).set({ modelId: null }).where(eq(t.datasets.id, id));
}

/** Registered by itself, of a team one maintains, or come into being through, or used by, a model one may see. */
function visibleDatasets(reader: Reader, visible: Visible): SQL | undefined {
  if (visible.everything) return undefined;
  const { run, t } = open(reader);
  const { datasets: d, models: m, versions: v, lineageEdges: e } = t;
  const is = sql<number>`1`;
  const origin = run
    .select({ is })
    .from(m)
    .where(and(eq(m.id, d.modelId), visibleModels(t, visible)));
  const uses = run
    .select({ is })
    .from(e)
    .innerJoin(v, eq(v.id, e.versionId))
    .innerJoin(m, eq(m.id, v.modelId))
    .where(and(eq(e.datasetId, d.id), visibleModels(t, visible)))
    .limit(1);
  // A value, looked up for each row of the page: for EXISTS under OR, PostgreSQL reads every visible model beforehand.
  const has = (found: SQLWrapper) => sql`${found} = 1`;
  return or(isNull(d.modelId), inArray(d.teamId, [...visible.maintainedTeamIds]), has(origin), has(uses));
}

/** True for a dataset in reach of `visible`. */
export async function isDatasetVisible(reader: Reader, visible: Visible, id: string): Promise<boolean> {
  const { run, t } = open(reader);
  const row = await one(
    run
      .select({ id: t.datasets.id })
      .from(t.datasets)
      .where(and(eq(t.datasets.id, id), visibleDatasets(reader, visible))),
  );
  return row !== undefined;
}

/** By name, those in reach of `visible`. */
export async function readDatasets(
  reader: Reader,
  visible: Visible,
  {
    q,
    after,
    limit,
  }: {
    readonly q: string | undefined;
    readonly after: { readonly name: string; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<readonly DatasetRow[]> {
  const { datasets: d } = open(reader).t;
  const isAfter = after && sql`(${d.name}, ${d.id}) > (${after.name}, ${after.id})`;
  return joined(reader)
    .where(
      and(visibleDatasets(reader, visible), isAfter, q ? containing(reader, { column: d.name, text: q }) : undefined),
    )
    .orderBy(asc(d.name), asc(d.id))
    .limit(limit);
}
