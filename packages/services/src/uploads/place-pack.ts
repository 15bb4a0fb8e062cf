// Where the contents of a pack that arrived come to lie: in it, where they were unknown or damaged; else where they lay.
import {
  insertBlobs,
  keepBlobWhole,
  movePlaces,
  blobPlaces,
  type BatchPlan,
  type BlobPlace,
  type Tx,
} from "@chancery/db";
import type { House } from "../house.ts";
import { isSound, openAt, storeContent } from "../stored-contents.ts";
import type { ArrivedPack } from "./commit-pack.ts";

export type Placing = {
  readonly pack: { readonly sha256: string; readonly sizeBytes: number };
  /** Each once, with its place in the pack. */
  readonly contents: readonly BlobPlace[];
  /** Those whose bytes, in another pack, are not theirs any more. */
  readonly moved: ReadonlySet<string>;
  /** There may be a pack afterwards that nothing uses: this one, or one that was left. */
  readonly mayLeave: boolean;
};

/**
 * Slow work before the transaction: who sends a content again heals it. One by itself gets its bytes back at once; one in a
 * pack is to lie in this one. Undefined where nothing was sent.
 */
export async function preparePlacing(
  house: House,
  batch: { readonly batchPlan: BatchPlan | null; readonly sizeBytes: number },
  arrived: ArrivedPack,
): Promise<Placing | undefined> {
  if (arrived.sha256 === undefined) return undefined;
  const pack = { sha256: arrived.sha256, sizeBytes: batch.sizeBytes };
  const inPack = new Map(
    contentsIn(batch.batchPlan ?? [], arrived.digests, pack.sha256).map((one) => [one.sha256, one]),
  );
  const known = await blobPlaces(house.db.read, [...inPack.keys(), pack.sha256]);
  const moved = new Set<string>();
  for (const place of known) {
    if (await isSound(house, place)) continue;
    const arrivedAt = inPack.get(place.sha256);
    if (place.packSha256 !== null) moved.add(place.sha256);
    else if (arrivedAt) await storeContent(house, arrivedAt, await openAt(house, arrivedAt));
  }
  const isLeft = known.some(({ sha256, packSha256 }) => sha256 === pack.sha256 && packSha256 !== null);
  const places = new Set(known.map(({ sha256 }) => sha256));
  const isNews = [...inPack.keys()].some((sha256) => !places.has(sha256));
  return { pack, contents: [...inPack.values()], moved, mayLeave: moved.size > 0 || isLeft || !isNews };
}

function contentsIn(plan: BatchPlan, digests: readonly string[], pack: string): readonly BlobPlace[] {
  const sent = plan.flatMap(({ offset, sizeBytes }) => (offset === undefined ? [] : [{ offset, sizeBytes }]));
  return sent.map(({ offset, sizeBytes }, at) => {
    const sha256 = digests[at] ?? "";
    const isPack = sha256 === pack;
    return { sha256, sizeBytes, packSha256: isPack ? null : pack, packOffset: isPack ? null : offset };
  });
}

/** Once the files stand that need them. Where there `mayLeave` something, contents are held alone. */
export async function placePack(
  tx: Tx,
  { pack, contents, moved, mayLeave }: Placing,
  { now }: { readonly now: Date },
): Promise<void> {
  await keepBlobWhole(tx, { ...pack, createdAt: now });
  await insertBlobs(
    tx,
    contents.map((content) => ({ ...content, createdAt: now })),
  );
  if (mayLeave)
    await movePlaces(tx, { places: contents.filter(({ sha256 }) => moved.has(sha256)), left: [pack.sha256], now });
}
