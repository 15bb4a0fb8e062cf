// The file bytes arrive in before they are verified: short-named, one writer each, and taken over when its writer is gone.
import { createHash, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { lstat, open, readdir, rename, type FileHandle } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import type { FileEntry } from "@chancery/core";
import { fileError } from "./local-file.ts";
import { makeRoomFor } from "./safe-path.ts";

export type PartFile = { readonly location: string; readonly handle: FileHandle };

/** The names of the parts in a folder. */
export type PartsIn = (folder: string) => Promise<readonly string[]>;

/** Reads each folder once: thousands of files in one would otherwise each read the names of all the others. */
export function readPartsOnce(): PartsIn {
  const known = new Map<string, Promise<readonly string[]>>();
  const read = async (folder: string) => (await readdir(folder)).filter(isPart);
  return (folder) => {
    const reading = known.get(folder) ?? read(folder);
    known.set(folder, reading);
    reading.catch(() => known.delete(folder)); // it was cleared away meanwhile, and is made again
    return reading;
  };
}

/** After how long without a byte the part of a writer on another machine counts as given up. */
const givenUpMs = 60 * 60_000;
/** Somebody else may clear the empty folder between making it and opening a file in it. */
const attempts = 5;

const prefix = ".chancery-";
/** True for what a download leaves while it is under way or was cut off. */
export const isPart = (name: string): boolean => name.startsWith(prefix) && name.endsWith(".part");

const shortHash = (text: string, length: number) => createHash("sha256").update(text).digest("hex").slice(0, length);
/** What the parts of a file begin with: named by its digest too, so that what was begun for other bytes is never continued. */
export const partKey = ({ path, sha256 }: Pick<FileEntry, "path" | "sha256">): string =>
  `${prefix}${shortHash(`${path}\n${sha256}`, 16)}.`;
const host = shortHash(hostname(), 8);
/** Parts this process writes to. */
const ours = new Set<string>();

/**
 * A part for `file` beside its place, which no other download writes to. What one that was cut off has left for the same
 * path and bytes is taken over. The name is short, however long the file's is.
 */
export async function openPart(place: string, file: FileEntry, partsIn: PartsIn): Promise<PartFile> {
  const key = partKey(file);
  const name = `${key}${host}-${process.pid}-${randomBytes(4).toString("hex")}.part`;
  const location = join(dirname(place), name);
  ours.add(location); // before it is there: another download of this process would take it for given up
  for (let tried = 1; ; tried++)
    try {
      await makeRoomFor(place);
      const isTaken = await takeOver(dirname(place), { key, location, partsIn });
      // A link planted under the name of the part would send the bytes elsewhere.
      const flags =
        constants.O_RDWR | (isTaken ? 0 : constants.O_CREAT | constants.O_EXCL) | (constants.O_NOFOLLOW ?? 0);
      const handle = await open(location, flags, 0o666);
      return { location, handle };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT" && tried < attempts) continue;
      ours.delete(location);
      throw fileError("unwritable", `${file.path} cannot be written: ${(error as Error).message}`, error);
    }
}

/** Lets go of a part that is closed and, where it was whole, in its place: another download may take over what still lies there. */
export function leavePart({ location }: PartFile): void {
  ours.delete(location);
}

/** Renames a part that nobody writes to any more to `location`. Of several that try at once one gets it. */
async function takeOver(
  folder: string,
  { key, location, partsIn }: { readonly key: string; readonly location: string; readonly partsIn: PartsIn },
): Promise<boolean> {
  for (const name of await partsIn(folder)) {
    if (!name.startsWith(key)) continue;
    const left = join(folder, name);
    const stats = await lstat(left).catch(() => undefined);
    if (!stats?.isFile() || !isGivenUp(left, name, stats.mtimeMs)) continue;
    const isTaken = await rename(left, location).then(
      () => true,
      () => false,
    );
    if (isTaken) return true;
  }
  return false;
}

function isGivenUp(location: string, name: string, writtenMs: number): boolean {
  const [, writer, pid] = /\.([0-9a-f]{8})-(\d+)-[0-9a-f]{8}\.part$/.exec(name) ?? [];
  if (writer !== host) return Date.now() - writtenMs > givenUpMs;
  return Number(pid) === process.pid ? !ours.has(location) : !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
