// `npm run backup` and `npm run restore`: one moment of the registry in a folder, and a registry made from it again.
import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { moveInto, openFolder, syncFolder } from "@chancery/artifacts";
import { systemActor, uuidv7Maker } from "@chancery/core";
import { copySqlite, openDatabase, readHead } from "@chancery/db";
import {
  checkLog,
  copyBlobs,
  makeCheckpoint,
  readLogNames,
  recordBackup,
  restoreLog,
  type House,
} from "@chancery/services";
import { openTarget } from "./backup-target.ts";
import { buildHouse } from "./build-house.ts";
import { SettingError, type Config } from "./config.ts";
import { copyDurably, namesIn, readSnapshot, writeManifest, type Manifest } from "./snapshot.ts";
import { openDataFolder } from "./data-folder.ts";
import { inHouse } from "./errands.ts";
import { createLogger } from "./logger.ts";

type Place = { readonly config: Config; readonly version: string };
type Taken = {
  /** Folder that holds the snapshots and, once for all of them, the contents of files. */
  readonly into: string;
  /** On PostgreSQL: what `pg_dump` wrote. */
  readonly dump: string | undefined;
};

/**
 * Takes a snapshot while the server runs: first the database as it is at one moment, then every content it names. It is
 * visible under its name only when it is whole. The keys of the data folder are left out: who has a backup signs nothing.
 */
export async function takeBackup({ config, version }: Place, { into, dump }: Taken): Promise<void> {
  if (config.databaseUrl !== undefined && dump === undefined)
    throw new SettingError(
      'on PostgreSQL, dump the database first: pg_dump --format=custom --file=chancery.dump "$CHANCERY_DATABASE_URL", then npm run backup -- FOLDER --dump chancery.dump',
    );
  await openTarget(into, config.dataFolder);
  const takenAt = new Date().toISOString();
  const name = takenAt.replaceAll(/[-:.]/g, ""); // to the millisecond: two within one second are two
  const snapshots = join(into, "snapshots");
  const partial = join(snapshots, `.${name}.${randomBytes(4).toString("hex")}`);
  await mkdir(partial, { recursive: true, mode: 0o700 });
  try {
    const database = dump === undefined ? "chancery.db" : "chancery.dump";
    const copy = join(partial, database);
    if (dump === undefined) await copySqlite({ from: join(config.dataFolder, "chancery.db"), to: copy });
    else await copyDurably(dump, copy);
    const facts = await fillStore({ location: config.databaseUrl ?? copy, dataFolder: config.dataFolder, into });
    const { copied, copiedBytes, ...counted } = facts;
    await writeManifest(partial, { format: 1, chancery: version, takenAt, database, ...counted });
    await moveInto(partial, join(snapshots, name));
    await record(
      { config, version },
      { takenAt, treeSize: facts.treeSize, blobs: facts.blobs, at: join(snapshots, name) },
    );
    process.stdout.write(
      `Backup ${join(snapshots, name)}: ${facts.treeSize} log entries, ${facts.blobs} files (${copied} new, ${copiedBytes} bytes)\n`,
    );
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

type Recorded = {
  readonly takenAt: string;
  readonly treeSize: number;
  readonly blobs: number;
  readonly at: string;
};

/** Records the backup in the audit log. If that fails, the copy is kept and the command fails with the reason. */
async function record(place: Place, { at, ...taken }: Recorded): Promise<void> {
  try {
    await inHouse(place, (house) => recordBackup(house, { actor: systemActor, requestId: house.newId() }, taken));
  } catch (error) {
    const why = error instanceof Error ? error.message : "unknown error";
    throw new SettingError(`the backup ${at} is whole, but the audit log could not record it: ${why}`);
  }
}

async function fillStore(at: { readonly location: string; readonly dataFolder: string; readonly into: string }) {
  const db = await openDatabase(at.location);
  try {
    const origin = (await readLogNames(db.read)).at(-1)?.origin;
    if (origin === undefined) throw new SettingError("there is no registry here yet: start the server once");
    const { size: treeSize } = await readHead(db.read);
    const [from, to] = [await openFolder({ root: at.dataFolder }), await openFolder({ root: at.into })];
    return { origin, treeSize, ...(await copyBlobs({ reader: db.read, from: from.blobs, to, newId: newIds() })) };
  } finally {
    await db.close();
  }
}

/**
 * Makes the registry of a snapshot in an empty data folder: contents are hashed on their way in, the log is checked entry
 * by entry, and goes on under a name and key of its own. The database takes its place last, so that a restore that
 * broke off leaves nothing that would start.
 */
export async function restoreBackup(
  { config, version }: Place,
  { from, at }: { from: string; at: string | undefined },
) {
  const { path: snapshot, manifest } = await readSnapshot(from, at);
  if ((await namesIn(config.dataFolder)).length > 0)
    throw new SettingError(`${config.dataFolder} is not empty: a backup is restored into a new data folder`);
  const isDump = manifest.database === "chancery.dump";
  if (isDump !== (config.databaseUrl !== undefined))
    throw new SettingError(
      isDump
        ? "this is a backup of PostgreSQL: restore its chancery.dump with pg_restore, and name that database in CHANCERY_DATABASE_URL"
        : "this is a backup of SQLite: leave CHANCERY_DATABASE_URL out",
    );
  const folder = await openDataFolder(config.dataFolder);
  const database = join(folder.path, "chancery.db");
  const staged = `${database}.restoring`;
  try {
    if (!isDump) await copyDurably(join(snapshot, manifest.database), staged);
    const origin = config.logOrigin ?? nextName(manifest.origin);
    const house = await buildHouse({
      config,
      folder,
      log: createLogger(),
      version,
      onDiskFailure: () => process.exit(1),
      restored: { location: config.databaseUrl ?? staged, origin },
    });
    await bringBack(house, { manifest, store: from }).finally(() => house.db.close());
    await (isDump ? syncFolder(folder.path) : moveInto(staged, database));
    process.stdout.write(
      `Restored the backup of ${manifest.takenAt} into ${folder.path}.\nIts audit log continues under a new name: ${origin}\nbefore: ${manifest.origin}, ${manifest.treeSize} entries\nKey of the audit log, to pin: ${house.signer.verifierKey}\n`,
    );
  } catch (error) {
    for (const name of await namesIn(folder.path)) await rm(join(folder.path, name), { recursive: true, force: true });
    await folder.undo({ isBegun: false });
    throw error;
  }
}

async function bringBack(house: House, { manifest, store }: { readonly manifest: Manifest; readonly store: string }) {
  const { size } = await readHead(house.db.read);
  if (size > manifest.treeSize)
    throw new SettingError(
      `the database has ${size} log entries and the backup ${manifest.treeSize}: this database is in use, not the restored dump`,
    );
  const from = await openFolder({ root: store });
  await copyBlobs({ reader: house.db.read, from: from.blobs, to: house.artifacts, newId: () => house.newId() });
  const call = { actor: systemActor, requestId: house.newId() };
  await restoreLog(house, call, { takenAt: manifest.takenAt });
  const { isOk, reasons } = await checkLog(house, call, {});
  if (!isOk) throw new SettingError(`the log of this backup is damaged: ${reasons[0]?.message ?? ""}`);
  await makeCheckpoint(house);
}

/** `registry.example/audit`, then `registry.example/audit/2`, `…/3`. */
function nextName(origin: string): string {
  const [, name = origin, number] = /^(.*)\/(\d{1,6})$/.exec(origin) ?? [];
  return `${name}/${number === undefined ? 2 : Number(number) + 1}`;
}

const newIds = () => uuidv7Maker({ now: () => new Date(), random: (bytes) => new Uint8Array(randomBytes(bytes)) });
