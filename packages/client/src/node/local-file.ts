// Files about to be pushed: found, named as the version will name them, hashed.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, readdir, readFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { collisionKey, FilePath, type FileEntry } from "@chancery/core";
import { ChanceryClientError } from "../error.ts";
import { throwIfCancelled } from "../retry.ts";
import type { Tally } from "./progress.ts";

/** A file on disk and the path it gets in the version. `changedMs` shows a file that changes while it is sent. */
export type LocalFile = {
  readonly path: string;
  readonly location: string;
  readonly sizeBytes: number;
  readonly changedMs: number;
};
export type HashedFile = LocalFile & FileEntry;

/**
 * The files under `paths`, sorted. A single folder's content stands at the root of the version; of several paths each
 * keeps its name. `.git` folders are left out. Throws LOCAL_FILE for symbolic links, special files, nothing at all, and
 * names a version cannot hold or tell apart.
 */
export async function collectFiles(paths: readonly string[]): Promise<readonly LocalFile[]> {
  const found: LocalFile[] = [];
  for (const path of paths) {
    const location = resolve(path);
    const isFolder = (await inspect(location)).isDirectory();
    const files = await walk(location, isFolder && paths.length === 1 ? "" : basename(location));
    if (files.length === 0) throw fileError("folder_empty", `${path} contains no files`);
    found.push(...files);
  }
  refuseCollisions(found);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function walk(location: string, path: string): Promise<readonly LocalFile[]> {
  const stats = await inspect(location);
  if (stats.isSymbolicLink())
    throw fileError("symbolic_link", `${location} is a symbolic link: push what it points at instead`);
  if (stats.isFile()) return [{ path: nameOf(path), location, sizeBytes: stats.size, changedMs: stats.mtimeMs }];
  if (!stats.isDirectory()) throw fileError("special_file", `${location} is neither a file nor a folder`);
  const names = (await readdir(location)).filter((name) => name !== ".git").sort();
  const files: LocalFile[] = [];
  for (const name of names) files.push(...(await walk(join(location, name), path === "" ? name : `${path}/${name}`)));
  return files;
}

async function inspect(location: string) {
  return lstat(location).catch((error: NodeJS.ErrnoException) => {
    throw fileError(
      "unreadable",
      `${location} cannot be read: ${error.code === "ENOENT" ? "there is no such file" : error.message}`,
      error,
    );
  });
}

function nameOf(path: string): string {
  const parsed = FilePath.safeParse(path);
  if (parsed.success) return parsed.data;
  throw fileError(
    "path_invalid",
    `${JSON.stringify(path)}: ${parsed.error.issues[0]?.message ?? "not a path that a version can have"}`,
  );
}

function refuseCollisions(files: readonly LocalFile[]): void {
  const seen = new Map<string, string>();
  for (const { path, location } of files) {
    const other = seen.get(collisionKey(path));
    if (other !== undefined)
      throw fileError("path_collides", `${location} and ${other} would have the same path in the version`);
    seen.set(collisionKey(path), location);
  }
}

/** Reads the file once. Throws LOCAL_FILE when it changes meanwhile. */
export async function hashFile(file: LocalFile, tally: Tally, signal?: AbortSignal): Promise<HashedFile> {
  if (file.sizeBytes <= readBytes) {
    const bytes = await readWhole(file);
    throwIfCancelled(signal);
    tally.moveTo(file.path, file.sizeBytes);
    return { ...file, sha256: createHash("sha256").update(bytes).digest("hex") };
  }
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const bytes of readFrom(file, 0, file.sizeBytes)) {
    throwIfCancelled(signal);
    hash.update(bytes);
    sizeBytes += bytes.length;
    tally.moveTo(file.path, sizeBytes);
  }
  if (sizeBytes !== file.sizeBytes) throw changed(file);
  await requireUnchanged(file);
  return { ...file, sha256: hash.digest("hex") };
}

const readBytes = 512 * 1024;

/** A small file, read at once. Throws LOCAL_FILE when it is not as it was when it was found. */
export async function readWhole(file: LocalFile): Promise<Uint8Array> {
  const bytes = await readFile(file.location).catch((error: Error) => {
    throw fileError("unreadable", `${file.location} cannot be read: ${error.message}`, error);
  });
  if (bytes.length !== file.sizeBytes) throw changed(file);
  await requireUnchanged(file);
  return bytes;
}

/** Bytes `start` to `end` (exclusive) of the file. */
export async function* readFrom(file: LocalFile, start: number, end: number): AsyncGenerator<Uint8Array> {
  if (start >= end) return;
  const highWaterMark = Math.min(readBytes, end - start);
  const stream = createReadStream(file.location, { start, end: end - 1, highWaterMark });
  try {
    for await (const bytes of stream) yield bytes as Uint8Array;
  } catch (error) {
    throw fileError("unreadable", `${file.location} cannot be read: ${(error as Error).message}`, error);
  }
}

/** Throws LOCAL_FILE when the file is not as it was when it was found. */
export async function requireUnchanged(file: LocalFile): Promise<void> {
  const stats = await inspect(file.location);
  if (stats.size !== file.sizeBytes || stats.mtimeMs !== file.changedMs) throw changed(file);
}

const changed = (file: LocalFile) =>
  fileError("file_changed", `${file.location} changed while it was being read: push again when it is complete`);

export const fileError = (code: string, message: string, cause?: unknown): ChanceryClientError =>
  new ChanceryClientError("LOCAL_FILE", message, { reasons: [{ code, message }], cause });
