// The place outside the data folder where signed checkpoints also go: another disk, a mount, a share of another machine.
import { constants } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import type { House } from "@chancery/services";
import { SettingError } from "./setting-error.ts";
import { readIfThere, replaceFile } from "./files.ts";
import type { Logger } from "./logger.ts";

/** Refuses a place that is no folder, or that this user may not write to. */
export async function assertUsable(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory())
    throw new SettingError(`CHANCERY_CHECKPOINT_DIR: ${path} is not a folder: create it, or mount it`);
  await access(path, constants.R_OK | constants.W_OK | constants.X_OK).catch(() => {
    throw new SettingError(`CHANCERY_CHECKPOINT_DIR: ${path} cannot be written to by this user`);
  });
}

type Wanted = { readonly path: string; readonly origin: string; readonly log: Pick<Logger, "error"> };

/**
 * The newest checkpoint of the log called `origin`, in a file of its name. Where the place cannot be reached, the
 * registry goes on and says so each time: the copy beside the key is still held against the log.
 */
export function openCheckpointDir({ path, origin, log }: Wanted): NonNullable<House["checkpointDir"]> {
  const name = `${origin.replaceAll(/[^A-Za-z0-9.-]/g, "_")}.checkpoint`;
  const missed = (what: string) => (error: NodeJS.ErrnoException) =>
    void log.error({ code: error.code, path }, `the checkpoint in CHANCERY_CHECKPOINT_DIR could not be ${what}`);
  return {
    read: async () => (await readIfThere(join(path, name)).catch(missed("read"))) ?? undefined,
    write: (note) => replaceFile(path, name, note).catch(missed("written")),
  };
}

/** What start-up says where who has the data folder has every copy of what was signed; undefined where one lies apart. */
export async function whyNotApart(path: string | undefined, dataFolder: string): Promise<string | undefined> {
  const risk =
    "Anyone with access to that folder and the database can rewrite the audit log and its signed checkpoints";
  if (path === undefined)
    return `Signed checkpoints are kept only in the data folder. ${risk}: set CHANCERY_CHECKPOINT_DIR to a folder on another disk or machine.`;
  const [inner, outer] = await Promise.all([realpath(path), realpath(dataFolder)]);
  if (inner !== outer && !inner.startsWith(`${outer}${sep}`)) return undefined;
  return `CHANCERY_CHECKPOINT_DIR is inside the data folder. ${risk}: set it to a folder on another disk or machine.`;
}
