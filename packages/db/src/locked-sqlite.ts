// SQLite whose readers meet a lock, as while the log of a killed process is taken over: UNAVAILABLE, as for who writes.
import type Database from "better-sqlite3";
import { BetterSQLite3Database, BetterSQLiteSession } from "drizzle-orm/better-sqlite3";
import { SQLiteSyncDialect, type PreparedQueryConfig } from "drizzle-orm/sqlite-core";
import { orOutage } from "./outage.ts";

type NoSchema = Record<string, never>;
const ways = ["run", "all", "get", "values"] as const;

class LockedSession extends BetterSQLiteSession<NoSchema, NoSchema> {
  override prepareQuery<T extends Omit<PreparedQueryConfig, "run">>(
    ...given: Parameters<BetterSQLiteSession<NoSchema, NoSchema>["prepareQuery"]>
  ) {
    const prepared = super.prepareQuery<T>(...given);
    for (const way of ways) {
      const ask = prepared[way].bind(prepared) as (values?: Record<string, unknown>) => never;
      prepared[way] = (values?: Record<string, unknown>) => {
        try {
          return ask(values);
        } catch (error) {
          throw orOutage(error);
        }
      };
    }
    return prepared;
  }
}

/** Drizzle over a connection, whose statements fail with UNAVAILABLE `database_locked` where they meet a lock. */
export function builderOver(connection: Database.Database): object {
  const dialect = new SQLiteSyncDialect({ casing: "snake_case" });
  return new BetterSQLite3Database("sync", dialect, new LockedSession(connection, dialect, undefined), undefined);
}
