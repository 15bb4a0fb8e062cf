// Migrates a PostgreSQL database: one migrator at a time (advisory lock), one transaction, guards checked before COMMIT.
import type pg from "pg";
import { unwatchPostgres, watchPostgres } from "./governed/watch-postgres.ts";
import { guardNames } from "./guards.ts";
import { guardsMissing, pending, readMigrations, type Applied, type Opening } from "./migrations.ts";
import * as tables from "./schema/schema.postgres.ts";

const lockKey = 4_843_726;

/** Runs what is pending in one transaction; throws, changing nothing, when an audit guard would be missing or not ENABLE ALWAYS after it. */
export async function migratePostgres(
  pool: pg.Pool,
  all = readMigrations("postgres"),
  opening: Opening = {},
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN; SET LOCAL lock_timeout = 0"); // another server may be migrating, as long as its tables are large
    await client.query("SELECT pg_advisory_xact_lock($1)", [lockKey]);
    await client.query(
      "CREATE TABLE IF NOT EXISTS schema_migration (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())",
    );
    const applied = await client.query<Applied>("SELECT name, hash FROM schema_migration ORDER BY name");
    const due = pending(all, applied.rows, opening);
    if (due.length > 0) await client.query(unwatchPostgres);
    for (const migration of due) {
      await client.query(migration.sql);
      await client.query("INSERT INTO schema_migration (name, hash) VALUES ($1, $2)", [migration.name, migration.hash]);
    }
    await watchPostgres(client, tables);
    const guards = await client.query<{ name: string }>("SELECT tgname AS name FROM pg_trigger WHERE tgenabled = 'A'");
    const present = new Set(guards.rows.map((row) => row.name));
    const missing = guardNames("postgres").filter((name) => !present.has(name));
    if (missing.length > 0) throw guardsMissing(missing);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
