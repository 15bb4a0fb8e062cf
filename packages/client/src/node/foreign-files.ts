// What lies in a folder beside the files of a version: named, so that nobody takes it for part of it.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { collisionKey, type FileEntry } from "@chancery/core";
import { isPart } from "./part-file.ts";
import { lockFileName } from "./pin.ts";

/** The first by path, and how many there are; `isMore` where looking stopped before the end. */
export type ForeignFiles = { readonly paths: readonly string[]; readonly count: number; readonly isMore: boolean };

const named = 20;
/** A folder somebody works in may hold a great many. */
const longestLook = 20_000;

/** Files under `root` that are none of `files`. Links are not followed. */
export async function foreignIn(root: string, files: readonly FileEntry[]): Promise<ForeignFiles> {
  const own = new Set(files.map(({ path }) => collisionKey(path)));
  const paths: string[] = [];
  const folders = [""];
  let looked = 0;
  for (let folder = folders.shift(); folder !== undefined && looked < longestLook; folder = folders.shift()) {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    looked += entries.length;
    for (const entry of entries) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else if (!own.has(collisionKey(path)) && !isPart(entry.name) && path !== lockFileName) paths.push(path);
    }
  }
  paths.sort();
  return { paths: paths.slice(0, named), count: paths.length, isMore: folders.length > 0 };
}
