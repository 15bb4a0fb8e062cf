// The PostgreSQL column kit, shaped like the SQLite one: same keys, same JavaScript values (kit.test-d.ts).
import { sql, type Column, type SQL } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  customType,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text as pgText,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";

export const table = pgTable;
export const text = () => pgText();
export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  pgText({ enum: values as unknown as [T[number], ...T[number][]] });
export const int = () => bigint({ mode: "number" });
export const bool = () => boolean();
export const instant = () => timestamp({ mode: "date", withTimezone: true, precision: 3 });
export const json = <T>() => jsonb().$type<T>();
const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
export const bytes = () => bytea();
export { check, foreignKey, index, primaryKey, uniqueIndex };

export const jsonText = (column: Column, key: string): SQL<string | null> => sql`${column} ->> ${sql.raw(`'${key}'`)}`;
