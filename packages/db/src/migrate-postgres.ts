// Migrates a PostgreSQL database: one migrator at a time (advisory lock), one transaction, guards checked before COMMIT.
import type { Reason } from "@chancery/core";
import type pg from "pg";
import { unwatchPostgres, watchGuards, watchPostgres } from "./governed/watch-postgres.ts";
import { guardOf, guardsAfter, guardsAhead, whyNotGuarded, type Guards, type PostgresTrigger } from "./guards.ts";
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
import * as tables from "./schema/schema.postgres.ts";

const lockKey = 4_843_726;

/**
 * Runs what is pending in one transaction; throws, changing nothing, when a guard would be other than declared after it.
 * Where nothing was pending, it answers what is wrong with the guards. What ran already, as its guards show, does not run
 * again over them: a guard that was taken away would come back without a word.
 */
export async function migratePostgres(
  pool: pg.Pool,
  all = readMigrations("postgres"),
  opening: Opening = {},
): Promise<Migrated> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN; SET LOCAL lock_timeout = 0"); // another server may be migrating, as long as its tables are large
    await client.query("SELECT pg_advisory_xact_lock($1)", [lockKey]);
    await client.query(
      "CREATE TABLE IF NOT EXISTS schema_migration (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())",
    );
    const due = pending(all, await appliedIn(client), opening);
    const [ahead] = guardsAhead("postgres", { all, due }, await guardsIn(client));
    if (ahead) throw unusable(unrecorded(due[0]!.name, `the guard ${ahead} stands`));
    if (due.length > 0) await client.query(unwatchPostgres);
    for (const migration of due) {
      await client.query(migration.sql);
      await client.query("INSERT INTO schema_migration (name, hash) VALUES ($1, $2)", [migration.name, migration.hash]);
    }
    await watchPostgres(client, tables);
    const fault = whyNotGuarded(expectedAfter(all), await guardsIn(client));
    if (fault && due.length > 0) throw unusable(fault);
    await client.query("COMMIT");
    return { fault, ran: due.map(({ name }) => name) };
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Why the database does not stand as these migrations left it. */
export async function whyNotAsMigrated(
  client: Pick<pg.Pool, "query">,
  all: readonly Migration[],
): Promise<Reason | undefined> {
  const found = await guardsIn(client); // first: what migrates meanwhile is then seen to have
  return whyNotApplied(all, await appliedIn(client)) ?? whyNotGuarded(expectedAfter(all), found);
}

const expectedAfter = (all: readonly Migration[]): Guards =>
  new Map([...guardsAfter("postgres", all), ...watchGuards(tables)]);

const appliedIn = async (client: Pick<pg.Pool, "query">) =>
  (await client.query<Applied>("SELECT name, hash FROM schema_migration ORDER BY name")).rows;

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

async function guardsIn(client: Pick<pg.Pool, "query">): Promise<Guards> {
  const { rows } = await client.query<PostgresTrigger & { name: string }>(standing);
  return new Map(rows.map((row) => [row.name, guardOf(row)]));
}
