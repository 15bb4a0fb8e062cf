// The SQL names of governed tables and of the columns whose change the log tells.
import { getTableColumns, getTableName } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { Tables } from "../schema/schema.ts";
import { governedTables, tellingOf, type GovernedTable } from "./tables.ts";

export type GovernedNames = {
  readonly table: GovernedTable;
  readonly sqlName: string;
  /** SQL names of what tells a row from the others. */
  readonly key: readonly string[];
  /** SQL names of the columns the log tells. */
  readonly columns: readonly string[];
};

export const governedNames = (tables: Tables): readonly GovernedNames[] =>
  governedTables.map((table) => {
    const { key, omit = [] } = tellingOf(table);
    const columns = Object.keys(getTableColumns(tables[table])).filter((column) => !omit.includes(column));
    return {
      table,
      sqlName: getTableName(tables[table]),
      key: key.map((column) => toSnakeCase(column)),
      columns: columns.map((column) => toSnakeCase(column)),
    };
  });
