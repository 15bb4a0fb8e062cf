// A snapshot in a backup folder: the database of one moment, and what it is of.
import { copyFile, open, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { syncFolder } from "@chancery/artifacts";
import { z } from "zod";
import { SettingError } from "./config.ts";

const Manifest = z.strictObject({
  format: z.literal(1),
  chancery: z.string(),
  takenAt: z.iso.datetime(),
  database: z.enum(["chancery.db", "chancery.dump"]),
  origin: z.string(),
  treeSize: z.int(),
  blobs: z.int(),
});
export type Manifest = z.output<typeof Manifest>;

/** The snapshot of that name, else the newest. SettingError when there is none, or one of another form. */
export async function readSnapshot(from: string, at: string | undefined) {
  const taken = (await namesIn(join(from, "snapshots"))).filter((name) => !name.startsWith(".")).sort();
  const name = at ?? taken.at(-1);
  if (name === undefined) throw new SettingError(`there is no backup in ${from}`);
  if (!taken.includes(name)) throw new SettingError(`there is no backup ${name}; there are ${taken.join(", ")}`);
  const path = join(from, "snapshots", name);
  const manifest = Manifest.safeParse(JSON.parse(await readFile(join(path, "backup.json"), "utf8")));
  if (!manifest.success) throw new SettingError(`${path} was not made by this version: its backup.json is unknown`);
  return { path, manifest: manifest.data };
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(join(folder, "backup.json"), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  await syncFolder(folder);
}

/** A copy that is on the disk when it returns. */
export async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const file = await open(to, "r+");
  await file.sync().finally(() => file.close());
}

export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
