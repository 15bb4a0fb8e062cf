// What is kept of a push that was cut off, so that the same push goes on where it stopped.
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** `createKey` is the Idempotency-Key of the version's creation; `versionId` is null until the server answered it. */
export type PushState = { readonly createKey: string; readonly versionId: string | null };
/** Remembers by a digest of server, model, content and facts: another content is another push. */
export type PushMemory = {
  recall(key: string): Promise<PushState | undefined>;
  remember(key: string, state: PushState): Promise<void>;
  forget(key: string): Promise<void>;
};

/** A file per unfinished push in `folder`. Unreadable files count as forgotten. */
export function folderMemory(folder: string): PushMemory {
  const fileOf = (key: string) => join(folder, `${key}.json`);
  return {
    async recall(key) {
      const text = await readFile(fileOf(key), "utf8").catch(() => undefined);
      return text === undefined ? undefined : stateOf(text);
    },
    async remember(key, state) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = `${fileOf(key)}.${process.pid}`;
      await writeFile(draft, JSON.stringify(state), { mode: 0o600 });
      await rename(draft, fileOf(key));
    },
    forget: (key) => rm(fileOf(key), { force: true }),
  };
}

function stateOf(text: string): PushState | undefined {
  try {
    const { createKey, versionId } = JSON.parse(text) as Partial<PushState>;
    return typeof createKey === "string" ? { createKey, versionId: versionId ?? null } : undefined;
  } catch {
    return undefined;
  }
}
