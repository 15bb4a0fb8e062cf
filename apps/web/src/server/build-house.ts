// Builds the house: the one place where databases, stores, keys and clocks are opened.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { isStorageFailed, openFolder, storageError } from "@chancery/artifacts";
import { isChanceryError, openCheckpoint, uuidv7Maker } from "@chancery/core";
import { databaseLost, hasPeople, mindingDisk, openDatabase, readHead, type Db } from "@chancery/db";
import {
  checkClaim,
  createLogSigner,
  createPasswords,
  readLogNames,
  type House,
  type PasswordJudge,
} from "@chancery/services";
import { openCheckNotes } from "./check-notes.ts";
import { assertUsable, openCheckpointDir, whyNotApart } from "./checkpoint-dir.ts";
import { SettingError, type Config } from "./config.ts";
import type { DataFolder } from "./data-folder.ts";
import type { Logger } from "./logger.ts";

/** The oldest client this server still serves. */
const oldestClient = "0.1.0";

type Parts = {
  readonly config: Config;
  readonly folder: DataFolder;
  readonly log: Logger;
  readonly version: string;
  onDiskFailure(): void;
  /** Formats what people write; where nobody reads pages, nobody waits for it. */
  readonly texts?: House["texts"];
  /** Says how hard passwords are to guess, without holding anybody up; where nobody else is served, it need not. */
  readonly judge?: PasswordJudge;
  /** A copy being restored: where its database lies for now, and the name its log takes. */
  readonly restored?: { readonly location: string; readonly origin: string };
};

/** Where it is refused, the folder is as it was before. */
export async function buildHouse(parts: Parts): Promise<House> {
  const { config, folder, restored } = parts;
  const isBegun = (await folder.checkpointFile.read()) !== undefined;
  if (config.checkpointDir !== undefined) await assertUsable(config.checkpointDir);
  const location = restored?.location ?? config.databaseUrl ?? join(folder.path, "chancery.db");
  const db = await openDatabase(location, { isBegun }).catch(async (error: unknown) => {
    // Whoever has it locked is at work in the folder.
    await folder.undo({ isBegun: isChanceryError(error) && error.reasons[0]?.code === "database_locked" });
    throw error;
  });
  return furnish(parts, { db, isBegun }).catch((error: unknown) => abandon({ db, folder }, error));
}

type Opened = { readonly db: Db; readonly isBegun: boolean };

async function furnish(
  { config, folder, log, version, onDiskFailure, texts, judge, restored }: Parts,
  { db, isBegun }: Opened,
): Promise<House> {
  if (config.claim && !restored && !(await hasPeople(db.read))) await checkClaim(config.claim);
  const signer = restored
    ? createLogSigner({ origin: restored.origin, seed: await folder.logSeed() })
    : await openSigner({ config, folder, db });
  const artifacts = await openFolder({ root: folder.path });
  const tellSignedOut = () =>
    isBegun &&
    log.info({ made: "secret.key" }, "secret.key was missing and a new one was made: everybody has to sign in again");
  const secret = config.secret ?? (await folder.secret(tellSignedOut));
  const clock = { now: () => new Date() };
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
  if (isBegun && db.migrated.length > 0) log.info({ migrations: db.migrated }, "the database was migrated");
  return {
    db: mindingDisk(db, onDiskFailure),
    artifacts,
    signer,
    clock,
    newId: uuidv7Maker({ now: () => clock.now(), random }),
    random,
    passwords: createPasswords(judge ? { judge } : {}),
    log,
    settings: { publicUrl: config.publicUrl, secret, version, oldestClient },
    whyNotApart: () => whyNotApart(config.checkpointDir, config.dataFolder),
    headMark: folder.headMark,
    rowsTold: folder.rowsTold,
    checkNote: openCheckNotes(folder.path, { signer, clock, log }),
    checkpointDir:
      config.checkpointDir === undefined
        ? undefined
        : openCheckpointDir({ path: config.checkpointDir, origin: signer.origin, log }),
    checkpointFile: { ...folder.checkpointFile, write: mindingStorage(folder.checkpointFile.write, onDiskFailure) },
    texts: texts ?? { expect: () => undefined },
    freeze: { because: db.guardsFault },
  };
}

/** Closes what a start had opened, and leaves the folder as it was unless there is a registry in it, by whomever. */
export async function abandon(
  { db, folder }: { readonly db: Db; readonly folder: DataFolder },
  error: unknown,
): Promise<never> {
  const isBegun = await readHead(db.read).then(
    ({ size }) => size > 0,
    () => true,
  );
  await db.close();
  await folder.undo({ isBegun });
  throw error;
}

/** The same write; one that a full disk refuses is `storage_full`, one that a broken disk fails calls `onLost` first. */
const mindingStorage = (write: (text: string) => Promise<void>, onLost: () => void) => (text: string) =>
  write(text).catch((cause: unknown) => {
    const error = storageError(cause);
    if (isStorageFailed(error)) onLost();
    throw error;
  });

/**
 * The log keeps its name and key, however settings change: another would sign a fork. The checkpoint outside the database
 * is asked first, because whoever edits the database cannot have signed it.
 */
async function openSigner({ config, folder, db }: Pick<Parts, "config" | "folder"> & { readonly db: Db }) {
  const begun = (await readLogNames(db.read)).at(-1);
  const outside = await folder.checkpointFile.read();
  const isBegun = begun !== undefined || outside !== undefined;
  if (outside !== undefined && (await readHead(db.read)).size === 0) throw databaseLost();
  const known = outside?.split("\n", 1)[0] ?? begun?.origin;
  if (known !== undefined && config.logOrigin !== undefined && config.logOrigin !== known)
    throw new SettingError(`CHANCERY_LOG_ORIGIN differs from the name this log has: ${known}`);
  const origin = known ?? config.logOrigin ?? `${new URL(config.publicUrl).host}/audit`;
  const signer = createLogSigner({ origin, seed: await folder.logSeed({ isBegun }) });
  const hasSigned = outside !== undefined && openCheckpoint(outside, signer.verifierKey).ok;
  if (begun && begun.verifierKey !== signer.verifierKey && !hasSigned)
    throw new SettingError(`log.key in ${folder.path} is not the key that this log began with: put that key back`);
  return signer;
}

/** Refuses to go on where another process began the log meanwhile, under a name or key of its own. */
export async function refuseOtherBeginning({ db, signer, freeze }: House): Promise<void> {
  const begun = (await readLogNames(db.read)).at(-1);
  if (freeze.because || !begun || begun.verifierKey === signer.verifierKey) return;
  await db.close();
  throw new SettingError(
    `another server began this log at the same time as ${begun.origin}: give both the same CHANCERY_PUBLIC_URL or CHANCERY_LOG_ORIGIN and start this one again`,
  );
}
