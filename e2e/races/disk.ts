// What lies in a data folder, to show that a refused start changed nothing there.
import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** Mode and digest of every file. SQLite's index of its log, and a log without a page, are made and dropped at will. */
export async function filesIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || entry.name.endsWith("-shm")) continue;
    const [{ mode, size }, bytes] = [await stat(path), await readFile(path)];
    if (entry.name.endsWith("-wal") && size === 0) continue;
    found[path] = `${(mode & 0o777).toString(8)} ${createHash("sha256").update(bytes).digest("hex")}`;
  }
  return found;
}
