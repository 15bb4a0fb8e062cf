// Where a file of a version may land on disk. The manifest comes from a server: its paths are not trusted.
import { lstat, mkdir, realpath, rmdir } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { collisionKey, lengthFault, StoredFilePath, windowsFault, type FileEntry } from "@chancery/core";
import { ChanceryClientError } from "../error.ts";

/** The folder everything lands in, made where it is missing; a link in its own path is the caller's choice and followed. */
export async function openRoot(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return realpath(folder);
}

/**
 * Throws UNSAFE_PATH when any path is absolute, climbs, names a drive, holds control characters, or could be taken for
 * another one; nothing is written then.
 */
export function requireSafePaths(files: readonly FileEntry[]): void {
  const keys = new Set<string>();
  for (const { path } of files) {
    const fault = faultOf(path);
    if (fault !== undefined) throw unsafe(path, fault);
    if (keys.has(collisionKey(path))) throw unsafe(path, "another file has the same name except for case or accents");
    keys.add(collisionKey(path));
  }
  for (const { path } of files) {
    const parents = path
      .split("/")
      .slice(0, -1)
      .map((_, at, segments) => segments.slice(0, at + 1).join("/"));
    if (parents.some((parent) => keys.has(collisionKey(parent))))
      throw unsafe(path, "another file has the name of its folder");
  }
}

const faultOf = (path: string) => StoredFilePath.safeParse(path).error?.issues[0]?.message;

/** Why a disk of this system holds no file of that name; undefined where it can. */
export const heldBackBy = (path: string): string | undefined =>
  lengthFault(path) ?? (process.platform === "win32" ? windowsFault(path) : undefined);

const unheld: ReadonlySet<string | undefined> = new Set(["ENAMETOOLONG", "EILSEQ", "EINVAL"]);
/** In words, when the disk refused the name itself; undefined for every other error. */
export function nameFaultIn(error: unknown): string | undefined {
  const { code, cause } = error as NodeJS.ErrnoException;
  const found = [code, (cause as NodeJS.ErrnoException | undefined)?.code].find((one) => unheld.has(one));
  return found === undefined ? undefined : `this disk does not accept the name (${found})`;
}

/** The place of `path` under `root`. Throws UNSAFE_PATH when anything on the way, or the place itself, is a symbolic link. */
export async function landingOf(root: string, path: string): Promise<string> {
  const place = resolve(root, path);
  if (!place.startsWith(root.endsWith(sep) ? root : root + sep)) throw unsafe(path, "it leaves the folder");
  let at = root;
  for (const segment of relative(root, place).split(sep)) {
    at = join(at, segment);
    if (await isLink(at)) throw unsafe(path, `${at} is a symbolic link`);
  }
  return place;
}

/** Makes the folders above a place that `landingOf` gave. */
export const makeRoomFor = (place: string) => mkdir(dirname(place), { recursive: true });

/** Takes away the folders above `place` that hold nothing, up to `root`, which stays. */
export async function clearRoomFor(root: string, place: string): Promise<void> {
  for (let folder = dirname(place); folder !== root; folder = dirname(folder)) {
    const isGone = await rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!isGone) return;
  }
}

const isLink = (location: string) =>
  lstat(location).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );

const unsafe = (path: string, fault: string): ChanceryClientError => {
  const message = `refused to write ${JSON.stringify(path)}: ${fault}`;
  return new ChanceryClientError("UNSAFE_PATH", message, {
    reasons: [{ code: "path_unsafe", message }],
    facts: { path },
  });
};
