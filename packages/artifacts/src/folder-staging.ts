// Uploads in the making: one file each, one writer each. The file's length is the truth; memory only spares re-reading it.
import { randomUUID, type Hash } from "node:crypto";
import { constants, copyFile, lstat, readdir, rm, statfs, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { isUuid } from "@chancery/core";
import { createFile, hasCode, makeFolder, moveInto, openFile, syncFolder } from "./durable.ts";
import { hashFile } from "./hash-file.ts";
import { exclusively } from "./one-writer.ts";
import type { Appended, Blobs, Content, Promised, Staging } from "./ports.ts";
import { receive, type Cut } from "./receive.ts";
import * as refusals from "./refusals.ts";

/** `hash` runs over the first `length` bytes, which are durable; undefined when they have to be read again first. */
type Progress = { readonly length: number; readonly hash: Hash | undefined };
type Folder = {
  readonly path: string;
  /** What stays free on the device, so that database and log can still be written when uploads cannot. */
  readonly reserveBytes: number | undefined;
  readonly known: Map<string, Progress>;
  readonly busy: Set<string>;
};
/** What uploads leave free where nothing else is said: 1 GiB, or a twentieth of a smaller device. */
export const reserveOn = (deviceBytes: number): number => Math.min(2 ** 30, deviceBytes / 20);

/**
 * Opens a folder of uploads, making it. Processes may share it: see `takeOver`. Uploads are refused once less than `reserveBytes`
 * would stay free on its device: see `reserveOn`.
 */
export async function openFolderStaging(at: Pick<Folder, "path" | "reserveBytes">): Promise<Staging> {
  await makeFolder(at.path);
  const folder: Folder = { ...at, known: new Map(), busy: new Set() };
  const { guarded } = refusals;
  return {
    begin: (id) => guarded(() => begin(folder, id)),
    offset: (id) => guarded(() => offsetOf(folder, id)),
    append: (id, appended) => appendOrCut(folder, { ...appended, id }),
    commit: (id, promised, blobs) => guarded(() => commit(folder, { ...promised, id, blobs })),
    takeOver: (id, { mayStillWrite }) => guarded(() => takeOver(folder, id, mayStillWrite)),
    discard: (id) => guarded(() => discard(folder, id)),
    sweep: ({ olderThan }) => guarded(() => sweep(folder, olderThan)),
  };
}

/** Creates the upload's file, durably. */
async function begin(folder: Folder, id: string): Promise<void> {
  const file = await createFile(pathOf(folder, id)).catch((error: unknown) => {
    throw hasCode(error, "EEXIST") ? refusals.uploadExists() : error;
  });
  await file.close();
  await syncFolder(folder.path);
  folder.known.set(id, { length: 0, hash: undefined });
}

async function offsetOf(folder: Folder, id: string): Promise<number> {
  const remembered = folder.known.get(id);
  if (remembered && folder.busy.has(id)) return remembered.length;
  return withFile(folder, id, async (file) => (await progressOf(folder, { id, file })).length);
}

/** A cut is the client's doing and thrown as it came; everything else is a refusal or a fault of the storage. */
async function appendOrCut(folder: Folder, appended: Appended & { readonly id: string }): Promise<number> {
  const { length, cut } = await refusals.guarded(() =>
    exclusively(folder.busy, appended.id, () =>
      withFile(folder, appended.id, (file) => append(folder, { ...appended, file })),
    ),
  );
  if (cut) throw cut.cause;
  return length;
}

type Committed = Promised & { readonly id: string; readonly blobs: Pick<Blobs, "putFile"> };
const commit = (folder: Folder, { id, blobs, ...promised }: Committed): Promise<Content> =>
  exclusively(folder.busy, id, async () => {
    const content = await withFile(folder, id, (file) => settle(folder, { ...promised, id, file }));
    await blobs.putFile(pathOf(folder, id), content);
    folder.known.delete(id);
    return content;
  });

const takeOver = (folder: Folder, id: string, mayStillWrite: boolean): Promise<void> =>
  exclusively(folder.busy, id, async () => {
    folder.known.delete(id);
    if (mayStillWrite) await detach(folder, id);
  });

/** Whoever still writes writes into a file without a name from here on. */
async function detach(folder: Folder, id: string): Promise<void> {
  const file = await openFile(pathOf(folder, id), "read");
  if (!file) return;
  try {
    await requireRoom(folder, (await file.stat()).size);
  } finally {
    await file.close();
  }
  const copyId = randomUUID(); // as an upload of its own, so that the sweep finds what a crash leaves
  try {
    await copyFile(pathOf(folder, id), pathOf(folder, copyId), constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    await withFile(folder, copyId, (copy) => copy.sync());
    await moveInto(pathOf(folder, copyId), pathOf(folder, id));
  } catch (error) {
    await remove(folder, copyId);
    throw error;
  }
}

const discard = (folder: Folder, id: string): Promise<void> => exclusively(folder.busy, id, () => remove(folder, id));

async function sweep(folder: Folder, olderThan: Date): Promise<readonly string[]> {
  const swept: string[] = [];
  for (const id of await readdir(folder.path)) {
    const found = await lstat(join(folder.path, id)).catch(() => undefined); // ended meanwhile
    if (!found || found.mtime >= olderThan || folder.busy.has(id) || !isUuid(id)) continue;
    await discard(folder, id);
    swept.push(id);
  }
  return swept;
}

type OpenUpload = { readonly id: string; readonly file: FileHandle };
type Received = { readonly length: number; readonly cut: Cut | undefined };

async function append(folder: Folder, upload: OpenUpload & Appended): Promise<Received> {
  const { id, file, offset, body, limitBytes, signal } = upload;
  const before = await progressOf(folder, upload);
  if (offset !== before.length) throw refusals.offsetMismatch(before.length);
  await requireRoom(folder, limitBytes - offset);
  const hash = before.hash ?? (await hashFile(file, offset));
  const earlier = hash.copy();
  let durable = offset;
  const onDurable = (length: number) => {
    durable = length;
    folder.known.set(id, { length, hash: undefined });
  };
  const mayGoOn = (length: number) => requireRoom(folder, limitBytes - length);
  try {
    const received = await receive(file, { at: offset, body, limitBytes, signal, hash, onDurable, mayGoOn });
    folder.known.set(id, { length: received.length, hash });
    return received;
  } catch (error) {
    // What lies beyond the last sync may be lost already, whatever the file shows: it goes.
    const isTooLong = refusals.hasReason(error, "body_too_long");
    const back = isTooLong ? { length: offset, hash: earlier } : { length: durable, hash: undefined };
    await cutBack(folder, upload, back).catch(() => remove(folder, id));
    throw error;
  }
}

/** The content that was staged, checked and synced. */
async function settle(folder: Folder, upload: OpenUpload & Promised): Promise<Content> {
  const { id, file, sha256: promised, sizeBytes } = upload;
  const { length, hash } = await progressOf(folder, upload);
  if (length < sizeBytes) throw refusals.uploadIncomplete(length, sizeBytes);
  if (length > sizeBytes) {
    await remove(folder, id);
    throw refusals.sizeMismatch(sizeBytes);
  }
  const sha256 = (hash?.copy() ?? (await hashFile(file, length))).digest("hex");
  if (promised !== undefined && promised !== sha256) {
    await remove(folder, id);
    throw refusals.digestMismatch(promised);
  }
  await file.sync();
  return { sha256, sizeBytes };
}

/** What is known of the file, or found out: a length met for the first time is synced before it is believed. */
async function progressOf(folder: Folder, { id, file }: OpenUpload): Promise<Progress> {
  const { size } = await file.stat();
  const remembered = folder.known.get(id);
  if (remembered?.length === size) return remembered;
  await file.datasync();
  const found = { length: size, hash: undefined };
  folder.known.set(id, found);
  return found;
}

async function cutBack(folder: Folder, { id, file }: OpenUpload, to: Progress): Promise<void> {
  await file.truncate(to.length);
  await file.datasync();
  folder.known.set(id, to);
}

async function remove(folder: Folder, id: string): Promise<void> {
  folder.known.delete(id);
  await rm(pathOf(folder, id), { force: true });
}

async function requireRoom({ path, reserveBytes }: Folder, neededBytes: number): Promise<void> {
  const { bavail, bsize, blocks } = await statfs(path);
  const reserve = reserveBytes ?? reserveOn(blocks * bsize);
  if (bavail * bsize - neededBytes < reserve) throw refusals.storageFull();
}

async function withFile<T>(folder: Folder, id: string, run: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await openFile(pathOf(folder, id), "write");
  if (!file) {
    folder.known.delete(id);
    throw refusals.uploadUnknown();
  }
  try {
    return await run(file);
  } finally {
    await file.close();
  }
}

function pathOf({ path }: Folder, id: string): string {
  if (!isUuid(id)) throw refusals.uploadUnknown();
  return join(path, id);
}
