// What the last check of the log found, and whose turn it is to check: files beside the log's key, shared by all processes.
import { randomBytes } from "node:crypto";
import { rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { openNote, sealNote, type CheckNotes, type House } from "@chancery/services";
import { readIfThere, replaceFile, writeDurably } from "./files.ts";

/** What carries no MAC of this log's key, or is dated in the future, is not believed; that is said once. */
export function openCheckNotes(
  folder: string,
  { signer: key, clock, log }: Pick<House, "signer" | "clock" | "log">,
): CheckNotes {
  const claim = join(folder, "check.claim");
  const said = new Set<string>();
  async function read<K extends Parameters<typeof openNote>[0]>(kind: K, name: string) {
    const text = await readIfThere(join(folder, name));
    if (text === undefined) return undefined;
    const opened = openNote(kind, text, { key, now: clock.now() });
    if ("note" in opened) return opened.note;
    const because = `${name} in the data folder is not trusted, and the next check replaces it: ${opened.why}`;
    if (!said.has(because)) log.error({ file: name }, because);
    said.add(because);
    return undefined;
  }
  return {
    read: () => read("check", "check.json"),
    write: (note) => replaceFile(folder, "check.json", sealNote("check", note, key)),
    progress: () => read("progress", "check.progress"),
    noteProgress: (progress) => replaceFile(folder, "check.progress", sealNote("progress", progress, key)),
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
