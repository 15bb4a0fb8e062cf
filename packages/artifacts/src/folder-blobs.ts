// Blobs in a folder: ab/cd/<sha256>. Folders 0700, files 0600, no link followed.
import { rm, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { hasCode, makeFolder, moveInto, openFile, syncFolder } from "./durable.ts";
import type { Blobs, ByteRange } from "./ports.ts";
import * as refusals from "./refusals.ts";

const readBytes = 1 << 20;
type Folder = {
  readonly path: string;
  /** Folders of blobs made, or found and synced, by this process. */
  readonly shelves: Map<string, Promise<void>>;
};

export async function openFolderBlobs(path: string): Promise<Blobs> {
  const folder: Folder = { path, shelves: new Map() };
  await makeFolder(path);
  const { guarded } = refusals;
  return {
    putFile: (from, { sha256 }) => guarded(() => place(folder, { from, sha256 })),
    open: (sha256, range) => guarded(() => openBlob(folder, sha256, range)),
    stat: (sha256) => guarded(() => statOf(folder, sha256)),
    delete: (sha256) => guarded(() => remove(folder, sha256)),
  };
}

async function place(folder: Folder, { from, sha256 }: { readonly from: string; readonly sha256: string }) {
  const target = pathOf(folder, sha256);
  if (!target) throw refusals.blobUnknown();
  await shelf(folder, dirname(target));
  await moveInto(from, target);
}

/** Makes ab/cd once, whoever asks at the same time. */
async function shelf({ shelves }: Folder, path: string): Promise<void> {
  const made = shelves.get(path) ?? makeFolder(dirname(path)).then(() => makeFolder(path));
  shelves.set(path, made);
  await made.catch((error: unknown) => {
    shelves.delete(path);
    throw error;
  });
}

async function openBlob(
  folder: Folder,
  sha256: string,
  range: ByteRange | undefined,
): Promise<{ readonly sizeBytes: number; readonly stream: Readable }> {
  const file = await find(folder, sha256);
  if (!file) throw refusals.blobUnknown();
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

async function statOf(folder: Folder, sha256: string): Promise<{ readonly sizeBytes: number } | undefined> {
  const file = await find(folder, sha256);
  if (!file) return undefined;
  try {
    return { sizeBytes: (await file.stat()).size };
  } finally {
    await file.close();
  }
}

async function remove(folder: Folder, sha256: string): Promise<void> {
  const path = pathOf(folder, sha256);
  if (!path) return;
  await rm(path, { force: true });
  await syncFolder(dirname(path)).catch((error: unknown) => {
    if (!hasCode(error, "ENOENT")) throw error; // nothing was ever kept there
  });
}

async function find(folder: Folder, sha256: string): Promise<FileHandle | undefined> {
  const path = pathOf(folder, sha256);
  return path === undefined ? undefined : openFile(path, "read");
}

const pathOf = ({ path }: Folder, sha256: string): string | undefined =>
  /^[0-9a-f]{64}$/.test(sha256) ? join(path, sha256.slice(0, 2), sha256.slice(2, 4), sha256) : undefined;
