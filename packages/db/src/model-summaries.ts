// Models as lists show them: one kept row each, and what such a row is made from.
import { type KeptSummary, type Stages, type SummaryFacts, type VersionState } from "@chancery/core";
import { and, asc, count, eq, gt, inArray, isNull, max, sql, type SQL } from "drizzle-orm";
import { alias, type SQLiteColumn } from "drizzle-orm/sqlite-core";
import { hot, open, placeholdersOf, stagesIn, type Preparable, type Reader, type Source, type Tx } from "./handle.ts";

/** The kept rows, by model; a model that has none yet is left out. */
export async function summariesKept(
  reader: Reader,
  modelIds: readonly string[],
): Promise<ReadonlyMap<string, KeptSummary>> {
  if (modelIds.length === 0) return new Map();
  const { run, t } = open(reader);
  const { modelSummaries: s } = t;
  const rows = await run
    .select()
    .from(s)
    .where(inArray(s.modelId, [...modelIds]));
  return new Map(rows.flatMap(({ modelId, summary }) => (summary ? [[modelId, summary] as const] : [])));
}

/** Some of the models without a row, in the order of their ids from the one after `after` on. */
export async function modelsWithoutSummary(
  reader: Reader,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly string[]> {
  const { run, t } = open(reader);
  const { models: m, modelSummaries: s } = t;
  const rows = await run
    .select({ id: m.id })
    .from(m)
    .leftJoin(s, eq(s.modelId, m.id))
    .where(and(isNull(s.summary), after === undefined ? undefined : gt(m.id, after)))
    .orderBy(asc(m.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/**
 * Holds a model's row until the transaction ends, so that of two acts on one model the later reads what the earlier wrote.
 * Nothing but the log may be locked after it.
 */
export async function holdSummary(tx: Tx, modelId: string): Promise<void> {
  const claim = ({ run, t: { modelSummaries: s } }: Source) =>
    run
      .insert(s)
      .values({ modelId: sql.placeholder("modelId") })
      .onConflictDoUpdate({ target: s.modelId, set: { modelId: sql`excluded.model_id` } });
  await hot(tx, "hold_summary", claim, { modelId });
}

/** As `holdSummary`, of many models at once, always in the order of their ids: two who do so never wait for each other. */
export async function holdSummaries(tx: Tx, modelIds: readonly string[]): Promise<void> {
  if (modelIds.length === 0) return;
  const { run, t } = open(tx);
  const { modelSummaries: s } = t;
  await run
    .insert(s)
    .values([...modelIds].sort().map((modelId) => ({ modelId })))
    .onConflictDoUpdate({ target: s.modelId, set: { modelId: sql`excluded.model_id` } });
}

export async function saveSummaries(tx: Tx, summaries: ReadonlyMap<string, KeptSummary>): Promise<void> {
  if (summaries.size === 0) return;
  const { run, t } = open(tx);
  const { modelSummaries: s } = t;
  await run
    .insert(s)
    .values([...summaries].map(([modelId, summary]) => ({ modelId, summary })))
    .onConflictDoUpdate({ target: s.modelId, set: { summary: sql`excluded.summary` } });
}

export async function saveSummary(
  tx: Tx,
  row: { readonly modelId: string; readonly summary: KeptSummary },
): Promise<void> {
  const write = ({ run, t: { modelSummaries: s } }: Source) =>
    run
      .insert(s)
      .values(placeholdersOf(s))
      .onConflictDoUpdate({ target: s.modelId, set: { summary: sql`excluded.summary` } });
  await hot(tx, "save_summary", write, row);
}

/** What a model's row is made from, but for measurements: five prepared statements, none of which reads a document. */
export async function summaryFacts(reader: Reader, modelId: string): Promise<SummaryFacts> {
  const ofModel = (column: SQLiteColumn) => eq(column, sql.placeholder("modelId"));
  const ask: Ask = (name, build) => hot(reader, name, (source) => build(source, ofModel), { modelId });
  return (await factsOf(stagesIn(reader), [modelId], ask)).get(modelId)!; // one for each asked for
}

/** The same of many models, by model: five statements, however many. */
export async function summaryFactsOf(
  reader: Reader,
  modelIds: readonly string[],
): Promise<ReadonlyMap<string, SummaryFacts>> {
  if (modelIds.length === 0) return new Map();
  const ofModels = (column: SQLiteColumn) => inArray(column, [...modelIds]);
  return factsOf(stagesIn(reader), modelIds, async (_name, build) => await build(open(reader), ofModels));
}

type Which = (column: SQLiteColumn) => SQL;
type Ask = <T>(name: string, build: (source: Source, which: Which) => Preparable<T>) => Promise<T>;

async function factsOf(
  stages: Stages,
  modelIds: readonly string[],
  ask: Ask,
): Promise<ReadonlyMap<string, SummaryFacts>> {
  const choices = byModel(await ask("summary_choice", chosen));
  const newest = byModel(await ask("summary_newest", newestSealed));
  const counts = byModel(await ask("summary_counts", versionsByState));
  const holders = byModel(await ask("summary_holders", newestHolders));
  const promotions = byModel(await ask("summary_promotions", openPromotions));
  return new Map(
    modelIds.map((modelId): [string, SummaryFacts] => {
      const countOf = (state: VersionState) => counts(modelId).find((row) => row.state === state)?.count ?? 0;
      const [candidate] = newest(modelId);
      const [asked] = promotions(modelId);
      const facts = {
        choice: choices(modelId)[0]?.choice ?? null,
        newest: candidate ? { versionId: candidate.versionId, number: candidate.number } : null,
        versions: { draft: countOf("draft"), sealed: countOf("sealed"), revoked: countOf("revoked") },
        holders: inOrder(stages, holders(modelId)),
        openPromotionCount: asked?.count ?? 0,
        newestOpenPromotion: asked?.newest ?? null,
      };
      return [modelId, facts];
    }),
  );
}

type HeldStage = Awaited<ReturnType<typeof newestHolders>>[number];
const inOrder = (stages: Stages, held: readonly HeldStage[]): SummaryFacts["holders"] =>
  stages.names.flatMap((name) =>
    held
      .filter(({ stage }) => stage === name)
      .map(({ stage, versionId, number, since, holding }) => ({
        ...{ stage, versionId, number },
        since: since.toISOString(),
        count: Number(holding),
      })),
  );

/** Of each of these models who holds its stages, as a summary has them. One statement. */
export async function stageHoldersOf(
  reader: Reader,
  modelIds: readonly string[],
): Promise<(modelId: string) => SummaryFacts["holders"]> {
  if (modelIds.length === 0) return () => [];
  const found = byModel(await newestHolders(open(reader), (column) => inArray(column, [...modelIds])));
  return (modelId) => inOrder(stagesIn(reader), found(modelId));
}

function byModel<T extends { readonly modelId: string }>(rows: readonly T[]): (modelId: string) => readonly T[] {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const others = found.get(row.modelId);
    if (others) others.push(row);
    else found.set(row.modelId, [row]);
  }
  return (modelId) => found.get(modelId) ?? [];
}

const chosen = ({ run, t: { models: m } }: Source, which: Which) =>
  run.select({ modelId: m.id, choice: m.mainMetric }).from(m).where(which(m.id));

/** Found by its number, which the index of states answers without a walk along the model's versions. */
const newestSealed = ({ run, t: { models: m, versions: v } }: Source, which: Which) => {
  const sealed = alias(v, "sealed");
  const highest = run
    .select({ number: max(sealed.number) })
    .from(sealed)
    .where(and(eq(sealed.modelId, m.id), eq(sealed.state, "sealed")));
  return run
    .select({ modelId: m.id, versionId: v.id, number: v.number })
    .from(m)
    .innerJoin(v, and(eq(v.modelId, m.id), eq(v.number, sql`(${highest})`)))
    .where(which(m.id));
};

const versionsByState = ({ run, t: { versions: v } }: Source, which: Which) =>
  run
    .select({ modelId: v.modelId, state: v.state, count: count() })
    .from(v)
    .where(which(v.modelId))
    .groupBy(v.modelId, v.state);

/** Of each stage the version that entered it last, and how many hold it. */
function newestHolders({ run, t: { occupancies: o, versions: v }, known }: Source, which: Which) {
  const ranked = run
    .select({
      modelId: o.modelId,
      stage: o.stage,
      versionId: o.versionId,
      since: o.from,
      nth: sql<number>`row_number() OVER (PARTITION BY ${o.modelId}, ${o.stage} ORDER BY ${o.from} DESC, ${o.id} DESC)`.as(
        "nth",
      ),
      holding: sql<number>`count(*) OVER (PARTITION BY ${o.modelId}, ${o.stage})`.as("holding"),
    })
    .from(o)
    .where(and(inArray(o.stage, [...known.stages.names]), which(o.modelId), isNull(o.to)))
    .as("ranked");
  return run
    .select({
      modelId: ranked.modelId,
      stage: ranked.stage,
      versionId: ranked.versionId,
      number: v.number,
      since: ranked.since,
      holding: ranked.holding,
    })
    .from(ranked)
    .innerJoin(v, eq(v.id, ranked.versionId))
    .where(eq(ranked.nth, 1));
}

const openPromotions = ({ run, t: { promotions: p } }: Source, which: Which) =>
  run
    .select({ modelId: p.modelId, count: count(), newest: max(p.number) })
    .from(p)
    .where(and(which(p.modelId), sql`${p.state} IN ('open', 'approved')`)) // as its index says it
    .groupBy(p.modelId);
