// Stage occupancies as intervals: which version held a stage, from when to when, and which promotions let it in and out.
import type { StageName } from "@chancery/core";
import { and, count, desc, eq, gt, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { lock, one, open, stagesIn, type Reader, type Tx } from "./handle.ts";
import { after, later } from "./intervals.ts";
import type { Tables } from "./schema/schema.ts";

/** A version in a stage. */
export type HolderRow = {
  readonly modelId: string;
  readonly stage: StageName;
  readonly versionId: string;
  readonly number: number;
  readonly since: Date;
};

/** Who holds which stage now, newest entry first. */
export async function holdersOf(reader: Reader, modelIds: readonly string[]): Promise<readonly HolderRow[]> {
  if (modelIds.length === 0) return [];
  const { t } = open(reader);
  return holders(reader, and(inArray(t.occupancies.modelId, [...modelIds]), isNull(t.occupancies.to)));
}

async function holders(reader: Reader, where: ReturnType<typeof and>): Promise<readonly HolderRow[]> {
  const { run, t } = open(reader);
  const { occupancies: o, versions: v } = t;
  const rows = await run
    .select({ modelId: o.modelId, stage: o.stage, versionId: o.versionId, number: v.number, since: o.from })
    .from(o)
    .innerJoin(v, eq(v.id, o.versionId))
    .where(where)
    .orderBy(desc(o.from), desc(o.id));
  return rows;
}

/** The stages a version holds now. */
export async function stagesHeldBy(reader: Reader, versionId: string): Promise<readonly StageName[]> {
  const { run, t } = open(reader);
  const rows = await run
    .select({ stage: t.occupancies.stage })
    .from(t.occupancies)
    .where(and(eq(t.occupancies.versionId, versionId), isNull(t.occupancies.to)));
  return rows.map((row) => row.stage);
}

/** The stay a promotion began; undefined while it is not executed. */
export async function stayBegunBy(
  reader: Reader,
  { promotionId, versionId }: { readonly promotionId: string; readonly versionId: string },
): Promise<{ readonly from: Date; readonly to: Date | null } | undefined> {
  const { run, t } = open(reader);
  const { occupancies: o } = t;
  return one(
    run
      .select({ from: o.from, to: o.to })
      .from(o)
      .where(and(eq(o.versionId, versionId), eq(o.promotionId, promotionId)))
      .limit(1),
  );
}

/** A stage that is not exclusive may hold every version of a model. */
const mostStays = 100;
/** The stays of a model that last, and those a promotion began: the newest, where there are very many. */
export async function staysToShow(
  reader: Reader,
  { modelId, promotionId }: { readonly modelId: string; readonly promotionId: string | null },
): Promise<readonly string[]> {
  const { run, t } = open(reader);
  const { occupancies: o } = t;
  const isAsked = promotionId === null ? isNull(o.to) : or(isNull(o.to), eq(o.promotionId, promotionId));
  const rows = await run
    .select({ id: o.id })
    .from(o)
    .where(and(eq(o.modelId, modelId), isAsked))
    .orderBy(desc(o.from), desc(o.id))
    .limit(mostStays);
  return rows.map(({ id }) => id);
}

/** One stay in a stage. `endedByNumber` is null while it lasts, and where a revocation ended it. */
export type OccupancyRow = {
  readonly id: string;
  readonly stage: StageName;
  readonly versionId: string;
  readonly versionNumber: number;
  readonly from: Date;
  readonly to: Date | null;
  readonly promotionId: string;
  readonly promotionNumber: number;
  readonly requesterId: string;
  readonly endedByNumber: number | null;
};

/** Every stay in any stage of a model, newest first, from the row after `after` on. */
export async function occupanciesOf(
  reader: Reader,
  {
    modelId,
    after,
    limit,
  }: {
    readonly modelId: string;
    readonly after?: { readonly from: Date; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<readonly OccupancyRow[]> {
  const { occupancies: o } = open(reader).t;
  const isAfter = after && or(lt(o.from, after.from), and(eq(o.from, after.from), lt(o.id, after.id)));
  return stays(reader, and(eq(o.modelId, modelId), isAfter)).limit(limit);
}

type AtInstant = { readonly modelId: string; /** Null for now. */ readonly at: Date | null };

/** An interval holds its begin, not its end. */
const isThen = ({ occupancies: o }: Tables, { modelId, at }: AtInstant) =>
  and(eq(o.modelId, modelId), at ? and(lte(o.from, at), or(isNull(o.to), gt(o.to, at))) : isNull(o.to));

/** The stays in force at an instant: of each stage the newest `each`. */
export async function occupanciesAt(
  reader: Reader,
  { each, ...then }: AtInstant & { readonly each: number },
): Promise<readonly OccupancyRow[]> {
  const { run, t } = open(reader);
  const { occupancies: o } = t;
  const ranked = run
    .select({
      id: o.id,
      nth: sql<number>`row_number() OVER (PARTITION BY ${o.stage} ORDER BY ${o.from} DESC, ${o.id} DESC)`.as("nth"),
    })
    .from(o)
    .where(isThen(t, then))
    .as("ranked");
  const newest = run.select({ id: ranked.id }).from(ranked).where(lte(ranked.nth, each));
  return stays(reader, inArray(o.id, newest));
}

/** How many versions held each stage at an instant. */
export async function countHolders(reader: Reader, then: AtInstant): Promise<ReadonlyMap<StageName, number>> {
  const { run, t } = open(reader);
  const { occupancies: o } = t;
  const rows = await run.select({ stage: o.stage, holders: count() }).from(o).where(isThen(t, then)).groupBy(o.stage);
  return new Map(rows.map(({ stage, holders }) => [stage, holders]));
}

function stays(reader: Reader, where: ReturnType<typeof and>) {
  const { run, t } = open(reader);
  const { occupancies: o, versions: v, promotions: entry } = t;
  const exit = alias(t.promotions, "exit");
  return run
    .select({
      id: o.id,
      stage: o.stage,
      versionId: o.versionId,
      versionNumber: v.number,
      from: o.from,
      to: o.to,
      promotionId: o.promotionId,
      promotionNumber: entry.number,
      requesterId: entry.requesterId,
      endedByNumber: exit.number,
    })
    .from(o)
    .innerJoin(v, eq(v.id, o.versionId))
    .innerJoin(entry, eq(entry.id, o.promotionId))
    .leftJoin(exit, eq(exit.id, o.endedByPromotionId))
    .where(where)
    .orderBy(desc(o.from), desc(o.id));
}

/** Whom the version that holds an exclusive stage put out of it; undefined where the stage was empty before. */
export async function replacedBy(
  reader: Reader,
  { modelId, stage, versionId }: { readonly modelId: string; readonly stage: StageName; readonly versionId: string },
): Promise<{ readonly versionId: string; readonly number: number } | undefined> {
  const { run, t } = open(reader);
  const { occupancies: before, versions: v } = t;
  const stay = alias(t.occupancies, "stay");
  return one(
    run
      .select({ versionId: before.versionId, number: v.number })
      .from(stay)
      .innerJoin(
        before,
        and(
          eq(before.modelId, stay.modelId),
          eq(before.stage, stay.stage),
          eq(before.endedByPromotionId, stay.promotionId),
        ),
      )
      .innerJoin(v, eq(v.id, before.versionId))
      .where(and(eq(stay.modelId, modelId), eq(stay.stage, stage), eq(stay.versionId, versionId), isNull(stay.to)))
      .orderBy(desc(before.from))
      .limit(1),
  );
}

/** Decisions on the versions of one model wait for each other on the model's row. */
export async function lockStages(tx: Tx, modelId: string): Promise<void> {
  const { run, t } = open(tx);
  await lock(tx, run.select({ id: t.models.id }).from(t.models).where(eq(t.models.id, modelId)));
}

/**
 * Lets a version into a stage, in an exclusive one instead of the incumbent, and gives back whom it superseded.
 * Entries into the stages of one model wait for each other on the model's row, and begin strictly one after the other:
 * an instant has one incumbent, whatever the clocks of several processes say.
 */
export async function enterStage(
  tx: Tx,
  {
    id,
    modelId,
    versionId,
    stage,
    promotionId,
    at,
  }: {
    readonly id: string;
    readonly modelId: string;
    readonly versionId: string;
    readonly stage: StageName;
    readonly promotionId: string;
    readonly at: Date;
  },
): Promise<{ readonly supersedes: string | null }> {
  const { run, t } = open(tx);
  const { occupancies: o } = t;
  await lockStages(tx, modelId);
  if (!stagesIn(tx).isExclusive(stage)) {
    await run.insert(o).values({ id, modelId, versionId, stage, promotionId, from: at, slot: id });
    return { supersedes: null };
  }
  const last = await lastStay(tx, { modelId, stage });
  const from = after(last, at);
  const incumbent = last?.to === null ? last : undefined;
  if (incumbent)
    await run
      .update(o)
      .set({ to: from, endedByPromotionId: promotionId, slot: incumbent.id })
      .where(eq(o.id, incumbent.id));
  await run.insert(o).values({ id, modelId, versionId, stage, promotionId, from, slot: modelId });
  return { supersedes: incumbent?.versionId ?? null };
}

async function lastStay(tx: Tx, { modelId, stage }: { readonly modelId: string; readonly stage: StageName }) {
  const { run, t } = open(tx);
  const { occupancies: o } = t;
  return one(
    lock(
      tx,
      run
        .select()
        .from(o)
        .where(and(eq(o.modelId, modelId), eq(o.stage, stage)))
        .orderBy(desc(o.from))
        .limit(1),
    ),
  );
}

/** Ends a version's stays in these stages, with no promotion to name: what revoking does. */
export async function endOccupanciesOf(
  tx: Tx,
  { versionId, stages, at }: { readonly versionId: string; readonly stages: readonly StageName[]; readonly at: Date },
): Promise<void> {
  if (stages.length === 0) return;
  const { run, t } = open(tx);
  const { occupancies: o } = t;
  const lasting = await lock(
    tx,
    run
      .select()
      .from(o)
      .where(and(eq(o.versionId, versionId), inArray(o.stage, [...stages]), isNull(o.to))),
  );
  for (const stay of lasting)
    await run
      .update(o)
      .set({ to: later(at, stay.from), slot: stay.id })
      .where(eq(o.id, stay.id));
}

/** How a version came into a stage: the promotion of its latest stay there, with the dossier (canonical JSON) it was decided on. */
export type EntryRow = {
  readonly versionId: string;
  readonly stage: StageName;
  readonly from: Date;
  readonly promotionNumber: number;
  readonly frozenAt: Date;
  readonly decidedAt: Date | null;
  readonly dossier: string;
  readonly dossierDigest: string;
};

/** The latest entry of each version into the stages named, past stays included. One statement, however many. */
export async function latestEntries(
  reader: Reader,
  { versionIds, stages }: { readonly versionIds: readonly string[]; readonly stages: readonly StageName[] },
): Promise<readonly EntryRow[]> {
  if (versionIds.length === 0 || stages.length === 0) return [];
  const { run, t } = open(reader);
  const { occupancies: o, promotions: p, dossierRevisions: d } = t;
  // Dossiers are large: of a version that came back fifty times, one is read.
  const ranked = run
    .select({
      id: o.id,
      nth: sql<number>`row_number() OVER (PARTITION BY ${o.versionId}, ${o.stage} ORDER BY ${o.from} DESC, ${o.id} DESC)`.as(
        "nth",
      ),
    })
    .from(o)
    .where(and(inArray(o.versionId, [...versionIds]), inArray(o.stage, [...stages])))
    .as("ranked");
  const latest = run.select({ id: ranked.id }).from(ranked).where(eq(ranked.nth, 1));
  const rows = await run
    .select({
      versionId: o.versionId,
      stage: o.stage,
      from: o.from,
      promotionNumber: p.number,
      frozenAt: d.createdAt,
      decidedAt: p.decidedAt,
      dossier: d.document,
      dossierDigest: d.digest,
    })
    .from(o)
    .innerJoin(p, eq(p.id, o.promotionId))
    .innerJoin(d, and(eq(d.promotionId, p.id), eq(d.number, p.dossierRevision)))
    .where(inArray(o.id, latest));
  return rows;
}
