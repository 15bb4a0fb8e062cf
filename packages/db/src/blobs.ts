// Which contents the store holds: written only after their bytes are durable there.
import { and, asc, eq, gt, isNull, notExists } from "drizzle-orm";
import { open, type Reader } from "./handle.ts";

export type NewBlob = { readonly sha256: string; readonly sizeBytes: number; readonly createdAt: Date };
/** The pack that holds its bytes, from the offset on; null where they are in a blob of their own. */
export type BlobRow = NewBlob & { readonly packSha256: string | null; readonly packOffset: number | null };

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
