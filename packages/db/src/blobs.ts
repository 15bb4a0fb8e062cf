// Which contents the store holds: written only after their bytes are durable there.
import { and, asc, eq, gt, isNull, ne, notExists } from "drizzle-orm";
import { one, open, type Reader, type Tx } from "./handle.ts";
import { visibleModels, type Visible } from "./visible.ts";

export type NewBlob = { readonly sha256: string; readonly sizeBytes: number; readonly createdAt: Date };
/** The pack that holds its bytes, from the offset on; null where they are in a blob of their own. */
export type BlobRow = NewBlob & { readonly packSha256: string | null; readonly packOffset: number | null };

/** Notes a content; nothing changes when it is known. */
export async function insertBlob(tx: Tx, blob: NewBlob): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.blobs).values(blob).onConflictDoNothing();
}

/** Stored contents in the order of their digests, after one of them; none that is on its way out. */
export async function blobsAfter(
  reader: Reader,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly BlobRow[]> {
  const { run, t } = open(reader);
  return run
    .select()
    .from(t.blobs)
    .where(and(gt(t.blobs.sha256, after), isNull(t.blobs.freeingAt)))
    .orderBy(asc(t.blobs.sha256))
    .limit(limit);
}

/** Contents that files name and no row says where they lie, or that one is taking away: a disaster, so at most a thousand. */
export async function contentsUnplaced(reader: Reader): Promise<readonly string[]> {
  const { run, t } = open(reader);
  const { blobs: b, versionFiles: f } = t;
  const placed = run
    .select({ sha256: b.sha256 })
    .from(b)
    .where(and(eq(b.sha256, f.sha256), isNull(b.freeingAt)));
  const found = await run
    .selectDistinct({ sha256: f.sha256 })
    .from(f)
    .where(and(gt(f.sha256, ""), notExists(placed)))
    .limit(1_000);
  return found.map(({ sha256 }) => sha256);
}

/** True when a content of this length is stored and a visible version that is not revoked has it. */
export async function isBlobReadable(
  reader: Reader,
  visible: Visible,
  { sha256, sizeBytes }: { readonly sha256: string; readonly sizeBytes: number },
): Promise<boolean> {
  const { run, t } = open(reader);
  const { blobs: b, versionFiles: f, versions: v, models: m } = t;
  const found = await one(
    run
      .select({ sha256: b.sha256 })
      .from(b)
      .innerJoin(f, eq(f.sha256, b.sha256))
      .innerJoin(v, eq(v.id, f.versionId))
      .innerJoin(m, eq(m.id, v.modelId))
      .where(and(eq(b.sha256, sha256), eq(b.sizeBytes, sizeBytes), ne(v.state, "revoked"), visibleModels(t, visible)))
      .limit(1),
  );
  return found !== undefined;
}
