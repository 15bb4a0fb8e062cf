// Migrates a PostgreSQL database: one migrator at a time (advisory lock), one transaction, guards checked before COMMIT.
import { ChanceryError, type Reason } from "@chancery/core";
import type pg from "pg";
import { unwatchPostgres, watchGuards, watchPostgres } from "./governed/watch-postgres.ts";
import { guardOf, guardsAfter, whyNotGuarded, type Guards, type PostgresTrigger } from "./guards.ts";
import { pending, readMigrations, type Applied, type Opening } from "./migrations.ts";
import * as tables from "./schema/schema.postgres.ts";

const lockKey = 4_843_726;

/**
 * Runs what is pending in one transaction; throws, changing nothing, when a guard would be other than declared after it.
 * Where nothing was pending, it answers what is wrong with the guards.
 */
export async function migratePostgres(
  pool: pg.Pool,
  all = readMigrations("postgres"),
  opening: Opening = {},
): Promise<Reason | undefined> {
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
    const expected = new Map([...guardsAfter("postgres", all), ...watchGuards(tables)]);
    const fault = whyNotGuarded(expected, await guardsIn(client));
    if (fault && due.length > 0) throw new ChanceryError("UNAVAILABLE", fault.message, { reasons: [fault] });
    await client.query("COMMIT");
    return fault;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Triggers of our tables, and rules, which rewrite statements before any trigger sees them: there are none of ours. */
const standing = `
  SELECT tg.tgname AS name, c.relname AS table, tg.tgtype::int AS type, tg.tgenabled AS enabled,
    tg.tgqual IS NULL AND tg.tgattr = '' AND tg.tgnargs = 0 AND l.lanname = 'plpgsql' AND NOT p.prosecdef AND p.proconfig IS NULL AS "isPlain",
    p.prosrc AS body
  FROM pg_trigger tg JOIN pg_class c ON c.oid = tg.tgrelid JOIN pg_proc p ON p.oid = tg.tgfoid JOIN pg_language l ON l.oid = p.prolang
  WHERE NOT tg.tgisinternal AND c.relnamespace = current_schema()::regnamespace
  UNION ALL
  SELECT r.rulename, c.relname, 0, r.ev_enabled, false, '' FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
  WHERE r.rulename <> '_RETURN' AND c.relnamespace = current_schema()::regnamespace`;

async function guardsIn(client: pg.PoolClient): Promise<Guards> {
  const { rows } = await client.query<PostgresTrigger & { name: string }>(standing);
  return new Map(rows.map((row) => [row.name, guardOf(row)]));
}
