// The SQLite column kit: also the type every table and query is written against.
import { sql, type Column, type SQL } from "drizzle-orm";
import {
  blob,
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text as sqliteText,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";

export const table = sqliteTable;
export const text = () => sqliteText();
/** Text out of a closed list, checked by the compiler and by zod at the boundary. */
export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  sqliteText({ enum: values as unknown as [T[number], ...T[number][]] });
/** A safe integer: a JavaScript number on both engines. */
export const int = () => integer();
export const bool = () => integer({ mode: "boolean" });
/** Milliseconds since the epoch, UTC; a JavaScript Date. */
export const instant = () => integer({ mode: "timestamp_ms" });
export const json = <T>() => sqliteText({ mode: "json" }).$type<T>();
export const bytes = () => blob({ mode: "buffer" });
export { check, foreignKey, index, primaryKey, uniqueIndex };

/** One field of a JSON column as text, for a query or an expression index. `key` is ours, never input. */
export const jsonText = (column: Column, key: string): SQL<string | null> =>
  sql`json_extract(${column}, ${sql.raw(`'$."${key}"'`)})`;
