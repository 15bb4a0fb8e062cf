// Models: what a team registers. Permissions and history hang on the id; the name is a label unique in its team.
import {
  collisionKey,
  type MainMetricChoice,
  type StageName,
  type Subjects,
  type Tier,
  type Visibility,
} from "@chancery/core";
import { and, count, desc, eq, exists, getTableColumns, isNotNull, isNull, or, sql, type SQL } from "drizzle-orm";
import { onUniqueViolation } from "./constraint.ts";
import { hot, lock, one, open, type Reader, type Source, type Tx } from "./handle.ts";
import { containing } from "./like.ts";
import { idsOfModelsWith } from "./model-text.ts";
import type { Tables } from "./schema/schema.ts";
import { visibleModels, type Visible } from "./visible.ts";

export type NewModel = {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly visibility: Visibility;
  readonly createdAt: Date;
  readonly createdBy: string;
};
export type ModelRow = NewModel & {
  readonly teamSlug: string;
  /** Highest version number given so far, 0 before the first. */
  readonly lastNumber: number;
  readonly mainMetric: MainMetricChoice | null;
  readonly changedAt: Date;
  readonly revision: number;
};
/** A model as permissions see it, and what it is called. */
export type ModelSubject = Subjects["model"] & {
  readonly name: string;
  readonly teamSlug: string;
  readonly mainMetric: MainMetricChoice | null;
  readonly revision: number;
};

const subjectOf = ({ id, teamId, visibility, name, teamSlug, mainMetric, revision }: ModelRow): ModelSubject => ({
  kind: "model",
  id,
  teamId,
  modelId: id,
  visibility,
  name,
  teamSlug,
  mainMetric,
  revision,
});

const selectModels = ({ run, t }: Source) =>
  run
    .select({ ...getTableColumns(t.models), teamSlug: t.teams.slug })
    .from(t.models)
    .innerJoin(t.teams, eq(t.teams.id, t.models.teamId));

const findById = (from: Source) => selectModels(from).where(eq(from.t.models.id, sql.placeholder("id")));
const findByRef = (from: Source) => {
  const { teams, models } = from.t;
  const isNamed = and(eq(teams.slug, sql.placeholder("team")), eq(models.nameKey, sql.placeholder("nameKey")));
  return selectModels(from).where(isNamed);
};

export const modelById = (reader: Reader, id: string): Promise<ModelRow | undefined> =>
  one(hot(reader, "model_by_id", findById, { id }));

type Ref = { readonly team: string; readonly name: string };
/** `name` as it is spelled or any look-alike of it: two of those cannot exist in one team. */
export const modelByRef = (reader: Reader, { team, name }: Ref): Promise<ModelRow | undefined> =>
  one(hot(reader, "model_by_ref", findByRef, { team, nameKey: collisionKey(name) }));

type Locking = { readonly lock?: boolean };
/** The model to judge a permission on; `lock` holds its row until the transaction ends. */
export async function modelSubject(
  reader: Reader,
  id: string,
  options: Locking = {},
): Promise<ModelSubject | undefined> {
  const locked = (from: Source) => lock(reader, findById(from), from.t.models);
  const row = await (options.lock ? one(hot(reader, "lock_model", locked, { id })) : modelById(reader, id));
  return row && subjectOf(row);
}

/** As `modelSubject`, for a model named by team and name. */
export async function modelSubjectByRef(
  reader: Reader,
  { team, name, lock: isLocked = false }: Ref & Locking,
): Promise<ModelSubject | undefined> {
  const locked = (from: Source) => lock(reader, findByRef(from), from.t.models);
  const row = await (isLocked
    ? one(hot(reader, "lock_model_by_ref", locked, { team, nameKey: collisionKey(name) }))
    : modelByRef(reader, { team, name }));
  return row && subjectOf(row);
}

/** Throws `taken()` when a name in the team looks like this one. */
export async function insertModel(tx: Tx, model: NewModel, taken: () => Error): Promise<void> {
  const { run, t } = open(tx);
  const row = { ...model, tags: { ...model.tags }, nameKey: collisionKey(model.name), changedAt: model.createdAt };
  await onUniqueViolation(run.insert(t.models).values(row), taken);
}

/** Changes fields and counts the revision up; false when `revision` is not the newest any more. */
export async function saveModel(
  tx: Tx,
  {
    id,
    revision,
    now,
    set,
  }: {
    readonly id: string;
    readonly revision: number;
    readonly now: Date;
    readonly set: Partial<Pick<ModelRow, "description" | "tags" | "visibility" | "mainMetric">>;
  },
): Promise<boolean> {
  const { run, t } = open(tx);
  const { tags, ...rest } = set;
  const updated = await run
    .update(t.models)
    .set({ ...rest, ...(tags && { tags: { ...tags } }), revision: revision + 1, changedAt: now })
    .where(and(eq(t.models.id, id), eq(t.models.revision, revision)))
    .returning({ id: t.models.id });
  return updated.length === 1;
}

/** The next version number of a model: gap-free, for its row stays locked until the transaction ends. */
export async function takeVersionNumber(
  tx: Tx,
  { modelId, now }: { readonly modelId: string; readonly now: Date },
): Promise<number> {
  const { run, t } = open(tx);
  const row = await one(
    run
      .update(t.models)
      .set({ lastNumber: sql`${t.models.lastNumber} + 1`, changedAt: now })
      .where(eq(t.models.id, modelId))
      .returning({ number: t.models.lastNumber }),
  );
  if (!row) throw new Error(`model ${modelId} vanished under its lock`);
  return row.number;
}

/** Notes that something about a model changed, for the order of lists. */
export async function touchModel(
  tx: Tx,
  { modelId, now }: { readonly modelId: string; readonly now: Date },
): Promise<void> {
  const { run, t } = open(tx);
  await run.update(t.models).set({ changedAt: now }).where(eq(t.models.id, modelId));
}

export type ModelFilter = {
  readonly q?: string | undefined;
  readonly team?: string | undefined;
  /** Only models with a version in this stage now. */
  readonly stage?: StageName | undefined;
  readonly tier?: Tier | undefined;
};

/** By registration, which never changes: a walk misses no model. By last change: for screens. */
export type ModelOrder = "created" | "changed";
/** Where a model stands in the list. */
type Key = { readonly changedAt: Date; readonly id: string };
type Asked = {
  readonly filter: ModelFilter;
  readonly order: ModelOrder;
  readonly after: Key | undefined;
  readonly limit: number;
};

/** So many of the newest are looked at one by one, before an index is asked who may match. */
const newest = 1_000;
/** So many matches an index may name: they are sorted. Where there are more, they are soon met in the order of the list. */
const few = 2_000;

/**
 * Visible models, last registered or last changed first. What many models match fills its page from the newest ones; only what few match is
 * worth asking an index for, which takes the longer the more it knows of.
 */
export async function readModels(reader: Reader, visible: Visible, asked: Asked): Promise<readonly ModelRow[]> {
  const narrowings = narrowingsOf(reader, asked.filter);
  const { order } = asked;
  const list = lister(reader, visible, { order, team: asked.filter.team, holds: narrowings.map(({ holds }) => holds) });
  const end = narrowings.length > 0 ? await endOfNewest(reader, asked) : undefined;
  const met = await list({ ...asked, until: end });
  const limit = asked.limit - met.length;
  if (!end || limit === 0) return met;
  const isFrequent = met.length > limit / 4;
  const among = isFrequent ? undefined : await fewIds(reader, narrowings);
  return [...met, ...(await list({ after: end, limit, among }))];
}

/** One thing asked of models: as a condition on each, and, where an index knows them, as the ids of those that may meet it. */
type Narrowing = { readonly holds: SQL | undefined; readonly ids: SQL | undefined };
type Stretch = Pick<Asked, "after" | "limit"> & { readonly until?: Key | undefined; readonly among?: SQL | undefined };

/** Lists a stretch of the models that are asked for: after one key, until another and with it, of those ids alone. */
function lister(
  reader: Reader,
  visible: Visible,
  {
    order,
    team,
    holds,
  }: { readonly order: ModelOrder; readonly team: string | undefined; readonly holds: readonly (SQL | undefined)[] },
): (stretch: Stretch) => Promise<readonly ModelRow[]> {
  const { run, t } = open(reader);
  const { models, teams } = t;
  return ({ after, until, among, limit }) =>
    run
      .select({ ...getTableColumns(models), teamSlug: teams.slug })
      .from(models)
      .innerJoin(teams, eq(teams.id, models.teamId))
      .where(
        and(
          among && sql`${models.id} IN ${among}`,
          ...holds,
          visibleModels(t, visible),
          after && sql`${keyOf(t, order)} < ${boundOf(t, order, after)}`,
          until && sql`${keyOf(t, order)} >= ${boundOf(t, order, until)}`,
          team ? eq(teams.slug, team) : undefined,
        ),
      )
      .orderBy(...orderOf(t, order, among !== undefined))
      .limit(limit);
}

const keyOf = ({ models }: Tables, order: ModelOrder) =>
  order === "created" ? sql`${models.id}` : sql`(${models.changedAt}, ${models.id})`;
const boundOf = ({ models }: Tables, order: ModelOrder, { changedAt, id }: Key) =>
  order === "created" ? sql`${id}` : sql`(${sql.param(changedAt, models.changedAt)}, ${id})`;
/** By an expression the rows are sorted, not looked for in the order of an index. */
function orderOf({ models: { id, changedAt } }: Tables, order: ModelOrder, isSorted: boolean): readonly SQL[] {
  if (order === "created") return [isSorted ? desc(sql`+${id}`) : desc(id)];
  return [isSorted ? desc(sql`+${changedAt}`) : desc(changedAt), desc(id)];
}

/** The last of the newest models after a key; undefined where there are not so many. */
function endOfNewest(reader: Reader, { after, order }: Pick<Asked, "after" | "order">): Promise<Key | undefined> {
  const { run, t } = open(reader);
  const { changedAt, id } = t.models;
  return one(
    run
      .select({ changedAt, id })
      .from(t.models)
      .where(after && sql`${keyOf(t, order)} < ${boundOf(t, order, after)}`)
      .orderBy(...orderOf(t, order, false))
      .limit(1)
      .offset(newest - 1),
  );
}

/** The ids of what an index says that few models match. Not on PostgreSQL, whose planner knows how many do and chooses by itself. */
async function fewIds(reader: Reader, narrowings: readonly Narrowing[]): Promise<SQL | undefined> {
  if (open(reader).dialect === "postgres") return undefined;
  for (const { ids } of narrowings) if (ids && (await areFew(reader, ids))) return ids;
  return undefined;
}

async function areFew(reader: Reader, ids: SQL): Promise<boolean> {
  const { run } = open(reader);
  const some = sql`(SELECT 1 FROM ${ids} LIMIT ${few + 1})`;
  const counted = await one(run.select({ n: count() }).from(some));
  return (counted?.n ?? 0) <= few;
}

function narrowingsOf(reader: Reader, { q, stage, tier }: ModelFilter): readonly Narrowing[] {
  const { run, t } = open(reader);
  const { models: m, occupancies: o, tierAssessments: a } = t;
  const isHeld = (name: StageName) => and(eq(o.stage, name), isNull(o.to));
  const isInForce = (name: Tier) => and(eq(a.tier, name), isNotNull(a.from), isNull(a.to));
  const found: Narrowing[] = [];
  if (q)
    found.push({
      holds: or(
        containing(reader, { column: m.name, text: q }),
        containing(reader, { column: m.description, text: q }),
      ),
      ids: idsOfModelsWith(reader, { text: q, in: ["name", "description"] }),
    });
  if (stage)
    found.push({
      holds: exists(
        run
          .select({ is: sql`1` })
          .from(o)
          .where(and(isHeld(stage), eq(o.modelId, m.id))),
      ),
      ids: sql`${run.select({ id: o.modelId }).from(o).where(isHeld(stage))}`,
    });
  if (tier)
    found.push({
      holds: exists(
        run
          .select({ is: sql`1` })
          .from(a)
          .where(and(isInForce(tier), eq(a.modelId, m.id))),
      ),
      ids: sql`${run.select({ id: a.modelId }).from(a).where(isInForce(tier))}`,
    });
  return found;
}
