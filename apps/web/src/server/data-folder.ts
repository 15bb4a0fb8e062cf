// The data folder: for its owner alone, with the keys that are made at first start and the outside copy of the newest checkpoint.
import { randomBytes } from "node:crypto";
import { chmod, link, mkdir, readdir, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { SettingError } from "./config.ts";
import { readIfThere, replaceFile, writeDurably } from "./files.ts";

export type DataFolder = {
  readonly path: string;
  /** What every page key and session is signed with, when no setting gives it; `onMade` is called for a new one. */
  secret(onMade?: () => void): Promise<string>;
  /** Seed of the log's signing key, 32 bytes. Refuses to make one where the log was begun with another. */
  logSeed(options?: { readonly isBegun: boolean }): Promise<Uint8Array>;
  /** Whether the log's head must carry a MAC. Kept beside the key: anyone who edits the database could clear it there. */
  readonly headMark: { isSet(): Promise<boolean>; set(): Promise<void> };
  /** Of which tables and columns the log tells, kept there for the same reason. */
  readonly rowsTold: { read(): Promise<string | undefined>; write(text: string): Promise<void> };
  readonly checkpointFile: { read(): Promise<string | undefined>; write(note: string): Promise<void> };
  /** The claim link, for who can read the folder but not the log of the process. */
  writeClaimLink(link: string): Promise<void>;
  dropClaimLink(): Promise<void>;
  /** After a start that failed: puts the folder's mode back and, where there is no registry yet, takes out what it made. */
  undo(options: { readonly isBegun: boolean }): Promise<void>;
};

const ownerOnly = 0o700;

/** Makes the folder (0700) when it is missing; refuses one that others may write to, and another user's. */
export async function openDataFolder(location: string, { user = process.getuid?.() } = {}): Promise<DataFolder> {
  const path = resolve(location);
  const firstMade = await mkdir(path, { recursive: true, mode: ownerOnly }).catch(refuseDenied(path));
  const { mode, uid } = await stat(path).catch(refuseDenied(path));
  if (user !== undefined && user !== 0 && user !== uid)
    throw new SettingError(
      `the data folder ${path} belongs to user ${uid}, but the server runs as ${user}: run it as the owner of the folder`,
    );
  if (mode & 0o022) throw new SettingError(`the data folder ${path} can be written to by others: chmod 700 it`);
  const found = new Set(await readdir(path).catch(refuseDenied(path)));
  await chmod(path, ownerOnly);
  const place = (name: string) => join(path, name);
  let isMarked = false; // once it is, it stays so
  return {
    path,
    async secret(onMade = () => undefined) {
      const make = () => (onMade(), randomBytes(32).toString("base64url"));
      return (await readOrMake(place("secret.key"), make)).trim();
    },
    async logSeed({ isBegun } = { isBegun: false }) {
      const text = await readOrMake(place("log.key"), () => {
        if (isBegun) throw new SettingError(logKeyGone(path));
        return randomBytes(32).toString("base64");
      });
      const seed = Buffer.from(text.trim(), "base64");
      if (seed.length !== 32) throw new SettingError(`${place("log.key")} does not hold a key of 32 bytes`);
      return new Uint8Array(seed);
    },
    checkpointFile: {
      read: () => readIfThere(place("checkpoint")),
      write: (note) => replaceFile(path, "checkpoint", note),
    },
    headMark: {
      isSet: async () => (isMarked ||= (await readIfThere(place("head.keyed"))) !== undefined),
      set: () => replaceFile(path, "head.keyed", "The head of the audit log carries a MAC made with log.key.\n"),
    },
    rowsTold: { read: () => readIfThere(place("rows.told")), write: (text) => replaceFile(path, "rows.told", text) },
    writeClaimLink: (link) => replaceFile(path, "claim-link", `${link}\n`),
    dropClaimLink: () => rm(place("claim-link"), { force: true }),
    async undo({ isBegun }) {
      // What stood there is not ours to remove, nor what belongs to a database that did.
      const isKept = isBegun || found.has("chancery.db");
      const isMade = (name: string) => !isKept && !found.has(name);
      for (const name of madeFiles.filter(isMade)) await rm(place(name), { force: true });
      for (const name of madeFolders.filter(isMade)) await rmdir(place(name)).catch(ignoreKept);
      if (firstMade === undefined) await chmod(path, mode & 0o7777);
      else for (let at = path; at.startsWith(firstMade); at = dirname(at)) await rmdir(at).catch(ignoreKept);
    },
  };
}

/** What a first start makes before the registry is begun. */
const madeFiles = ["chancery.db", "chancery.db-wal", "chancery.db-shm", "log.key", "secret.key"];
const madeFolders = ["staging", "blobs"];

/** Not empty, or not there. */
function ignoreKept(error: NodeJS.ErrnoException): void {
  if (!["ENOTEMPTY", "EEXIST", "ENOENT"].includes(error.code ?? "")) throw error;
}

const logKeyGone = (path: string) =>
  `log.key is missing from ${path}, and no other key may continue this log: put it back, or restore a backup into a new data folder`;

const refuseDenied =
  (path: string) =>
  (error: NodeJS.ErrnoException): never => {
    if (error.code === "EACCES" || error.code === "EPERM")
      throw new SettingError(`this user cannot open the data folder ${path}: run the server as its owner`);
    if (error.code === "EEXIST" || error.code === "ENOTDIR")
      throw new SettingError(`${path} is not a folder: see CHANCERY_DATA_DIR`);
    // Of a disk that may only be read, Node says of nested folders that they are not there.
    if (error.code === "EROFS" || error.code === "ENOENT")
      throw new SettingError(`${path} cannot be created: the disk is read-only`);
    throw error;
  };

/** A secret that exists is never written over; a new one is on the disk before it is used, and two processes agree on one. */
async function readOrMake(file: string, make: () => string): Promise<string> {
  const known = await readIfThere(file);
  if (known === undefined) {
    const staged = `${file}.${randomBytes(6).toString("hex")}`;
    const made = make();
    try {
      await writeDurably(staged, made);
      await link(staged, file).catch(ignoreExisting);
    } finally {
      await rm(staged, { force: true });
    }
    return readOrMake(file, make);
  }
  if ((await stat(file)).mode & 0o077) throw new SettingError(`${file} can be read by others: chmod 600 it`);
  return known;
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
