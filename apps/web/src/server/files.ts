// Small files that must be whole whatever happens meanwhile: keys, checkpoints, marks.
import { randomBytes } from "node:crypto";
import { open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { moveInto } from "@chancery/artifacts";

const secretMode = 0o600;

export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** The old text or the new one, whole, whatever happens meanwhile; nothing beside it when it fails. */
export async function replaceFile(folder: string, name: string, text: string): Promise<void> {
  const staged = join(folder, `${name}.${randomBytes(6).toString("hex")}`);
  try {
    await writeDurably(staged, text);
    await moveInto(staged, join(folder, name));
  } catch (error) {
    await rm(staged, { force: true });
    throw error;
  }
}

export async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, "wx", secretMode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
