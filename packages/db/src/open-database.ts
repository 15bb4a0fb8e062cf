// One door to both engines.
import type { Db } from "./db.ts";
import type { Opening } from "./migrations.ts";
import { openPostgres } from "./open-postgres.ts";
import { openSqlite } from "./open-sqlite.ts";
import { whyNotOpened } from "./why-not-opened.ts";

/**
 * Opens and migrates the database: `postgres://…`, or the path of a SQLite file (made when missing). Refused
 * (UNAVAILABLE), changing nothing: a schema newer than this program, a file that is damaged or not whole, and, where
 * `isBegun` says that there was a registry, a database without one.
 */
export async function openDatabase(location: string, { isBegun = false }: Opening = {}): Promise<Db> {
  try {
    return await (/^postgres(ql)?:\/\//.test(location) ? openPostgres : openSqlite)(location, { isBegun });
  } catch (error) {
    throw whyNotOpened(error) ?? error;
  }
}
