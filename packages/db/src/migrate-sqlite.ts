// Migrates a SQLite file: one migrator at a time, foreign keys off while tables are rebuilt, guards checked before COMMIT.
import type Database from "better-sqlite3";
import { guardNames } from "./guards.ts";
import { guardsMissing, pending, readMigrations, type Applied, type Opening } from "./migrations.ts";
import { waitForLock } from "./wait-for-lock.ts";

/** Another process may be migrating, which takes as long as its tables are large. */
const migratorLimitMs = 30_000;
const bookkeeping =
  "CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at INTEGER NOT NULL)";

/** Runs what is pending in one transaction; throws, changing nothing, when a foreign key or an audit guard would be missing after it. */
export async function migrateSqlite(
  writer: Database.Database,
  all = readMigrations("sqlite"),
  opening: Opening = {},
): Promise<void> {
  writer.pragma("foreign_keys = OFF"); // a table rebuild would cascade its children away
  await waitForLock(() => writer.exec("BEGIN EXCLUSIVE"), migratorLimitMs);
  try {
    writer.exec(bookkeeping);
    const applied = writer.prepare("SELECT name, hash FROM schema_migration ORDER BY name").all() as Applied[];
    const record = writer.prepare("INSERT INTO schema_migration VALUES (?, ?, ?)");
    const due = pending(all, applied, opening);
    for (const migration of due) {
      writer.exec(migration.sql);
      record.run(migration.name, migration.hash, Date.now());
    }
    // It reads every row, so only what may have changed them pays for it.
    const broken = due.length > 0 ? (writer.pragma("foreign_key_check") as unknown[]) : [];
    if (broken.length > 0) throw new Error(`the migration leaves ${broken.length} rows without what they refer to`);
    refuseMissingGuards(writer);
    writer.exec("COMMIT");
  } catch (error) {
    if (writer.inTransaction) writer.exec("ROLLBACK");
    throw error;
  } finally {
    writer.pragma("foreign_keys = ON");
  }
}

function refuseMissingGuards(writer: Database.Database): void {
  const rows = writer.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all() as { name: string }[];
  const present = new Set(rows.map((row) => row.name));
  const missing = guardNames("sqlite").filter((name) => !present.has(name));
  if (missing.length > 0) throw guardsMissing(missing);
}
