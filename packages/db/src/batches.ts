// Many files that come into a draft together: their session, the list that is kept, and rows written many to a statement.
import { collisionKey, type FileEntry } from "@chancery/core";
import { and, eq, inArray, isNotNull, isNull, ne } from "drizzle-orm";
import type { BlobRow } from "./blobs.ts";
import { chunksOf } from "./chunks.ts";
import { one, open, type Reader, type Tx } from "./handle.ts";
import type { BatchPlan } from "./schema/version.ts";
import { visibleModels, type Visible } from "./visible.ts";

export type { BatchPlan, PlannedFile } from "./schema/version.ts";

export type BatchSession = {
  readonly id: string;
  readonly versionId: string;
  readonly actorId: string;
  /** Of the body: the contents that have to be sent. */
  readonly sizeBytes: number;
  readonly plan: BatchPlan;
  /** What its body came to, where that was noted. */
  readonly receivedSha256?: string | null;
  readonly createdAt: Date;
};

/** No file stands at an empty path, and no path begins with a slash: the session of a batch is in nobody's way. */
const noPath = "";
const keyOfBatch = (id: string) => `/${id}`;
/** By which sessions are listed: what nobody else is sending to. */
export const sessionKeyOf = ({ path, batchId }: { readonly path: string; readonly batchId: string | null }): string =>
  batchId === null ? collisionKey(path) : keyOfBatch(batchId);

export async function insertBatchSession(tx: Tx, { plan, createdAt, ...session }: BatchSession): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.uploads).values({
    ...{ ...session, path: noPath, pathKey: keyOfBatch(session.id), sha256: null, state: "receiving" },
    ...{ createdAt, touchedAt: createdAt, batchId: session.id, batchPlan: plan, fileCount: plan.length },
  });
}

/** The sessions of batches that are on their way into a version, whoever's. */
export async function batchesReceiving(reader: Reader, versionId: string): Promise<readonly BatchSession[]> {
  const { run, t } = open(reader);
  const { uploads: u } = t;
  const rows = await run
    .select()
    .from(u)
    .where(and(eq(u.versionId, versionId), eq(u.state, "receiving"), isNotNull(u.batchId)));
  return rows.map(({ batchPlan, ...row }) => ({ ...row, plan: batchPlan ?? [] }));
}

/** What is known of its files by now, and what has to be sent of them. */
export async function replanBatch(
  tx: Tx,
  { id, plan, sizeBytes }: Pick<BatchSession, "id" | "plan" | "sizeBytes">,
): Promise<void> {
  const { run, t } = open(tx);
  await run.update(t.uploads).set({ batchPlan: plan, sizeBytes }).where(eq(t.uploads.id, id));
}

/** The session is done, and its plan with it. */
export async function commitBatchSession(
  tx: Tx,
  { id, sha256, now }: { readonly id: string; readonly sha256: string | null; readonly now: Date },
): Promise<void> {
  const { run, t } = open(tx);
  await run
    .update(t.uploads)
    .set({ state: "committed", sha256, batchPlan: null, touchedAt: now, leaseUntil: null })
    .where(eq(t.uploads.id, id));
}

export type BatchRow = {
  readonly id: string;
  readonly versionId: string;
  readonly actorId: string;
  readonly fileCount: number;
  readonly sizeBytes: number;
  readonly files: string;
  readonly createdAt: Date;
};

/** Keeps the list of a batch for good. */
export async function insertBatch(tx: Tx, batch: BatchRow): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.batches).values(batch);
}

export async function batchById(reader: Reader, id: string): Promise<BatchRow | undefined> {
  const { run, t } = open(reader);
  return one(run.select().from(t.batches).where(eq(t.batches.id, id)));
}

/** The lists of batches. */
export async function batchLists(
  reader: Reader,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly files: string }[]> {
  if (ids.length === 0) return [];
  const { run, t } = open(reader);
  return run
    .select({ id: t.batches.id, files: t.batches.files })
    .from(t.batches)
    .where(inArray(t.batches.id, [...ids]));
}

/** The paths of a version's files, and of those that are sent to it one by one. At most as many as a version holds. */
export async function pathsIn(
  reader: Reader,
  versionId: string,
): Promise<{ readonly stored: readonly FileEntry[]; readonly coming: readonly { id: string; path: string }[] }> {
  const { run, t } = open(reader);
  const { versionFiles: f, uploads: u } = t;
  const stored = await run
    .select({ path: f.path, sizeBytes: f.sizeBytes, sha256: f.sha256 })
    .from(f)
    .where(eq(f.versionId, versionId));
  const coming = await run
    .select({ id: u.id, path: u.path })
    .from(u)
    .where(and(eq(u.versionId, versionId), eq(u.state, "receiving"), isNull(u.batchId)));
  return { stored, coming };
}

/** Of these contents the digests of those that are stored in this length, and that a visible version which is not revoked has. */
export async function readableBlobs(
  reader: Reader,
  visible: Visible,
  contents: readonly { readonly sha256: string; readonly sizeBytes: number }[],
): Promise<ReadonlySet<string>> {
  const { run, t } = open(reader);
  const { blobs: b, versionFiles: f, versions: v, models: m } = t;
  const found = new Map<string, number>();
  for (const chunk of chunksOf([...new Set(contents.map(({ sha256 }) => sha256))])) {
    const rows = await run
      .selectDistinct({ sha256: b.sha256, sizeBytes: b.sizeBytes })
      .from(b)
      .innerJoin(f, eq(f.sha256, b.sha256))
      .innerJoin(v, eq(v.id, f.versionId))
      .innerJoin(m, eq(m.id, v.modelId))
      .where(and(inArray(b.sha256, chunk), ne(v.state, "revoked"), visibleModels(t, visible)));
    for (const { sha256, sizeBytes } of rows) found.set(sha256, sizeBytes);
  }
  return new Set(contents.filter(({ sha256, sizeBytes }) => found.get(sha256) === sizeBytes).map((one) => one.sha256));
}

/** Notes contents; what is known stays where it is. */
export async function insertBlobs(tx: Tx, blobs: readonly BlobRow[]): Promise<void> {
  const { run, t } = open(tx);
  for (const chunk of chunksOf(blobs)) await run.insert(t.blobs).values(chunk).onConflictDoNothing();
}

export type BlobPlace = Omit<BlobRow, "createdAt">;
/** Where the bytes of contents lie: in a blob of their own, or within a pack. */
export async function blobPlaces(reader: Reader, digests: readonly string[]): Promise<readonly BlobPlace[]> {
  const { run, t } = open(reader);
  const { sha256, sizeBytes, packSha256, packOffset } = t.blobs;
  const places: BlobPlace[] = [];
  for (const chunk of chunksOf([...new Set(digests)]))
    places.push(
      ...(await run.select({ sha256, sizeBytes, packSha256, packOffset }).from(t.blobs).where(inArray(sha256, chunk))),
    );
  return places;
}
