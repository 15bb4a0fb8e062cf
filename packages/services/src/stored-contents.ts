// Contents in the store: which it must hold, and where the bytes of each lie, in a blob of their own or within a pack.
import { Readable } from "node:stream";
import { isIntact, partsIn, sha256Of, type ByteRange, type Content } from "@chancery/artifacts";
import { maxPackedBytes, refuse } from "@chancery/core";
import { blobPlaces, blobsAfter, type BlobPlace, type BlobRow, type Reader } from "@chancery/db";
import type { House } from "./house.ts";
import { hasReason } from "./refusals.ts";

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

type Store = Pick<House, "artifacts" | "log">;

/**
 * The bytes of a content, or those of a range of it, wherever they lie; `sizeBytes` is what its file says. Refusals are those
 * of `Blobs.open`, and INTERNAL `content_damaged` where as many bytes as that, or in a pack bytes of that digest, do not lie there.
 */
export async function openContent(house: Store & Pick<House, "db">, content: Content, range?: ByteRange) {
  const [place] = await blobPlaces(house.db.read, [content.sha256]);
  return openAt(house, { ...unplaced, ...place, ...content }, range);
}
const unplaced = { packSha256: null, packOffset: null };

/** The same where it is known already. */
export async function openAt(house: Store, place: BlobPlace, range?: ByteRange): Promise<Readable> {
  if (isPacked(place)) {
    const { start, end } = range ?? { start: 0, end: place.sizeBytes - 1 };
    for await (const bytes of packed(house, [place])) return Readable.from([bytes.subarray(start, end + 1)]);
  }
  try {
    const { sizeBytes, stream } = await house.artifacts.blobs.open(place.sha256, range);
    if (sizeBytes === place.sizeBytes) return stream;
    stream.destroy();
  } catch (error) {
    if (!hasReason(error, "range_outside")) throw error;
  }
  throw damaged(house, place);
}

/**
 * Whether the bytes lie there. Of a content that is sent by itself only how many are looked at: reading one may take minutes.
 */
export async function isSound(house: Store, place: BlobPlace): Promise<boolean> {
  try {
    const stream = await openAt(house, place);
    if (place.sizeBytes <= maxPackedBytes) return await isIntact(stream, place.sha256);
    stream.destroy();
    return true;
  } catch (error) {
    if (hasReason(error, "content_damaged") || hasReason(error, "blob_unknown")) return false;
    throw error;
  }
}

/** Of contents that are known, those that are not sound: who has them must send them again. */
export async function damagedAmong(
  house: Store & Pick<House, "db">,
  contents: readonly Content[],
): Promise<ReadonlySet<string>> {
  const digests = contents.map(({ sha256 }) => sha256);
  const places = new Map((await blobPlaces(house.db.read, digests)).map((place) => [place.sha256, place]));
  const damaged = new Set<string>();
  for (const [sha256, content] of new Map(contents.map((content) => [content.sha256, content])))
    if (!(await isSound(house, { ...unplaced, ...places.get(sha256), ...content }))) damaged.add(sha256);
  return damaged;
}

type Into = { readonly artifacts: House["artifacts"]; newId(): string };
/** Brings bytes into the store, in a blob of their own. */
export async function storeContent({ artifacts: { uploads, blobs }, newId }: Into, content: Content, bytes: Readable) {
  const id = newId();
  await uploads.begin(id);
  try {
    await uploads.append(id, { offset: 0, body: bytes, limitBytes: content.sizeBytes });
    await uploads.commit(id, content, blobs);
  } catch (error) {
    await uploads.discard(id).catch(() => undefined);
    throw error;
  }
}

/** The bytes of contents one behind the other; those that lie so in one pack are read at once. Ends in an error where one cannot be read. */
export async function* openContents(
  house: Store & Pick<House, "db">,
  contents: readonly Content[],
): AsyncGenerator<Uint8Array> {
  const digests = contents.map(({ sha256 }) => sha256);
  const places = new Map((await blobPlaces(house.db.read, digests)).map((place) => [place.sha256, place]));
  const runs: [BlobPlace, ...BlobPlace[]][] = [];
  for (const content of contents) {
    const place = { ...unplaced, ...places.get(content.sha256), ...content };
    const before = runs.at(-1);
    if (before && continues(before.at(-1), place)) before.push(place);
    else runs.push([place]);
  }
  for (const run of runs)
    yield* isPacked(run[0]) ? packed(house, run) : ((await openAt(house, run[0])) as AsyncIterable<Uint8Array>);
}

type Packed = BlobPlace & { readonly packSha256: string; readonly packOffset: number };
const isPacked = (place: BlobPlace): place is Packed => place.packSha256 !== null && place.packOffset !== null;

const continues = (before: BlobPlace | undefined, place: BlobPlace) =>
  before !== undefined &&
  isPacked(before) &&
  before.packSha256 === place.packSha256 &&
  before.packOffset + before.sizeBytes === place.packOffset;

/**
 * Contents that lie one behind the other in a pack, each whole. Nothing holds the row that names their place, so none is
 * given out whose bytes do not have its digest.
 */
async function* packed(house: Store, run: readonly BlobPlace[]): AsyncGenerator<Uint8Array, void> {
  let at = 0;
  const parts = partsIn(
    bytesOf(house, run),
    run.map(({ sizeBytes }) => sizeBytes),
  );
  for await (const bytes of parts) {
    const place = run[at++];
    if (place && sha256Of(bytes) !== place.sha256) throw damaged(house, place);
    yield bytes;
  }
}

async function* bytesOf(house: Store, run: readonly BlobPlace[]): AsyncGenerator<Uint8Array, void> {
  const [first] = run;
  const sizeBytes = run.reduce((sum, place) => sum + place.sizeBytes, 0);
  if (!first || !isPacked(first) || sizeBytes === 0) return;
  const tooLarge = run.find((place) => place.sizeBytes > maxPackedBytes);
  if (tooLarge) throw damaged(house, tooLarge); // none such is ever packed
  const { packSha256, packOffset: start } = first;
  try {
    yield* (await house.artifacts.blobs.open(packSha256, { start, end: start + sizeBytes - 1 })).stream;
  } catch (error) {
    throw hasReason(error, "range_outside") ? damaged(house, first) : error;
  }
}

function damaged({ log }: Store, { sha256, sizeBytes, packSha256, packOffset }: BlobPlace) {
  log.error({ content: { sha256, sizeBytes, packSha256, packOffset } }, "a stored content is not that of its digest");
  const message = `the stored bytes do not match the SHA-256 ${sha256}: upload the file again to a draft, or restore it from a backup`;
  return refuse("INTERNAL", "content_damaged", message);
}
