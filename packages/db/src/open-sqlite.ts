// SQLite behind Db: one writer connection behind a promise queue, reads on their own connection (WAL).
import Database from "better-sqlite3";
import { inspectSqlite } from "./damaged-sqlite.ts";
import { requestPatienceMs, type Db } from "./db.ts";
import { builderOver } from "./locked-sqlite.ts";
import { mint, mintMortal, type Over, type Tx } from "./handle.ts";
import { readKnown } from "./known-rows.ts";
import { migrateSqlite, whyNotAsMigrated } from "./migrate-sqlite.ts";
import { databaseLost, readMigrations, type Opening } from "./migrations.ts";
import { withoutNesting } from "./no-nesting.ts";
import { layOver } from "./governed/laid-over.ts";
import { watchSqlite } from "./governed/watch-sqlite.ts";
import { orOutage } from "./outage.ts";
import * as tables from "./schema/schema.sqlite.ts";
import { whyNotSound } from "./sound-sqlite.ts";
import { waitForLock } from "./wait-for-lock.ts";
import { writerQueue, type WriterQueue } from "./writer-queue.ts";

const openingLimitMs = 5_000;
/** Whoever asks whether this server is ready wants to know soon. */
const pingPatienceMs = 1_000;
/** A reader meets a lock only while the log of a killed process is taken over: rare and short, so it may sleep. */
const readerLimitMs = 1_000;
/** `PRAGMA synchronous` as a number. */
const full = 2;

/** Opens (and migrates) a SQLite file. FULL on every connection: reopened WAL databases fall back to NORMAL and lose commits on power loss. */
export async function openSqlite(file: string, opening: Opening): Promise<Db> {
  const { isMissing, isShort } = await inspectSqlite(file);
  if (isMissing && opening.isBegun) throw databaseLost();
  if (isShort) refuseBroken(file);
  const writer = await waitForLock(() => connectWriter(file), openingLimitMs);
  const all = readMigrations("sqlite"); // a server that runs is held against its own, also once newer ones lie there
  const builder = builderOver(writer);
  const { fault, ran, known } = await migrateSqlite(writer, all, opening)
    .then(async (migrated) => {
      watchSqlite(writer, tables);
      return { ...migrated, known: await readKnown(builder, tables) };
    })
    .catch((error: unknown) => {
      writer.close();
      throw error;
    });
  const reader = configured(new Database(file, { readonly: true, timeout: readerLimitMs }));
  const version = reader.prepare("PRAGMA data_version").pluck();
  const over: Over = { t: tables, dialect: "sqlite", known };
  const read = mint(builderOver(reader), over, () => version.get() as number);
  const queue = writerQueue(() => writer.exec("BEGIN IMMEDIATE; DELETE FROM temp.written"));
  return {
    dialect: "sqlite",
    guardsFault: fault,
    migrated: ran,
    whyNotGuarded: () => Promise.resolve(whyNotAsMigrated(reader, all)),
    read,
    ...over.known,
    transaction: (run, { patienceMs = requestPatienceMs } = {}) =>
      withoutNesting(() => transact({ writer, builder, over, queue, patienceMs }, run)),
    async readingAs(rows, told) {
      const connection = configured(new Database(file, { readonly: true, timeout: readerLimitMs }));
      try {
        connection.pragma("temp_store = MEMORY");
        const own = mint(builderOver(connection), over);
        await layOver(own, rows);
        return await told(own);
      } finally {
        connection.close();
      }
    },
    async ping() {
      for (const connection of [writer, reader])
        if (connection.pragma("synchronous", { simple: true }) !== full)
          throw new Error("a connection does not sync what it commits");
      const done = await queue.turn(pingPatienceMs);
      try {
        writer.exec("ROLLBACK");
      } finally {
        done();
      }
    },
    whyNotSound: () => whyNotSound(file),
    async close() {
      await queue.empty();
      reader.close();
      writer.close();
    },
  };
}

function connectWriter(file: string): Database.Database {
  const connection = new Database(file, { timeout: 0 });
  try {
    connection.pragma("journal_mode = WAL");
    return configured(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Reads every page, which takes as long as the file is large: only where pages are missing that the log may hold. */
function refuseBroken(file: string): void {
  const connection = new Database(file, { readonly: true, timeout: readerLimitMs }); // closing it changes nothing
  const found = connection.pragma("quick_check(1)", { simple: true });
  connection.close();
  if (found !== "ok") throw Object.assign(new Error(String(found)), { code: "SQLITE_CORRUPT" });
}

function configured(connection: Database.Database): Database.Database {
  connection.pragma("synchronous = FULL");
  connection.pragma("foreign_keys = ON");
  connection.pragma("recursive_triggers = ON"); // else INSERT OR REPLACE deletes past the guards
  return connection;
}

type Writing = {
  readonly writer: Database.Database;
  readonly builder: object;
  readonly over: Over;
  readonly queue: WriterQueue;
  readonly patienceMs: number;
};

async function transact<T>(
  { writer, builder, over, queue, patienceMs }: Writing,
  run: (tx: Tx) => Promise<T>,
): Promise<T> {
  const done = await queue.turn(patienceMs);
  const held = mintMortal(builder, over);
  try {
    const result = await run(held.tx);
    held.end();
    writer.exec("COMMIT");
    return result;
  } catch (error) {
    held.end();
    if (writer.inTransaction) writer.exec("ROLLBACK");
    throw orOutage(error);
  } finally {
    done();
  }
}
