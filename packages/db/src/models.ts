// Models: what a team registers. Permissions and history hang on the id; the name is a label unique in its team.
import { collisionKey, type StageName, type Subjects, type Tier, type Visibility } from "@chancery/core";
import { and, desc, eq, getTableColumns, isNotNull, isNull, lt, or, sql, type SQL } from "drizzle-orm";
import { onUniqueViolation } from "./constraint.ts";
import { lock, one, open, type Reader, type Tx } from "./handle.ts";
import { containing } from "./like.ts";
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

const find = (reader: Reader, which: SQL | undefined, isLocked: boolean) => {
  const { run, t } = open(reader);
  const query = run
    .select({ ...getTableColumns(t.models), teamSlug: t.teams.slug })
    .from(t.models)
    .innerJoin(t.teams, eq(t.teams.id, t.models.teamId))
    .where(which);
  return one(isLocked ? lock(reader, query, t.models) : query);
};

export const modelById = (reader: Reader, id: string): Promise<ModelRow | undefined> =>
  find(reader, eq(open(reader).t.models.id, id), false);

/** `name` as it is spelled or any look-alike of it: two of those cannot exist in one team. */
export function modelByRef(
  reader: Reader,
  { team, name }: { readonly team: string; readonly name: string },
): Promise<ModelRow | undefined> {
  const { t } = open(reader);
  return find(reader, and(eq(t.teams.slug, team), eq(t.models.nameKey, collisionKey(name))), false);
}

/** The model to judge a permission on; `lock` holds its row until the transaction ends. */
export async function modelSubject(
  reader: Reader,
  id: string,
  { lock: isLocked = false }: { readonly lock?: boolean } = {},
): Promise<ModelSubject | undefined> {
  const row = await find(reader, eq(open(reader).t.models.id, id), isLocked);
  return row && subjectOf(row);
}

/** As `modelSubject`, for a model named by team and name. */
export async function modelSubjectByRef(
  reader: Reader,
  { team, name, lock: isLocked = false }: { readonly team: string; readonly name: string; readonly lock?: boolean },
): Promise<ModelSubject | undefined> {
  const { t } = open(reader);
  const row = await find(reader, and(eq(t.teams.slug, team), eq(t.models.nameKey, collisionKey(name))), isLocked);
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
  const isAfter =
    after &&
    or(lt(models.changedAt, after.changedAt), and(eq(models.changedAt, after.changedAt), lt(models.id, after.id)));
  return run
    .select({ ...getTableColumns(models), teamSlug: teams.slug })
    .from(models)
    .innerJoin(teams, eq(teams.id, models.teamId))
    .where(and(visibleModels(t, visible), isAfter, ...matching(reader, filter)))
    .orderBy(desc(models.changedAt), desc(models.id))
    .limit(limit);
}

function matching(reader: Reader, { q, team, stage, tier }: ModelFilter): readonly (SQL | undefined)[] {
  const { run, t } = open(reader);
  const held = (name: StageName) =>
    run
      .select({ modelId: t.occupancies.modelId })
      .from(t.occupancies)
      .where(and(eq(t.occupancies.stage, name), isNull(t.occupancies.to)));
  const assessed = (name: Tier) =>
    run
      .select({ modelId: t.tierAssessments.modelId })
      .from(t.tierAssessments)
      .where(and(eq(t.tierAssessments.tier, name), isNotNull(t.tierAssessments.from), isNull(t.tierAssessments.to)));
  return [
    q ? or(containing(t.models.name, q), containing(t.models.description, q)) : undefined,
    team ? eq(t.teams.slug, team) : undefined,
    stage ? sql`${t.models.id} IN ${held(stage)}` : undefined,
    tier ? sql`${t.models.id} IN ${assessed(tier)}` : undefined,
  ];
}
