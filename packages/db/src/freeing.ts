// Contents that nothing rests on any more, on their way out. A mark says that nothing may come to rest on one; whoever makes
// something rest on a content, and whoever marks one, take turns by a lock on all contents.
import {
  and,
  asc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  ne,
  not,
  notExists,
  sql,
  type Column,
  type SQL,
} from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { blobPlaces, type BlobPlace } from "./batches.ts";
import type { NewBlob } from "./blobs.ts";
import { execute, one, open, type Reader, type Tx } from "./handle.ts";

/** Of the advisory lock on PostgreSQL; on SQLite one transaction writes at a time. */
const lockKey = 7_106_021;

/**
 * Whether one of these contents is on its way out. Until the transaction ends no content is marked, these or another; many
 * hold them at once, or one `alone`, who may `movePlaces`. Before anything comes to rest on a stored content.
 */
export async function holdContents(
  tx: Tx,
  sha256s: readonly string[],
  { isAlone = false }: { readonly isAlone?: boolean } = {},
): Promise<boolean> {
  const { run, t, dialect } = open(tx);
  if (isAlone) await lockContents(tx);
  else if (dialect === "postgres") await execute(tx, sql`SELECT pg_advisory_xact_lock_shared(${lockKey})`);
  const { blobs: b } = t;
  const isMarked = and(inArray(b.sha256, [...sha256s]), isNotNull(b.freeingAt));
  return (await one(run.select({ sha256: b.sha256 }).from(b).where(isMarked).limit(1))) !== undefined;
}

/** Until the transaction ends nothing comes to rest on a content, and nobody else marks or deletes one. Never after `holdContents` that was not alone. */
async function lockContents(tx: Tx): Promise<void> {
  if (open(tx).dialect === "postgres") await execute(tx, sql`SELECT pg_advisory_xact_lock(${lockKey})`);
}

/** Marks those contents of a draft that no other version has and no finish is about to need, before its files go. Locks contents. */
export async function markFreeing(
  tx: Tx,
  { versionId, now }: { readonly versionId: string; readonly now: Date },
): Promise<void> {
  await lockContents(tx);
  const { run, t } = open(tx);
  const { blobs: b, versionFiles: f } = t;
  const own = run.select({ sha256: f.sha256 }).from(f).where(eq(f.versionId, versionId));
  await run
    .update(b)
    .set({ freeingAt: now })
    .where(and(isNull(b.freeingAt), inArray(b.sha256, own), isUnused(tx, { leftOut: versionId })));
}

/** Its bytes are those of no content inside it: an empty one has none. */
function holdsNothing(reader: Reader): SQL {
  const { run, t } = open(reader);
  const inside = alias(t.blobs, "inside");
  return notExists(
    run
      .select({ sha256: inside.sha256 })
      .from(inside)
      .where(and(eq(inside.packSha256, t.blobs.sha256), gt(inside.sizeBytes, 0))),
  );
}

/** An upload has come to these bytes, and its draft is not told yet. */
function isFinishing(reader: Reader, sha256: Column): SQL | undefined {
  const { uploads: u } = open(reader).t;
  return and(eq(u.receivedSha256, sha256), eq(u.state, "receiving"));
}

export type FreedRow = { readonly sha256: string; readonly packSha256: string | null };

/**
 * Some of those that are marked, to be deleted in this transaction. Locks contents. A mark alone deletes nothing: one on a
 * content that something needs is none of ours, and goes.
 */
export async function lockFreeing(tx: Tx, { limit }: { readonly limit: number }): Promise<readonly FreedRow[]> {
  await lockContents(tx);
  const { run, t } = open(tx);
  const { blobs: b } = t;
  for (;;) {
    const marked = await run
      .select({ sha256: b.sha256, packSha256: b.packSha256 })
      .from(b)
      .where(isNotNull(b.freeingAt))
      .orderBy(asc(b.freeingAt), asc(b.sha256))
      .limit(limit);
    if (marked.length === 0) return marked;
    const isOfThese = inArray(
      b.sha256,
      marked.map(({ sha256 }) => sha256),
    );
    const needed = await run
      .update(b)
      .set({ freeingAt: null })
      .where(and(isOfThese, not(isUnused(tx))))
      .returning({ sha256: b.sha256 });
    if (needed.length === 0) return marked;
    if (needed.length === marked.length) continue;
    const kept = new Set(needed.map(({ sha256 }) => sha256));
    return marked.filter(({ sha256 }) => !kept.has(sha256));
  }
}

/** Their bytes are gone. A pack whose last content went is marked in its turn. */
export async function deleteFreed(
  tx: Tx,
  { freed, now }: { readonly freed: readonly FreedRow[]; readonly now: Date },
): Promise<void> {
  const { run, t } = open(tx);
  const { blobs: b } = t;
  const gone = freed.map(({ sha256 }) => sha256);
  await run.delete(b).where(and(inArray(b.sha256, gone), isNotNull(b.freeingAt)));
  await markUnused(tx, { sha256s: freed.flatMap(({ packSha256 }) => packSha256 ?? []), now });
}

/** No file has it, no finish is about to need it, and no content lies in it; files and finishes of the version `leftOut` do not count. */
function isUnused(reader: Reader, { leftOut }: { readonly leftOut?: string } = {}): SQL {
  const { run, t } = open(reader);
  const { blobs: b, versionFiles: f, uploads: u } = t;
  const isOther = (versionId: Column) => (leftOut === undefined ? undefined : ne(versionId, leftOut));
  const files = run
    .select({ path: f.path })
    .from(f)
    .where(and(eq(f.sha256, b.sha256), isOther(f.versionId)));
  const finishes = run
    .select({ id: u.id })
    .from(u)
    .where(and(isFinishing(reader, b.sha256), isOther(u.versionId)));
  return and(notExists(files), notExists(finishes), holdsNothing(reader))!;
}

/** Marks those of these blobs that nothing needs. */
async function markUnused(
  tx: Tx,
  { sha256s, now }: { readonly sha256s: readonly string[]; readonly now: Date },
): Promise<void> {
  if (sha256s.length === 0) return;
  const { run, t } = open(tx);
  const { blobs: b } = t;
  await run
    .update(b)
    .set({ freeingAt: now })
    .where(and(inArray(b.sha256, [...new Set(sha256s)]), isNull(b.freeingAt), isUnused(tx)));
}

/** Marks contents that ended uploads may have left in the store, where nothing needs them. Locks contents. */
export async function markLeft(tx: Tx, left: readonly NewBlob[], now: Date): Promise<void> {
  await lockContents(tx);
  const { run, t } = open(tx);
  for (const blob of left) await run.insert(t.blobs).values(blob).onConflictDoNothing();
  await markUnused(tx, { sha256s: left.map(({ sha256 }) => sha256), now });
}

type Moved = { readonly places: readonly BlobPlace[]; readonly left: readonly string[]; readonly now: Date };
/** Their bytes lie there now. The packs where they lay, and those `left`, are marked where nothing needs them. By who holds contents alone. */
export async function movePlaces(tx: Tx, { places, left, now }: Moved): Promise<void> {
  const { run, t } = open(tx);
  const before = await blobPlaces(
    tx,
    places.map(({ sha256 }) => sha256),
  );
  for (const { sha256, ...place } of places) await run.update(t.blobs).set(place).where(eq(t.blobs.sha256, sha256));
  await markUnused(tx, { sha256s: [...left, ...before.flatMap(({ packSha256 }) => packSha256 ?? [])], now });
}

/** Notes a content whose bytes now lie in a blob of their own, also one that lay within a pack. Never after `holdContents`, unless it is new. */
export async function keepBlobWhole(tx: Tx, blob: NewBlob): Promise<void> {
  const { run, t } = open(tx);
  const row = { ...blob, packSha256: null, packOffset: null };
  const isNew = await run.insert(t.blobs).values(row).onConflictDoNothing().returning({ sha256: t.blobs.sha256 });
  if (isNew.length > 0) return;
  const [place] = await blobPlaces(tx, [blob.sha256]);
  if (place?.packSha256 === null && place.sizeBytes === blob.sizeBytes) return;
  await lockContents(tx);
  const { createdAt: now, ...at } = row;
  await movePlaces(tx, { places: [at], left: [], now });
}
