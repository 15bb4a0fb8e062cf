// Which files may go, judged before a byte is sent: names, sizes, and what cannot stand in one folder.
import { collisionKey, foldersOf, maxFilesPerVersion, pathFault } from "@chancery/core";
import type { FileRefusal } from "./upload-file.ts";

/** UploadThing's own limit on one file. */
const maxFileBytes = 2 ** 40;

/** Why this file cannot go as it is; whether its path is free, `Places` says. */
export function fileFault(path: string, sizeBytes: number): FileRefusal | undefined {
  const fault = pathFault(path);
  if (fault !== undefined) return { code: "path_invalid", message: `${upper(fault)}.` };
  if (sizeBytes > maxFileBytes)
    return { code: "file_too_large", message: "A browser sends at most 1 TiB in one file: use chancery push." };
  return undefined;
}

/** Of a drop as a whole: more files than a version holds is a mistake, and would be 10,000 rows of it. */
export function dropFault(added: number, present: number): FileRefusal | undefined {
  if (present + added <= maxFilesPerVersion) return undefined;
  const [these, most] = [added.toLocaleString("en"), maxFilesPerVersion.toLocaleString("en")];
  const beside = present === 0 ? "" : ` and ${present.toLocaleString("en")} are here already`;
  return {
    code: "too_many_files",
    message: `These are ${these} files${beside}, but a version holds at most ${most}: none was taken. Pack them, or choose fewer.`,
  };
}

/** The paths that are taken, so that a clash is found without comparing every pair. */
export class Places {
  readonly #files = new Map<string, string>();
  /** A folder, with how many files stand below it and one of them. */
  readonly #folders = new Map<string, { count: number; readonly one: string }>();

  take(path: string): void {
    this.#files.set(collisionKey(path), path);
    for (const folder of foldersOf(collisionKey(path))) {
      const known = this.#folders.get(folder);
      if (known) known.count += 1;
      else this.#folders.set(folder, { count: 1, one: path });
    }
  }

  free(path: string): void {
    this.#files.delete(collisionKey(path));
    for (const folder of foldersOf(collisionKey(path))) {
      const known = this.#folders.get(folder);
      if (known && (known.count -= 1) === 0) this.#folders.delete(folder);
    }
  }

  has(path: string): boolean {
    return this.#files.get(collisionKey(path)) === path;
  }

  /** Why the path cannot stand beside those that are taken. */
  clash(path: string): FileRefusal | undefined {
    const key = collisionKey(path);
    const other = this.#files.get(key);
    if (other === path) return { code: "path_repeated", message: "Another file here has exactly this path." };
    const inside = this.#folders.get(key)?.one;
    const above = foldersOf(key).flatMap((folder) => this.#files.get(folder) ?? [])[0];
    const clash =
      (other !== undefined && `${other} is here, and some systems treat the two names as the same.`) ||
      (inside !== undefined && `There is a folder with this name here: it contains ${inside}.`) ||
      (above !== undefined && `${above} is a file here, so it cannot be a folder too.`);
    return clash ? { code: "path_collides", message: `${clash} Rename one of them.` } : undefined;
  }
}

const upper = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
