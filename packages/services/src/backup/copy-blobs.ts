// Brings every stored content from one store into another; what is there already is not read again.
import type { Artifacts, Blobs } from "@chancery/artifacts";
import { isChanceryError } from "@chancery/core";
import type { Reader } from "@chancery/db";
import { storedContents } from "../stored-contents.ts";

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
  const { reader, to } = stores;
  const sum = { blobs: 0, copied: 0, copiedBytes: 0 };
  for await (const blob of storedContents(reader)) {
    if (blob.packSha256 !== null) continue; // its bytes come with its pack
    sum.blobs += 1;
    if (await to.blobs.stat(blob.sha256)) continue;
    await copyBlob(stores, blob);
    sum.copied += 1;
    sum.copiedBytes += blob.sizeBytes;
  }
  return sum;
}

type Blob = { readonly sha256: string; readonly sizeBytes: number };
async function copyBlob({ from, to, newId }: Parameters<typeof copyBlobs>[0], { sha256, sizeBytes }: Blob) {
  const id = newId();
  await to.uploads.begin(id);
  try {
    const { stream } = await from.open(sha256);
    await to.uploads.append(id, { offset: 0, body: stream, limitBytes: sizeBytes });
    await to.uploads.commit(id, { sha256, sizeBytes }, to.blobs);
  } catch (error) {
    await to.uploads.discard(id).catch(() => undefined);
    throw isChanceryError(error) ? error : new Error(`the content ${sha256} could not be copied`, { cause: error });
  }
}
