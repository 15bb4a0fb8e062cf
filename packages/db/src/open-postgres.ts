// PostgreSQL behind Db: a pool, native transactions at READ COMMITTED, row locks where a decision rests on a row.
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Db } from "./db.ts";
import { mint, mintMortal, type Tx } from "./handle.ts";
import { migratePostgres } from "./migrate-postgres.ts";
import type { Opening } from "./migrations.ts";
import { withoutNesting } from "./no-nesting.ts";
import * as postgresTables from "./schema/schema.postgres.ts";
import type { Tables } from "./schema/schema.ts";

const tables: Tables = postgresTables;

/** Opens (and migrates) a PostgreSQL database. */
export async function openPostgres(url: string, opening: Opening): Promise<Db> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  pool.on("error", () => undefined); // an idle connection died: the next query opens another or says why it cannot
  // One that died between two queries of a transaction says so here too; unheard it would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  await migratePostgres(pool, undefined, opening).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  return {
    dialect: "postgres",
    read: mint(drizzle(pool, { casing: "snake_case" }), tables, "postgres"),
    transaction: (run) => withoutNesting(() => transact(pool, run)),
    async ping() {
      await pool.query("SELECT 1");
    },
    close: () => pool.end(),
  };
}

async function transact<T>(pool: pg.Pool, run: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const held = mintMortal(drizzle(client, { casing: "snake_case" }), tables, "postgres");
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await run(held.tx);
    held.end();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    held.end();
    await client.query("ROLLBACK").catch((cause: unknown) => void (broken = cause as Error));
    throw error;
  } finally {
    client.release(broken);
  }
}
