// The data folder: its rights, the keys made in it at first start, and files written whole or not at all.
import { randomBytes } from "node:crypto";
import { chmod, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

export type DataFolder = {
  path(name: string): string;
  /** Bytes of a key file, made at first use: 0600, on disk before they are used. */
  key(name: string, sizeBytes: number): Promise<Buffer>;
  /** Content of a file; undefined when there is none. */
  read(name: string): Promise<string | undefined>;
  /** Replaces a file: readers see the old or the new content, also after a power cut. */
  write(name: string, content: string): Promise<void>;
  remove(name: string): Promise<void>;
};

/** Opens the folder, made when missing, for its owner alone. */
export async function openDataFolder(root: string): Promise<DataFolder> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  await chmod(root, 0o700);
  const path = (name: string) => join(root, name);
  const read = (name: string) => readFile(path(name), "utf8").catch(undefinedIfMissing);
  return {
    path,
    read,
    async key(name, sizeBytes) {
      await writeNew(path(name), randomBytes(sizeBytes).toString("hex"));
      const bytes = Buffer.from((await readFile(path(name), "utf8")).trim(), "hex");
      if (bytes.length !== sizeBytes) throw new Error(`${path(name)} does not hold a key of ${sizeBytes} bytes`);
      return bytes;
    },
    async write(name, content) {
      const temporary = path(`${name}.${randomBytes(6).toString("hex")}`);
      await writeNew(temporary, content);
      await rename(temporary, path(name));
      await syncFolder(root);
    },
    remove: (name) => rm(path(name), { force: true }),
  };
}

/** Writes a file that is not there yet; leaves one that is. */
async function writeNew(path: string, content: string): Promise<void> {
  const file = await open(path, "wx", 0o600).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return undefined;
    throw error;
  });
  if (!file) return;
  try {
    await file.writeFile(`${content}${content.endsWith("\n") ? "" : "\n"}`);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function undefinedIfMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
  throw error;
}
