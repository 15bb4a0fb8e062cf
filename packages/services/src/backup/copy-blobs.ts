// Brings every stored content from one store into another; what is there already is not read again.
import type { Artifacts, Blobs } from "@chancery/artifacts";
import { isChanceryError } from "@chancery/core";
import type { Reader } from "@chancery/db";
import { storeContent, storedContents } from "../stored-contents.ts";

type Copied = { readonly blobs: number; readonly copied: number; readonly copiedBytes: number };

/**
 * Copies the contents that the database knows, hashing each on its way: bytes that rotted in `from` are refused by `to`.
 * Contents are only ever added, so those known when it is called are all copied, whatever happens meanwhile.
 */
export async function copyBlobs(stores: {
  readonly reader: Reader;
  readonly from: Blobs;
  readonly to: Artifacts;
  newId(): string;
}): Promise<Copied> {
  const { reader, from, to } = stores;
  const sum = { blobs: 0, copied: 0, copiedBytes: 0 };
  const packs = new Set<string>();
  for await (const { sha256, sizeBytes, packSha256 } of storedContents(reader)) {
    if (packSha256 === null) sum.blobs += 1;
    // What a row says of its place is not believed: its pack comes, be it known itself or not, and what bears its own name.
    const isInPack = packSha256 !== null && (await from.stat(sha256)) === undefined;
    const wanted = [
      ...(isInPack ? [] : [sha256]),
      ...(packSha256 === null || sizeBytes === 0 || packs.has(packSha256) ? [] : [packSha256]),
    ];
    if (packSha256 !== null) packs.add(packSha256);
    for (const one of wanted) {
      if (await to.blobs.stat(one)) continue;
      sum.copiedBytes += await copyBlob(stores, one);
      sum.copied += 1;
    }
  }
  return sum;
}

/** Answers how many bytes it has. */
async function copyBlob({ from, to, newId }: Parameters<typeof copyBlobs>[0], sha256: string): Promise<number> {
  try {
    const { sizeBytes, stream } = await from.open(sha256);
    await storeContent({ artifacts: to, newId }, { sha256, sizeBytes }, stream);
    return sizeBytes;
  } catch (error) {
    throw isChanceryError(error) ? error : new Error(`the content ${sha256} could not be copied`, { cause: error });
  }
}
