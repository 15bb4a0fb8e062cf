// Files and folders that are still there after a crash: private modes, no link followed, every name fsynced.
import { constants } from "node:fs";
import { chmod, lstat, mkdir, open, rename, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";

const { O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_RDWR } = constants;
const privateFile = 0o600;
const privateFolder = 0o700;

/** Creates a file that was not there; throws EEXIST otherwise, also for a link that leads nowhere. */
export const createFile = (path: string): Promise<FileHandle> =>
  open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, privateFile);

/** Opens a regular file; undefined where there is none, a link or anything else. */
export async function openFile(path: string, mode: "read" | "write"): Promise<FileHandle | undefined> {
  const file = await open(path, (mode === "read" ? O_RDONLY : O_RDWR) | O_NOFOLLOW | O_NONBLOCK).catch(
    (error: unknown) => {
      if (["ENOENT", "ELOOP", "EISDIR", "ENXIO"].some((code) => hasCode(error, code))) return undefined;
      throw error;
    },
  );
  if (!file || (await file.stat()).isFile()) return file;
  await file.close();
  return undefined;
}

/** A private folder, made with its parents when missing, durably; throws when a link or file is in its place. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: privateFolder }); // not `recursive`, which calls a full device ENOENT
  } catch (error) {
    if (hasCode(error, "ENOENT")) {
      await makeFolder(dirname(path));
      return makeFolder(path);
    }
    if (!hasCode(error, "EEXIST")) throw error;
  }
  if (!(await lstat(path)).isDirectory())
    throw Object.assign(new Error(`${path} is not a folder`), { code: "ENOTDIR" });
  await chmod(path, privateFolder);
  await syncFolder(dirname(path)); // its name, also where it was found: whoever made it may have crashed before
}

/** Moves a synced file into place at once, over what is there. Durable when it returns. */
export async function moveInto(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncFolder(dirname(to));
}

/** Makes names created in or removed from a folder durable. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, O_RDONLY | O_DIRECTORY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && (error as NodeJS.ErrnoException).code === code;
