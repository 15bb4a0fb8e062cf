// The blob store in a folder: staging/<upload id>, blobs/ab/cd/<sha256>. Folders 0700, files 0600, no link followed.
import { createHash, randomUUID } from "node:crypto";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import type { FileHandle } from "node:fs/promises";
import type { Appended, BlobStore, ByteRange, Content } from "./blob-store.ts";
import { makeFolder, moveInto, openFile } from "./durable.ts";
import { hashFile } from "./hash-file.ts";
import * as refusals from "./refusals.ts";
import {
  appendToUpload,
  beginUpload,
  commitUpload,
  discardUpload,
  openStaging,
  sweepUploads,
  uploadOffset,
  type Staging,
} from "./staging.ts";

const readBytes = 1 << 20;
type Folder = {
  readonly staging: Staging;
  readonly blobs: string;
  /** Folders of blobs made, or found and synced, by this process. */
  readonly shelves: Map<string, Promise<void>>;
};

/** Opens the store, making its folders. `root` belongs to one server process; uploads are refused once less than `reserveBytes` would stay free on its device: see `reserveOn`. */
export async function openFolderStore(at: {
  readonly root: string;
  readonly reserveBytes?: number;
}): Promise<BlobStore> {
  const root = resolve(at.root);
  const folder: Folder = {
    staging: await openStaging({ folder: join(root, "staging"), reserveBytes: at.reserveBytes }),
    blobs: join(root, "blobs"),
    shelves: new Map(),
  };
  await makeFolder(folder.blobs);
  const { staging } = folder;
  return {
    begin: (uploadId) => guarded(() => beginUpload(staging, uploadId)),
    offset: (uploadId) => guarded(() => uploadOffset(staging, uploadId)),
    append: (uploadId, appended) => append(folder, { ...appended, id: uploadId }),
    commit: (uploadId, promised) => guarded(() => commit(folder, { ...promised, id: uploadId })),
    discard: (uploadId) => guarded(() => discardUpload(staging, uploadId)),
    put: (content) => guarded(() => put(folder, content)),
    has: (sha256) => guarded(async () => (await sizeOf(folder, sha256)) !== undefined),
    open: (sha256, range) => guarded(() => openBlob(folder, sha256, range)),
    verify: (sha256) => guarded(() => withBlob(folder, sha256, (file) => isIntact(file, sha256))),
    sweep: ({ olderThan }) => guarded(() => sweepUploads(staging, olderThan)),
  };
}

/** A cut is the client's doing and thrown as it came; everything else is a refusal or a fault of the storage. */
async function append(folder: Folder, appended: Appended & { readonly id: string }): Promise<number> {
  const { length, cut } = await guarded(() => appendToUpload(folder.staging, appended));
  if (cut) throw cut.cause;
  return length;
}

async function commit(folder: Folder, { id, sha256, sizeBytes }: Content & { readonly id: string }): Promise<void> {
  const target = pathOf(folder, sha256);
  if (!target) throw refusals.digestMismatch(sha256);
  // Moved over a blob that is there already: the bytes are equal, and a rotten one heals.
  const place = async (path: string) => {
    await shelf(folder, dirname(target));
    await moveInto(path, target);
  };
  try {
    await commitUpload(folder.staging, { id, sha256, sizeBytes, place });
  } catch (error) {
    const isRepeated = refusals.hasReason(error, "upload_unknown") && (await sizeOf(folder, sha256)) === sizeBytes;
    if (!isRepeated) throw error;
  }
}

/** Makes blobs/ab/cd once, whoever asks at the same time. */
async function shelf({ shelves }: Folder, path: string): Promise<void> {
  const made = shelves.get(path) ?? makeFolder(dirname(path)).then(() => makeFolder(path));
  shelves.set(path, made);
  await made.catch((error: unknown) => {
    shelves.delete(path);
    throw error;
  });
}

async function put(folder: Folder, bytes: Uint8Array): Promise<Content> {
  const content = { sha256: createHash("sha256").update(bytes).digest("hex"), sizeBytes: bytes.length };
  const id = randomUUID();
  await beginUpload(folder.staging, id);
  try {
    const body = Readable.from([bytes]);
    await appendToUpload(folder.staging, { id, offset: 0, body, limitBytes: bytes.length });
    await commit(folder, { id, ...content });
  } catch (error) {
    await discardUpload(folder.staging, id);
    throw error;
  }
  return content;
}

async function openBlob(
  folder: Folder,
  sha256: string,
  range: ByteRange | undefined,
): Promise<{ readonly sizeBytes: number; readonly stream: Readable }> {
  const file = await openOrRefuse(folder, sha256);
  try {
    const { size } = await file.stat();
    if (range && !(0 <= range.start && range.start <= range.end && range.end < size)) throw refusals.rangeOutside(size);
    const { start, end } = range ?? { start: 0, end: Math.max(0, size - 1) };
    // No buffer larger than what is read, and none for the read that would find the end.
    const highWaterMark = Math.min(readBytes, end - start + 1);
    return { sizeBytes: size, stream: file.createReadStream({ start, end, highWaterMark }) };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function isIntact(file: FileHandle, sha256: string): Promise<boolean> {
  const { size } = await file.stat();
  return (await hashFile(file, size)).digest("hex") === sha256;
}

async function sizeOf(folder: Folder, sha256: string): Promise<number | undefined> {
  const path = pathOf(folder, sha256);
  const file = path && (await openFile(path, "read"));
  if (!file) return undefined;
  try {
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

async function withBlob<T>(folder: Folder, sha256: string, run: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await openOrRefuse(folder, sha256);
  try {
    return await run(file);
  } finally {
    await file.close();
  }
}

async function openOrRefuse(folder: Folder, sha256: string): Promise<FileHandle> {
  const path = pathOf(folder, sha256);
  const file = path && (await openFile(path, "read"));
  if (!file) throw refusals.blobUnknown();
  return file;
}

const pathOf = ({ blobs }: Folder, sha256: string): string | undefined =>
  /^[0-9a-f]{64}$/.test(sha256) ? join(blobs, sha256.slice(0, 2), sha256.slice(2, 4), sha256) : undefined;

async function guarded<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw refusals.storageError(error);
  }
}
