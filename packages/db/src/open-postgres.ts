// PostgreSQL behind Db: a pool, native transactions at READ COMMITTED, row locks where a decision rests on a row.
import { NodePgDatabase, type NodePgClient } from "drizzle-orm/node-postgres";
import { PgDialect } from "drizzle-orm/pg-core";
import pg from "pg";
import { requestPatienceMs, type Db } from "./db.ts";
import { layOver, type LaidOver } from "./governed/laid-over.ts";
import { mint, mintMortal, type Over, type Reader, type Tx } from "./handle.ts";
import { readKnown } from "./known-rows.ts";
import { migratePostgres, whyNotAsMigrated } from "./migrate-postgres.ts";
import { readMigrations, type Opening } from "./migrations.ts";
import { withoutNesting } from "./no-nesting.ts";
import { orOutage, OutageSession, throwOutage } from "./outage.ts";
import * as postgresTables from "./schema/schema.postgres.ts";
import type { Tables } from "./schema/schema.ts";
import { turnstile, type Turnstile } from "./turnstile.ts";

const tables: Tables = postgresTables;
const dialect = new PgDialect({ casing: "snake_case" });
const drizzled = (client: NodePgClient) =>
  new NodePgDatabase(dialect, new OutageSession(client, dialect, undefined), undefined);

/** A connection that is not had by then is an outage: an address that swallows what is sent to it says nothing itself. */
const connectionTimeoutMillis = requestPatienceMs;
const connections = 10;
/** Fewer than there are connections: writers that wait for a lock leave some to those who read. */
const writersAtOnce = 7;
/** Connections beside the pool, for as long as rows were edited. */
const readersAs = 2;
/** Whoever asks whether this server is ready wants to know soon. */
const pingPatienceMs = 1_000;

/** Opens (and migrates) a PostgreSQL database. While it is gone everything is UNAVAILABLE; once it is back, it is used again. */
export async function openPostgres(url: string, opening: Opening): Promise<Db> {
  // Statements that do not wait for each other leave together: under the log's lock every way there and back counts.
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    keepAlive: true,
    connectionTimeoutMillis,
    pipeline: true,
  });
  pool.on("error", () => undefined); // an idle connection died: the next query opens another or says why it cannot
  // One that died between two queries of a transaction says so here too; unheard it would end the process.
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
    client.query(`SET lock_timeout = ${requestPatienceMs}`).catch(() => undefined); // if it cannot be set, nothing can be asked
  });
  const all = readMigrations("postgres"); // a server that runs is held against its own, also once newer ones lie there
  const asked = drizzled(pool);
  const { fault, ran, known } = await migratePostgres(pool, all, opening)
    .then(async (migrated) => ({ ...migrated, known: await readKnown(asked, tables) }))
    .catch(async (error: unknown) => {
      await pool.end();
      throw error;
    });
  const over: Over = { t: tables, dialect: "postgres", known };
  const enter = turnstile(writersAtOnce);
  const enterToRead = turnstile(readersAs);
  return {
    dialect: "postgres",
    guardsFault: fault,
    migrated: ran,
    whyNotGuarded: () => whyNotAsMigrated(pool, all).catch(throwOutage),
    read: mint(asked, over),
    ...over.known,
    transaction: (run, { patienceMs = requestPatienceMs } = {}) =>
      withoutNesting(() => transact({ pool, over, enter, patienceMs }, run)),
    readingAs: (rows, told) => readAs({ url, over, enter: enterToRead }, rows, told),
    ping: () => lockHeadBriefly(pool),
    whyNotSound: () => Promise.resolve(undefined),
    close: () => pool.end(),
  };
}

type Writing = {
  readonly pool: pg.Pool;
  readonly over: Over;
  readonly enter: Turnstile;
  readonly patienceMs: number;
};

async function transact<T>({ pool, over, enter, patienceMs }: Writing, run: (tx: Tx) => Promise<T>): Promise<T> {
  const until = performance.now() + patienceMs;
  const leave = await enter(patienceMs);
  try {
    return await transactOn(await pool.connect().catch(throwOutage), { over, until }, run);
  } finally {
    leave();
  }
}

async function transactOn<T>(
  client: pg.PoolClient,
  { over, until }: { readonly over: Over; readonly until: number },
  run: (tx: Tx) => Promise<T>,
): Promise<T> {
  const held = mintMortal(builderOver(client), over);
  let broken: Error | undefined;
  let isCommitting = false;
  try {
    await client.query(begin(until - performance.now()));
    const result = await run(held.tx);
    held.end();
    isCommitting = true;
    const { command } = await client.query("COMMIT");
    if (command !== "COMMIT") throw new Error("rolled back: a statement had failed, and nobody minded");
    return result;
  } catch (error) {
    held.end();
    await client.query("ROLLBACK").catch((cause: unknown) => void (broken = cause as Error));
    throw orOutage(error, { isCommitting });
  } finally {
    client.release(broken);
  }
}

const unheard = () => undefined;
type ReadingAs = { readonly url: string; readonly over: Over; readonly enter: Turnstile };

async function readAs<T>(
  { url, over, enter }: ReadingAs,
  rows: readonly LaidOver[],
  read: (reader: Reader) => Promise<T>,
): Promise<T> {
  const leave = await enter(requestPatienceMs);
  const client = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis });
  client.on("error", unheard); // the next query says it
  try {
    await client.connect().catch(throwOutage);
    const own = mint(drizzled(client), over);
    await layOver(own, rows);
    return await read(own);
  } finally {
    await client.end().catch(() => undefined);
    leave();
  }
}

/** Waits for locks as long as there is patience left; 0 would mean for ever. */
const begin = (patienceMs: number) => `BEGIN; SET LOCAL lock_timeout = ${Math.max(1, Math.ceil(patienceMs))}`;

/** Shows that the log can be written to: its head can be locked. */
async function lockHeadBriefly(pool: pg.Pool): Promise<void> {
  const client = await pool.connect().catch(throwOutage);
  let broken: Error | undefined;
  try {
    await client.query(begin(pingPatienceMs));
    await client.query("SELECT 1 FROM audit_head FOR UPDATE");
  } catch (error) {
    throw orOutage(error);
  } finally {
    await client.query("ROLLBACK").catch((cause: unknown) => void (broken = cause as Error));
    client.release(broken);
  }
}

const builders = new WeakMap<pg.PoolClient, object>();

/** One for as long as the connection lives: what is prepared hangs on it. */
function builderOver(client: pg.PoolClient): object {
  const builder = builders.get(client) ?? drizzled(client);
  builders.set(client, builder);
  return builder;
}
