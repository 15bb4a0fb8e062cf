// Finding entries, and what the ids in them are called now. The columns only find; what is shown comes from the leaf.
import { and, asc, desc, eq, gt, gte, inArray, like, lt, lte, or, sql, type AnyColumn, type SQL } from "drizzle-orm";
import type { StoredEntry } from "./audit-log.ts";
import { open, type Reader } from "./handle.ts";
import { containing } from "./like.ts";

/** One word looked for: in the leaf's text, in the names of who and what it is about, or in what these kinds say. */
export type AuditWord = { readonly text: string; readonly kinds: readonly string[] };
/** Every condition must hold. */
export type AuditFilter = {
  readonly words?: readonly AuditWord[] | undefined;
  readonly actorId?: string | undefined;
  /** Part of the name the actor has now. */
  readonly actorName?: string | undefined;
  /** A kind of act, its name for every version, or its first part: `promotion` for every `promotion.…`. */
  readonly kind?: string | undefined;
  /** Only acts of these kinds. */
  readonly kinds?: readonly string[] | undefined;
  /** `promotion/<id>`; `model/<id>` reaches its versions, uploads and promotions too. */
  readonly subject?: string | undefined;
  readonly outcome?: string | undefined;
  readonly requestId?: string | undefined;
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
};
export type FoundEntry = { readonly index: number; readonly leaf: Uint8Array; readonly leafHash: string };
export type AuditRange = {
  readonly above?: number | undefined;
  readonly below?: number | undefined;
  readonly limit: number;
  readonly order: "newest" | "oldest";
};

/** Entries that match, by index; the range's bounds are excluded. */
export async function searchEntries(
  reader: Reader,
  filter: AuditFilter,
  { above, below, limit, order }: AuditRange,
): Promise<readonly FoundEntry[]> {
  const { run, t } = open(reader);
  const { auditEntries: e } = t;
  return run
    .select({ index: e.idx, leaf: e.leaf, leafHash: e.leafHash })
    .from(e)
    .where(
      and(
        above === undefined ? undefined : gt(e.idx, above),
        below === undefined ? undefined : lt(e.idx, below),
        filter.actorId === undefined ? undefined : eq(e.actorId, filter.actorId),
        filter.actorName === undefined ? undefined : inArray(e.actorId, actorsCalled(reader, filter.actorName)),
        filter.kind === undefined ? undefined : isOfKind(e.kind, filter.kind),
        filter.kinds === undefined ? undefined : inArray(e.kind, [...filter.kinds]),
        filter.subject === undefined ? undefined : isAbout(reader, filter.subject),
        filter.outcome === undefined ? undefined : eq(e.outcome, filter.outcome),
        filter.requestId === undefined ? undefined : eq(e.requestId, filter.requestId),
        filter.since === undefined ? undefined : gte(e.time, filter.since),
        filter.until === undefined ? undefined : lte(e.time, filter.until),
        ...(filter.words ?? []).map((word) => says(reader, word)),
      ),
    )
    .orderBy(order === "newest" ? desc(e.idx) : asc(e.idx))
    .limit(limit);
}

const isOfKind = (column: AnyColumn, kind: string): SQL | undefined =>
  or(eq(column, kind), like(column, `${kind}@%`), like(column, `${kind}.%`));

function isAbout(reader: Reader, subject: string): SQL | undefined {
  const { t } = open(reader);
  const [kind, id = ""] = subject.split("/");
  if (kind !== "model") return eq(t.auditEntries.subject, subject);
  return or(eq(t.auditEntries.subject, subject), ...underModels(reader, eq(t.models.id, id)));
}

function says(reader: Reader, { text, kinds }: AuditWord): SQL | undefined {
  const { run, t } = open(reader);
  const { auditEntries: e, actors, teams, models } = t;
  const modelName = containing(reader, { column: sql`${teams.slug} || '/' || ${models.name}`, text });
  const named = run
    .select({ id: models.id })
    .from(models)
    .innerJoin(teams, eq(teams.id, models.teamId))
    .where(modelName);
  return or(
    leafHolds(reader, text),
    kinds.length === 0 ? undefined : inArray(e.kind, [...kinds]),
    inArray(e.actorId, actorsCalled(reader, text)),
    inArray(
      e.subject,
      run
        .select({ subject: sql<string>`'actor/' || ${actors.id}` })
        .from(actors)
        .where(containing(reader, { column: actors.name, text })),
    ),
    inArray(
      e.subject,
      run
        .select({ subject: sql<string>`'model/' || ${models.id}` })
        .from(models)
        .innerJoin(teams, eq(teams.id, models.teamId))
        .where(modelName),
    ),
    ...underModels(reader, inArray(models.id, named)),
  );
}

/** Asked of every leaf when nothing else narrows the search: without lower() it takes a fifth of the time on SQLite, whose LIKE folds ASCII itself. */
function leafHolds(reader: Reader, text: string): SQL {
  const { t, dialect } = open(reader);
  const { leaf } = t.auditEntries;
  // JSON escapes what the reader typed literally; the leaf holds it in that form.
  const pattern = `%${JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\\%_]/g, "\\$&")}%`;
  return dialect === "postgres"
    ? sql`convert_from(${leaf}, 'UTF8') ILIKE ${pattern} ESCAPE '\\'`
    : sql`CAST(${leaf} AS TEXT) LIKE ${pattern} ESCAPE '\\'`;
}

function actorsCalled(reader: Reader, part: string) {
  const { run, t } = open(reader);
  return run
    .select({ id: t.actors.id })
    .from(t.actors)
    .where(containing(reader, { column: t.actors.name, text: part }));
}

/** Entries about the versions, uploads and promotions of the models that meet a condition. */
function underModels(reader: Reader, condition: SQL): readonly SQL[] {
  const { run, t } = open(reader);
  const { auditEntries: e, models, versions, uploads, promotions } = t;
  const ids = run.select({ id: models.id }).from(models).where(condition);
  const versionIds = run.select({ id: versions.id }).from(versions).where(inArray(versions.modelId, ids));
  return [
    inArray(
      e.subject,
      run
        .select({ subject: sql<string>`'version/' || ${versions.id}` })
        .from(versions)
        .where(inArray(versions.modelId, ids)),
    ),
    inArray(
      e.subject,
      run
        .select({ subject: sql<string>`'upload/' || ${uploads.id}` })
        .from(uploads)
        .where(inArray(uploads.versionId, versionIds)),
    ),
    inArray(
      e.subject,
      run
        .select({ subject: sql<string>`'promotion/' || ${promotions.id}` })
        .from(promotions)
        .where(inArray(promotions.modelId, ids)),
    ),
  ];
}

/** What ids found in leaves are called now: people and service accounts by name, `team/name:12`, `P-3`; what no row has is left out. */
export async function labelsOf(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const { run, t } = open(reader);
  const { actors, teams, groups, tokens, models, versions, datasets, promotions } = t;
  const model = sql<string>`${teams.slug} || '/' || ${models.name}`;
  const found = await Promise.all([
    run.select({ id: actors.id, label: actors.name }).from(actors).where(inArray(actors.id, wanted)),
    run.select({ id: teams.id, label: teams.slug }).from(teams).where(inArray(teams.id, wanted)),
    run.select({ id: groups.id, label: groups.slug }).from(groups).where(inArray(groups.id, wanted)),
    run.select({ id: tokens.id, label: tokens.name }).from(tokens).where(inArray(tokens.id, wanted)),
    run
      .select({ id: models.id, label: model })
      .from(models)
      .innerJoin(teams, eq(teams.id, models.teamId))
      .where(inArray(models.id, wanted)),
    run
      .select({ id: versions.id, label: sql<string>`${model} || ':' || ${versions.number}` })
      .from(versions)
      .innerJoin(models, eq(models.id, versions.modelId))
      .innerJoin(teams, eq(teams.id, models.teamId))
      .where(inArray(versions.id, wanted)),
    run
      .select({ id: datasets.id, label: sql<string>`${datasets.name} || ' ' || ${datasets.version}` })
      .from(datasets)
      .where(inArray(datasets.id, wanted)),
    run
      .select({ id: promotions.id, label: sql<string>`'P-' || ${promotions.number}` })
      .from(promotions)
      .where(inArray(promotions.id, wanted)),
  ]);
  return new Map(found.flat().map(({ id, label }) => [id, label]));
}

/** What stands beside the leaves of entries, without them. */
export async function entryColumns(
  reader: Reader,
  { from, below }: { readonly from: number; readonly below: number },
): Promise<readonly Omit<StoredEntry, "leaf" | "leafHash">[]> {
  const { run, t } = open(reader);
  const { idx: index, id, time, kind, actorId, subject, outcome, requestId } = t.auditEntries;
  return run
    .select({ index, id, time, kind, actorId, subject, outcome, requestId })
    .from(t.auditEntries)
    .where(and(gte(index, from), lt(index, below)));
}
