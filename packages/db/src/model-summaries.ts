// Models as lists show them: one kept row each, and what such a row is made from.
import { stageNames, toStageName, type KeptSummary, type SummaryFacts, type VersionState } from "@chancery/core";
import { and, asc, count, desc, eq, gt, inArray, isNull, max, sql } from "drizzle-orm";
import { hot, one, open, placeholdersOf, type Reader, type Source, type Tx } from "./handle.ts";

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
  const values = { modelId };
  const model = await one(hot(reader, "summary_choice", chosen, values));
  const newest = await one(hot(reader, "summary_newest", newestSealedOf, values));
  const counts = await hot(reader, "summary_counts", versionsByState, values);
  const holders = await hot(reader, "summary_holders", newestHolders, values);
  const promotions = await one(hot(reader, "summary_promotions", openPromotions, values));
  const countOf = (state: VersionState) => counts.find((row) => row.state === state)?.count ?? 0;
  return {
    choice: model?.choice ?? null,
    newest: newest ?? null,
    versions: { draft: countOf("draft"), sealed: countOf("sealed"), revoked: countOf("revoked") },
    holders: stageNames.flatMap((name) =>
      holders
        .filter(({ stage }) => stage === name)
        .map(({ stage, versionId, number, since, holding }) => ({
          stage: toStageName(stage),
          versionId,
          number,
          since: since.toISOString(),
          count: Number(holding),
        })),
    ),
    openPromotionCount: promotions?.count ?? 0,
    newestOpenPromotion: promotions?.newest ?? null,
  };
}

const ofModel = sql.placeholder("modelId");

const chosen = ({ run, t: { models: m } }: Source) =>
  run.select({ choice: m.mainMetric }).from(m).where(eq(m.id, ofModel));

const newestSealedOf = ({ run, t: { versions: v } }: Source) =>
  run
    .select({ versionId: v.id, number: v.number })
    .from(v)
    .where(and(eq(v.modelId, ofModel), eq(v.state, "sealed")))
    .orderBy(desc(v.number))
    .limit(1);

const versionsByState = ({ run, t: { versions: v } }: Source) =>
  run.select({ state: v.state, count: count() }).from(v).where(eq(v.modelId, ofModel)).groupBy(v.state);

/** Of each stage the version that entered it last, and how many hold it. */
function newestHolders({ run, t: { occupancies: o, versions: v } }: Source) {
  const ranked = run
    .select({
      stage: o.stage,
      versionId: o.versionId,
      since: o.from,
      nth: sql<number>`row_number() OVER (PARTITION BY ${o.stage} ORDER BY ${o.from} DESC, ${o.id} DESC)`.as("nth"),
      holding: sql<number>`count(*) OVER (PARTITION BY ${o.stage})`.as("holding"),
    })
    .from(o)
    .where(and(inArray(o.stage, [...stageNames]), eq(o.modelId, ofModel), isNull(o.to)))
    .as("ranked");
  return run
    .select({
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

const openPromotions = ({ run, t: { promotions: p } }: Source) =>
  run
    .select({ count: count(), newest: max(p.number) })
    .from(p)
    .where(and(eq(p.modelId, ofModel), sql`${p.state} IN ('open', 'approved')`)); // as its index says it
