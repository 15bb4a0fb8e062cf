// One door to both engines.
import type { Db } from "./db.ts";
import { openPostgres } from "./open-postgres.ts";
import { openSqlite } from "./open-sqlite.ts";

/** Opens and migrates the database: `postgres://…`, or the path of a SQLite file (made when missing). Throws when its schema is newer than this program. */
export const openDatabase = (location: string): Promise<Db> =>
  /^postgres(ql)?:\/\//.test(location) ? openPostgres(location) : openSqlite(location);
