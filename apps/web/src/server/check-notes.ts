// What the last check of the log found, and whose turn it is to check: files beside the log's key, shared by all processes.
import { randomBytes } from "node:crypto";
import { rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { readCheckNote, readCheckProgress, type CheckNotes } from "@chancery/services";
import { readIfThere, replaceFile, writeDurably } from "./files.ts";

export function openCheckNotes(folder: string): CheckNotes {
  const claim = join(folder, "check.claim");
  return {
    async read() {
      const text = await readIfThere(join(folder, "check.json"));
      return text === undefined ? undefined : readCheckNote(text);
    },
    write: (note) => replaceFile(folder, "check.json", `${JSON.stringify(note)}\n`),
    async progress() {
      const text = await readIfThere(join(folder, "check.progress"));
      return text === undefined ? undefined : readCheckProgress(text);
    },
    noteProgress: (progress) => replaceFile(folder, "check.progress", `${JSON.stringify(progress)}\n`),
    clearProgress: () => rm(join(folder, "check.progress"), { force: true }),
    async claim(staleMs) {
      await dropStale(claim, staleMs);
      return writeDurably(claim, `${process.pid}\n`).then(() => true, orTaken);
    },
    renew: () => utimes(claim, new Date(), new Date()).catch(orGone),
    release: () => rm(claim, { force: true }),
  };
}

const orTaken = (error: NodeJS.ErrnoException): false => {
  if (error.code === "EEXIST") return false;
  throw error;
};
const orGone = (error: NodeJS.ErrnoException): void => {
  if (error.code !== "ENOENT") throw error;
};

/** Of several that find it dead, one moves it away. */
async function dropStale(claim: string, staleMs: number): Promise<void> {
  const found = await stat(claim).catch(orGone);
  if (!found || Date.now() - found.mtimeMs <= staleMs) return;
  const away = `${claim}.${randomBytes(6).toString("hex")}`;
  await rename(claim, away).catch(orGone);
  await rm(away, { force: true });
}
