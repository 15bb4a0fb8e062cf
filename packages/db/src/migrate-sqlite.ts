// Migrates a SQLite file: one migrator at a time, foreign keys off while tables are rebuilt, guards checked before COMMIT.
import type Database from "better-sqlite3";
import type { Reason } from "@chancery/core";
import { guardsAfter, guardsAhead, whyNotGuarded, type Guards } from "./guards.ts";
import {
  pending,
  readMigrations,
  unrecorded,
  unusable,
  whyNotApplied,
  type Applied,
  type Migrated,
  type Migration,
  type Opening,
} from "./migrations.ts";
import { keepStatistics } from "./statistics.ts";
import { waitForLock } from "./wait-for-lock.ts";

/** Another process may be migrating, which takes as long as its tables are large. */
const migratorLimitMs = 30_000;
const bookkeeping =
  "CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at INTEGER NOT NULL)";

/**
 * Runs what is pending in one transaction; throws, changing nothing, when a foreign key would be missing or a guard be
 * other than declared after it. Where nothing was pending, it answers what is wrong with the guards. What ran already, as
 * its guards show, does not run again over them: a guard that was taken away would come back without a word.
 */
export async function migrateSqlite(
  writer: Database.Database,
  all = readMigrations("sqlite"),
  opening: Opening = {},
): Promise<Migrated> {
  writer.pragma("foreign_keys = OFF"); // a table rebuild would cascade its children away
  await waitForLock(() => writer.exec("BEGIN EXCLUSIVE"), migratorLimitMs);
  try {
    writer.exec(bookkeeping);
    const record = writer.prepare("INSERT INTO schema_migration VALUES (?, ?, ?)");
    const due = pending(all, appliedIn(writer), opening);
    const [ahead] = guardsAhead("sqlite", { all, due }, guardsIn(writer));
    if (ahead) throw unusable(unrecorded(due[0]!.name, `the guard ${ahead} stands`));
    for (const migration of due) {
      writer.exec(migration.sql);
      record.run(migration.name, migration.hash, Date.now());
    }
    // It reads every row, so only what may have changed them pays for it.
    const broken = due.length > 0 ? (writer.pragma("foreign_key_check") as unknown[]) : [];
    if (broken.length > 0) throw new Error(`the migration leaves ${broken.length} rows without what they refer to`);
    const isNew = keepStatistics(writer);
    const fault = whyNotGuarded(guardsAfter("sqlite", all), guardsIn(writer));
    if (fault && due.length > 0) throw unusable(fault);
    writer.exec("COMMIT");
    if (isNew) writer.exec("ANALYZE sqlite_schema");
    return { fault, ran: due.map(({ name }) => name) };
  } catch (error) {
    if (writer.inTransaction) writer.exec("ROLLBACK");
    throw error;
  } finally {
    writer.pragma("foreign_keys = ON");
  }
}

/** Why the database does not stand as these migrations left it. */
export const whyNotAsMigrated = (connection: Database.Database, all: readonly Migration[]): Reason | undefined => {
  const found = guardsIn(connection);
  return whyNotApplied(all, appliedIn(connection)) ?? whyNotGuarded(guardsAfter("sqlite", all), found);
};

const appliedIn = (connection: Database.Database) =>
  connection.prepare("SELECT name, hash FROM schema_migration ORDER BY name").all() as Applied[];

function guardsIn(connection: Database.Database): Guards {
  const rows = connection.prepare("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'").all();
  return new Map(
    (rows as { name: string; tbl_name: string; sql: string }[]).map(({ name, tbl_name, sql }) => [
      name,
      { table: tbl_name, text: sql },
    ]),
  );
}
