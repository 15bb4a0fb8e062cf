// Contents in the store: which it must hold, and where the bytes of each lie, in a blob of their own or within a pack.
import { Readable } from "node:stream";
import type { ByteRange } from "@chancery/artifacts";
import { blobPlaces, blobsAfter, type BlobPlace, type BlobRow, type Reader } from "@chancery/db";
import type { House } from "./house.ts";

const pageSize = 500;

/** In the order of digests, without a lock: what comes in meanwhile may or may not be among them. */
export async function* storedContents(reader: Reader): AsyncGenerator<BlobRow> {
  for (let after = ""; ;) {
    const page = await blobsAfter(reader, { after, limit: pageSize });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.sha256;
  }
}

/** The bytes of a content, or those of a range of it, wherever they lie. Refusals are those of `Blobs.open`. */
export async function openContent(
  { db, artifacts }: Pick<House, "db" | "artifacts">,
  sha256: string,
  range?: ByteRange,
): Promise<Readable> {
  const [place] = await blobPlaces(db.read, [sha256]);
  return openAt({ artifacts }, place ?? { sha256, sizeBytes: 0, packSha256: null, packOffset: null }, range);
}

/** The same where it is known already. */
export async function openAt(
  { artifacts: { blobs } }: Pick<House, "artifacts">,
  { sha256, sizeBytes, packSha256, packOffset }: BlobPlace,
  range?: ByteRange,
): Promise<Readable> {
  if (packSha256 === null || packOffset === null) return (await blobs.open(sha256, range)).stream;
  if (sizeBytes === 0) return Readable.from([]);
  const { start, end } = range ?? { start: 0, end: sizeBytes - 1 };
  return (await blobs.open(packSha256, { start: packOffset + start, end: packOffset + end })).stream;
}

/** The bytes of contents one behind the other; those that lie so in one pack are read at once. Ends in an error where one cannot be read. */
export async function* openContents(
  house: Pick<House, "db" | "artifacts">,
  digests: readonly string[],
): AsyncGenerator<Uint8Array> {
  const places = new Map((await blobPlaces(house.db.read, digests)).map((place) => [place.sha256, place]));
  const runs: BlobPlace[] = [];
  for (const sha256 of digests) {
    const place = places.get(sha256) ?? { sha256, sizeBytes: 0, packSha256: null, packOffset: null };
    const before = runs.at(-1);
    if (before && continues(before, place))
      runs[runs.length - 1] = { ...before, sizeBytes: before.sizeBytes + place.sizeBytes };
    else runs.push(place);
  }
  for (const run of runs) yield* (await openAt(house, run)) as AsyncIterable<Uint8Array>;
}

const continues = (before: BlobPlace, { packSha256, packOffset }: BlobPlace) =>
  packSha256 !== null && packSha256 === before.packSha256 && packOffset === (before.packOffset ?? 0) + before.sizeBytes;
