// Versions of a model: numbered, sealed once, perhaps revoked.
import { labelKey, type Descriptor, type Signature, type Subjects, type VersionState } from "@chancery/core";
import { and, desc, eq, inArray, lt, max, sql, type SQL } from "drizzle-orm";
import { lock, one, open, type Reader, type Tx } from "./handle.ts";

export type NewVersion = {
  readonly id: string;
  readonly modelId: string;
  readonly number: number;
  readonly label: string | null;
  readonly kind: "files" | "external";
  readonly descriptor: Descriptor | null;
  readonly params: Readonly<Record<string, string>>;
  readonly signature: Signature | null;
  readonly environment: Readonly<Record<string, string>>;
  readonly createdBy: string;
  /** The person answerable for it: who made it, or the owner of that service account. */
  readonly answerableId: string;
  readonly createdAt: Date;
};
export type VersionRow = NewVersion & {
  readonly state: VersionState;
  /** Canonical JSON; null until sealed. */
  readonly manifest: string | null;
  readonly manifestDigest: string | null;
  readonly sizeBytes: number;
  readonly sealedAt: Date | null;
  readonly sealedBy: string | null;
  readonly revokedAt: Date | null;
  readonly revokedReason: string | null;
  readonly discardedAt: Date | null;
  readonly discardedBy: string | null;
  readonly revision: number;
};
/** A version as permissions see it, and what the rules ask about it. */
export type VersionSubject = Subjects["version"] & {
  readonly number: number;
  readonly state: VersionState;
  /** Whether it holds files or describes something external. */
  readonly content: "files" | "external";
  readonly manifestDigest: string | null;
  readonly createdBy: string;
  readonly answerableId: string;
  readonly revision: number;
  readonly name: string;
  readonly teamSlug: string;
};

export const versionById = (reader: Reader, id: string): Promise<VersionRow | undefined> =>
  find(reader, eq(open(reader).t.versions.id, id));

export function versionByNumber(
  reader: Reader,
  { modelId, number }: { readonly modelId: string; readonly number: number },
): Promise<VersionRow | undefined> {
  const { t } = open(reader);
  return find(reader, and(eq(t.versions.modelId, modelId), eq(t.versions.number, number)));
}

async function find(reader: Reader, which: SQL | undefined): Promise<VersionRow | undefined> {
  const { run, t } = open(reader);
  return await one(run.select().from(t.versions).where(which));
}

/** The version to judge a permission on; `lock` holds its row, not its model's, until the transaction ends. */
export async function versionSubject(
  reader: Reader,
  id: string,
  { lock: isLocked = false }: { readonly lock?: boolean } = {},
): Promise<VersionSubject | undefined> {
  const { run, t } = open(reader);
  const { versions, models, teams } = t;
  const query = run
    .select({
      id: versions.id,
      modelId: versions.modelId,
      number: versions.number,
      state: versions.state,
      content: versions.kind,
      manifestDigest: versions.manifestDigest,
      createdBy: versions.createdBy,
      answerableId: versions.answerableId,
      revision: versions.revision,
      teamId: models.teamId,
      visibility: models.visibility,
      name: models.name,
      teamSlug: teams.slug,
    })
    .from(versions)
    .innerJoin(models, eq(models.id, versions.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId))
    .where(eq(versions.id, id));
  const row = await one(isLocked ? lock(reader, query, versions) : query);
  return row && { kind: "version", ...row };
}

/** The version of a model that has a label, or one that reads the same. */
export function versionLabelled(
  reader: Reader,
  { modelId, label }: { readonly modelId: string; readonly label: string },
): Promise<{ readonly id: string; readonly number: number } | undefined> {
  const { run, t } = open(reader);
  const { versions: v } = t;
  return one(
    run
      .select({ id: v.id, number: v.number })
      .from(v)
      .where(and(eq(v.modelId, modelId), eq(v.labelKey, labelKey(label)))),
  );
}

const keyOf = (label: string | null) => (label === null ? null : labelKey(label));

export async function insertVersion(tx: Tx, version: NewVersion): Promise<void> {
  const { run, t } = open(tx);
  const { params, environment, ...rest } = version;
  await run.insert(t.versions).values({
    ...rest,
    labelKey: keyOf(rest.label),
    params: { ...params },
    environment: { ...environment },
    state: "draft",
  });
}

/** Changes what a draft will freeze and counts the revision up; false when `revision` is not the newest any more. */
export async function saveDraft(
  tx: Tx,
  {
    id,
    revision,
    set,
  }: {
    readonly id: string;
    readonly revision: number;
    readonly set: Partial<Pick<NewVersion, "params" | "signature" | "environment" | "label">>;
  },
): Promise<boolean> {
  const { run, t } = open(tx);
  const { params, environment, ...rest } = set;
  const changed = {
    ...rest,
    ...(params && { params: { ...params } }),
    ...(environment && { environment: { ...environment } }),
    ...(rest.label !== undefined && { labelKey: keyOf(rest.label) }),
  };
  const updated = await run
    .update(t.versions)
    .set({ ...changed, revision: revision + 1 })
    .where(and(eq(t.versions.id, id), eq(t.versions.state, "draft"), eq(t.versions.revision, revision)))
    .returning({ id: t.versions.id });
  return updated.length === 1;
}

/** Grows or shrinks the size a draft has so far. */
export async function resizeDraft(
  tx: Tx,
  { id, byBytes }: { readonly id: string; readonly byBytes: number },
): Promise<void> {
  const { run, t } = open(tx);
  await run
    .update(t.versions)
    .set({ sizeBytes: sql`${t.versions.sizeBytes} + ${byBytes}` })
    .where(eq(t.versions.id, id));
}

export async function saveSeal(
  tx: Tx,
  {
    id,
    ...seal
  }: {
    readonly id: string;
    readonly manifest: string;
    readonly manifestDigest: string;
    readonly sealedAt: Date;
    readonly sealedBy: string;
  },
): Promise<void> {
  const { run, t } = open(tx);
  await run
    .update(t.versions)
    .set({ ...seal, state: "sealed" })
    .where(eq(t.versions.id, id));
}

export async function saveRevocation(
  tx: Tx,
  { id, ...revocation }: { readonly id: string; readonly revokedAt: Date; readonly revokedReason: string },
): Promise<void> {
  const { run, t } = open(tx);
  await run
    .update(t.versions)
    .set({ ...revocation, state: "revoked" })
    .where(eq(t.versions.id, id));
}

/** A draft that was discarded: its label is free again. */
export async function saveDiscard(
  tx: Tx,
  { id, ...discard }: { readonly id: string; readonly discardedAt: Date; readonly discardedBy: string },
): Promise<void> {
  const { run, t } = open(tx);
  const gone = { state: "discarded", label: null, labelKey: null, sizeBytes: 0 } as const;
  await run
    .update(t.versions)
    .set({ ...gone, ...discard })
    .where(eq(t.versions.id, id));
}

/** A model's versions, newest first; `before` is the number of the last one read. */
export async function readVersions(
  reader: Reader,
  { modelId, before, limit }: { readonly modelId: string; readonly before: number | undefined; readonly limit: number },
): Promise<readonly VersionRow[]> {
  const { run, t } = open(reader);
  const rows = await run
    .select()
    .from(t.versions)
    .where(and(eq(t.versions.modelId, modelId), before === undefined ? undefined : lt(t.versions.number, before)))
    .orderBy(desc(t.versions.number))
    .limit(limit);
  return rows;
}

/** For each model its newest sealed version: neither draft nor revoked. */
export async function newestSealed(
  reader: Reader,
  modelIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly number: number }>> {
  if (modelIds.length === 0) return new Map();
  const { run, t } = open(reader);
  const { versions } = t;
  const newest = run
    .select({ modelId: versions.modelId, number: max(versions.number).as("newest_number") })
    .from(versions)
    .where(and(inArray(versions.modelId, [...modelIds]), eq(versions.state, "sealed")))
    .groupBy(versions.modelId)
    .as("newest_sealed");
  const rows = await run
    .select({ modelId: versions.modelId, id: versions.id, number: versions.number })
    .from(versions)
    .innerJoin(newest, and(eq(newest.modelId, versions.modelId), eq(newest.number, versions.number)));
  return new Map(rows.map((row) => [row.modelId, { id: row.id, number: row.number }]));
}
