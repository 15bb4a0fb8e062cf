// Uploads in the making: one file each, one writer each. The file's length is the truth; memory only spares re-reading it.
import type { Hash } from "node:crypto";
import { lstat, readdir, rm, statfs, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { isUuid } from "@chancery/core";
import type { Appended, Content } from "./blob-store.ts";
import { createFile, hasCode, makeFolder, openFile, syncFolder } from "./durable.ts";
import { hashFile } from "./hash-file.ts";
import { receive, type Cut } from "./receive.ts";
import * as refusals from "./refusals.ts";

/** `hash` runs over the first `length` bytes, which are durable; undefined when they have to be read again first. */
type Progress = { readonly length: number; readonly hash: Hash | undefined };
export type Staging = {
  readonly folder: string;
  /** What stays free on the device, so that database and log can still be written when uploads cannot. */
  readonly reserveBytes: number | undefined;
  readonly known: Map<string, Progress>;
  readonly busy: Set<string>;
};
type Promised = Content & { readonly id: string; place(path: string): Promise<void> };

/** What uploads leave free where nothing else is said: 1 GiB, or a twentieth of a smaller device. */
export const reserveOn = (deviceBytes: number): number => Math.min(2 ** 30, deviceBytes / 20);

export async function openStaging(at: Pick<Staging, "folder" | "reserveBytes">): Promise<Staging> {
  await makeFolder(at.folder);
  return { ...at, known: new Map(), busy: new Set() };
}

/** Creates the upload's file, durably. */
export async function beginUpload(staging: Staging, id: string): Promise<void> {
  const file = await createFile(pathOf(staging, id)).catch((error: unknown) => {
    throw hasCode(error, "EEXIST") ? refusals.uploadExists() : error;
  });
  await file.close();
  await syncFolder(staging.folder);
  staging.known.set(id, { length: 0, hash: undefined });
}

/** Durable length of the upload. */
export async function uploadOffset(staging: Staging, id: string): Promise<number> {
  const remembered = staging.known.get(id);
  if (remembered && staging.busy.has(id)) return remembered.length;
  return withFile(staging, id, async (file) => (await progressOf(staging, { id, file })).length);
}

/** Appends at the exact offset; the new length, and the cut that ended the body if one did. */
export const appendToUpload = (staging: Staging, appended: Appended & { readonly id: string }): Promise<Received> =>
  exclusively(staging, appended.id, () =>
    withFile(staging, appended.id, (file) => append(staging, { ...appended, file })),
  );

/** Checks and syncs the staged bytes, then lets `place` move the file. A broken promise discards the upload. */
export const commitUpload = (staging: Staging, promised: Promised): Promise<void> =>
  exclusively(staging, promised.id, async () => {
    await withFile(staging, promised.id, (file) => settle(staging, { ...promised, file }));
    await promised.place(pathOf(staging, promised.id));
    staging.known.delete(promised.id);
  });

/** Removes the upload's file; refused while something writes to it. */
export const discardUpload = (staging: Staging, id: string): Promise<void> =>
  exclusively(staging, id, () => remove(staging, id));

/** Removes uploads that rest since before `olderThan`. */
export async function sweepUploads(staging: Staging, olderThan: Date): Promise<readonly string[]> {
  const swept: string[] = [];
  for (const id of await readdir(staging.folder)) {
    const found = await lstat(join(staging.folder, id)).catch(() => undefined); // ended meanwhile
    if (!found || found.mtime >= olderThan || staging.busy.has(id) || !isUuid(id)) continue;
    await discardUpload(staging, id);
    swept.push(id);
  }
  return swept;
}

type OpenUpload = { readonly id: string; readonly file: FileHandle };
type Received = { readonly length: number; readonly cut: Cut | undefined };

async function append(staging: Staging, upload: OpenUpload & Appended): Promise<Received> {
  const { id, file, offset, body, limitBytes, signal } = upload;
  const before = await progressOf(staging, upload);
  if (offset !== before.length) throw refusals.offsetMismatch(before.length);
  await requireRoom(staging, limitBytes - offset);
  const hash = before.hash ?? (await hashFile(file, offset));
  const earlier = hash.copy();
  let durable = offset;
  const onDurable = (length: number) => {
    durable = length;
    staging.known.set(id, { length, hash: undefined });
  };
  const mayGoOn = (length: number) => requireRoom(staging, limitBytes - length);
  try {
    const received = await receive(file, { at: offset, body, limitBytes, signal, hash, onDurable, mayGoOn });
    staging.known.set(id, { length: received.length, hash });
    return received;
  } catch (error) {
    // What lies beyond the last sync may be lost already, whatever the file shows: it goes.
    const isTooLong = refusals.hasReason(error, "body_too_long");
    const back = isTooLong ? { length: offset, hash: earlier } : { length: durable, hash: undefined };
    await cutBack(staging, upload, back).catch(() => remove(staging, id));
    throw error;
  }
}

async function settle(staging: Staging, upload: OpenUpload & Content): Promise<void> {
  const { id, file, sha256, sizeBytes } = upload;
  const { length, hash } = await progressOf(staging, upload);
  if (length < sizeBytes) throw refusals.uploadIncomplete(length, sizeBytes);
  const digest = length > sizeBytes ? undefined : (hash?.copy() ?? (await hashFile(file, length))).digest("hex");
  if (digest !== sha256) {
    await remove(staging, id);
    throw refusals.digestMismatch(sha256);
  }
  await file.sync();
}

/** What is known of the file, or found out: a length met for the first time is synced before it is believed. */
async function progressOf(staging: Staging, { id, file }: OpenUpload): Promise<Progress> {
  const { size } = await file.stat();
  const remembered = staging.known.get(id);
  if (remembered?.length === size) return remembered;
  await file.datasync();
  const found = { length: size, hash: undefined };
  staging.known.set(id, found);
  return found;
}

async function cutBack(staging: Staging, { id, file }: OpenUpload, to: Progress): Promise<void> {
  await file.truncate(to.length);
  await file.datasync();
  staging.known.set(id, to);
}

async function remove(staging: Staging, id: string): Promise<void> {
  staging.known.delete(id);
  await rm(pathOf(staging, id), { force: true });
}

async function requireRoom({ folder, reserveBytes }: Staging, neededBytes: number): Promise<void> {
  const { bavail, bsize, blocks } = await statfs(folder);
  const reserve = reserveBytes ?? reserveOn(blocks * bsize);
  if (bavail * bsize - neededBytes < reserve) throw refusals.storageFull();
}

/** Runs holding the one writer's lock. */
async function exclusively<T>({ busy }: Staging, id: string, run: () => Promise<T>): Promise<T> {
  if (busy.has(id)) throw refusals.uploadBusy();
  busy.add(id);
  try {
    return await run();
  } finally {
    busy.delete(id);
  }
}

async function withFile<T>(staging: Staging, id: string, run: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await openFile(pathOf(staging, id), "write");
  if (!file) {
    staging.known.delete(id);
    throw refusals.uploadUnknown();
  }
  try {
    return await run(file);
  } finally {
    await file.close();
  }
}

function pathOf({ folder }: Staging, id: string): string {
  if (!isUuid(id)) throw refusals.uploadUnknown();
  return join(folder, id);
}
