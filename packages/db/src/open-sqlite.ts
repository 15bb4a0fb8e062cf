// SQLite behind Db: one writer connection behind a promise queue, reads on their own connection (WAL).
import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { begin } from "./begin-sqlite.ts";
import type { Db } from "./db.ts";
import { mint, mintMortal, type Tx } from "./handle.ts";
import { migrateSqlite } from "./migrate-sqlite.ts";
import { withoutNesting } from "./no-nesting.ts";
import * as tables from "./schema/schema.sqlite.ts";

const busyLimitMs = 5_000;

/** Opens (and migrates) a SQLite file. FULL on every connection: reopened WAL databases fall back to NORMAL and lose commits on power loss. */
export async function openSqlite(file: string): Promise<Db> {
  const writer = connect(file, false);
  await migrateSqlite(writer);
  const reader = connect(file, true);
  const builder = drizzle(writer, { casing: "snake_case" });
  const read = mint(drizzle(reader, { casing: "snake_case" }), tables, "sqlite");
  let tail: Promise<unknown> = Promise.resolve();
  return {
    dialect: "sqlite",
    read,
    transaction(run) {
      return withoutNesting(() => {
        const turn = tail.then(() => transact(writer, builder, run));
        tail = turn.catch(() => undefined);
        return turn;
      });
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, the driver is not
    async ping() {
      reader.prepare("SELECT 1").get();
    },
    async close() {
      await tail;
      reader.close();
      writer.close();
    },
  };
}

function connect(file: string, readonly: boolean): Database.Database {
  const connection = new Database(file, { readonly, timeout: 0 });
  if (!readonly) connection.pragma("journal_mode = WAL");
  connection.pragma("synchronous = FULL");
  connection.pragma("foreign_keys = ON");
  connection.pragma("recursive_triggers = ON"); // else INSERT OR REPLACE deletes past the guards
  return connection;
}

async function transact<T>(writer: Database.Database, builder: object, run: (tx: Tx) => Promise<T>): Promise<T> {
  await begin(writer, { mode: "IMMEDIATE", limitMs: busyLimitMs });
  const held = mintMortal(builder, tables, "sqlite");
  try {
    const result = await run(held.tx);
    held.end();
    writer.exec("COMMIT");
    return result;
  } catch (error) {
    held.end();
    if (writer.inTransaction) writer.exec("ROLLBACK");
    throw error;
  }
}
