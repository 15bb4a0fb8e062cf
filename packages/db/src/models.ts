// Models: what a team registers. Permissions and history hang on the id; the name is a label unique in its team.
import { collisionKey, type StageName, type Subjects, type Tier, type Visibility } from "@chancery/core";
import { and, count, desc, eq, exists, getTableColumns, isNotNull, isNull, or, sql, type SQL } from "drizzle-orm";
import { onUniqueViolation } from "./constraint.ts";
import { hot, lock, one, open, type Reader, type Source, type Tx } from "./handle.ts";
import { containing } from "./like.ts";
import { idsOfModelsWith } from "./model-text.ts";
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
  readonly changedAt: Date;
  readonly revision: number;
};
/** A model as permissions see it, and what it is called. */
export type ModelSubject = Subjects["model"] & {
  readonly name: string;
  readonly teamSlug: string;
  readonly revision: number;
};

const subjectOf = ({ id, teamId, visibility, name, teamSlug, revision }: ModelRow): ModelSubject => ({
  kind: "model",
  id,
  teamId,
  modelId: id,
  visibility,
  name,
  teamSlug,
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
    readonly set: Partial<Pick<NewModel, "description" | "tags" | "visibility">>;
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

/** Visible models, last changed first. */
export async function readModels(
  reader: Reader,
  visible: Visible,
  {
    filter,
    after,
    limit,
  }: {
    readonly filter: ModelFilter;
    readonly after: { readonly changedAt: Date; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<readonly ModelRow[]> {
  const { run, t } = open(reader);
  const { models, teams } = t;
  const key = sql`(${models.changedAt}, ${models.id})`;
  const isAfter = after && sql`${key} < (${sql.param(after.changedAt, models.changedAt)}, ${after.id})`;
  const { conditions, isFew } = await matching(reader, filter);
  // By an expression the rows are sorted, not looked for in the order of an index.
  const newest = isFew ? desc(sql`+${models.changedAt}`) : desc(models.changedAt);
  return run
    .select({ ...getTableColumns(models), teamSlug: teams.slug })
    .from(models)
    .innerJoin(teams, eq(teams.id, models.teamId))
    .where(
      and(...conditions, visibleModels(t, visible), isAfter, filter.team ? eq(teams.slug, filter.team) : undefined),
    )
    .orderBy(newest, desc(models.id))
    .limit(limit);
}

/** One thing asked of models: as a condition on each, and, where an index knows them, as the ids of those that may meet it. */
type Narrowing = { readonly holds: SQL | undefined; readonly ids: SQL | undefined };

/** So many are looked at one by one; where more match, the newest of them are soon met in the order of the list. */
const few = 2_000;

/** What is asked; `isFew` where the ids of few models come first. PostgreSQL's planner chooses by itself: SQLite's does not know how many match. */
async function matching(
  reader: Reader,
  filter: ModelFilter,
): Promise<{ readonly conditions: readonly (SQL | undefined)[]; readonly isFew: boolean }> {
  const { t, dialect } = open(reader);
  const narrowings = narrowingsOf(reader, filter);
  const conditions = narrowings.map(({ holds }) => holds);
  if (dialect === "postgres") return { conditions, isFew: false };
  for (const { ids } of narrowings)
    if (ids && (await areFew(reader, ids)))
      return { conditions: [sql`${t.models.id} IN ${ids}`, ...conditions], isFew: true };
  return { conditions, isFew: false };
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
