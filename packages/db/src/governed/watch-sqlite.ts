// Notes which governed rows a transaction writes, on SQLite: triggers of our own writing connection, gone with it. What another
// connection writes is noted nowhere, so no act ever vouches for it.
import type Database from "better-sqlite3";
import type { Tables } from "../schema/schema.ts";
import { governedNames } from "./names.ts";

const quoted = (name: string) => `"${name}"`;

/** Once for each writing connection, after migrations. */
export function watchSqlite(writer: Database.Database, tables: Tables): void {
  writer.pragma("temp_store = MEMORY");
  writer.exec("CREATE TEMP TABLE written (name TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (name, id)) WITHOUT ROWID");
  for (const { table, sqlName, key, columns } of governedNames(tables)) {
    const events = [
      ["INSERT", "NEW"],
      [`UPDATE OF ${columns.map(quoted).join(", ")}`, "NEW"],
      ["DELETE", "OLD"],
    ] as const;
    for (const [n, [event, row]] of events.entries()) {
      const id = key.map((column) => `${row}.${quoted(column)}`).join(` || '/' || `);
      writer.exec(
        `CREATE TEMP TRIGGER "written_${sqlName}_${n}" AFTER ${event} ON main.${quoted(sqlName)}
         BEGIN INSERT OR IGNORE INTO written VALUES ('${table}', ${id}); END`,
      );
    }
  }
}
