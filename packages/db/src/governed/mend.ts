// Puts governed rows back to what the log says: the one writer that goes past the guards, which stand again before it commits.
import { and, eq, getTableColumns, sql } from "drizzle-orm";
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from "drizzle-orm/sqlite-core";
import { lostText, type JsonValue } from "@chancery/core";
import { execute, open, rowsOf, type Tx } from "../handle.ts";
import * as sqliteTables from "../schema/schema.sqlite.ts";
import type { Tables } from "../schema/schema.ts";
import type { RowValues } from "./images.ts";
import { governedTables, tellingOf, whyUngoverned, type GovernedTable } from "./tables.ts";
import { partsOfId } from "./written.ts";

/** Of the log only the index of which entry tells of which row may be mended: it is made of the entries. */
const isLifted = (table: string) => !table.startsWith("audit_") || table === "audit_row";

/** Runs `work` with the guards out of the way and puts them back as they were; what notes written rows goes on. */
export async function withoutGuards<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const before = await guardsOf(tx);
  for (const { off } of before) await execute(tx, sql.raw(off));
  const result = await work();
  for (const { on } of before) await execute(tx, sql.raw(on));
  const after = await guardsOf(tx);
  if (JSON.stringify(after) !== JSON.stringify(before)) throw new Error("the guards do not stand as they stood before");
  return result;
}

type Guard = { readonly name: string; readonly off: string; readonly on: string };

async function guardsOf(tx: Tx): Promise<readonly Guard[]> {
  if (open(tx).dialect === "sqlite") {
    await execute(tx, sql`PRAGMA defer_foreign_keys = ON`); // asked at the commit: rows come back in any order
    const found = await rowsOf<{ name: string; table: string; sql: string }>(
      tx,
      sql`SELECT name, tbl_name AS "table", sql FROM main.sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%' ORDER BY name`,
    );
    return found
      .filter(({ table }) => isLifted(table))
      .map(({ name, sql: on }) => ({ name, off: `DROP TRIGGER "${name}"`, on }));
  }
  const found = await rowsOf<{ name: string; table: string; enabled: string }>(
    tx,
    sql`SELECT tgname AS name, relname AS "table", tgenabled::text AS enabled FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE NOT tgisinternal AND tgenabled <> 'D' AND tgname LIKE '%\\_guard' AND pg_table_is_visible(pg_class.oid) ORDER BY tgname`,
  );
  return found
    .filter(({ table }) => isLifted(table))
    .map(({ name, table, enabled }) => ({
      name: `${name} ${enabled}`,
      off: `ALTER TABLE "${table}" DISABLE TRIGGER "${name}"`,
      on: `ALTER TABLE "${table}" ENABLE ${enabled === "A" ? "ALWAYS " : ""}TRIGGER "${name}"`,
    }));
}

type Place = { readonly table: GovernedTable; readonly id: string };
/** Columns as leaves tell them. */
type Told = Readonly<Record<string, JsonValue>>;

const columnsOf = (t: Tables, table: keyof Tables) =>
  getTableColumns(t[table]) as unknown as Record<string, SQLiteColumn>;

const isIt = (t: Tables, { table, id }: Place) => {
  const columns = columnsOf(t, table);
  return and(...partsOfId(table, id).map(([column, part]) => eq(columns[column]!, part)));
};

export async function rewriteRow(tx: Tx, { table, id, columns }: Place & { readonly columns: Told }): Promise<void> {
  const { run: builder, t } = open(tx);
  await builder
    .update(t[table])
    .set(valuesOf(table, columns)) // of the table's own columns
    .where(isIt(t, { table, id }));
}

export async function restoreRow(tx: Tx, { table, columns }: { table: GovernedTable; columns: Told }): Promise<void> {
  const { run: builder, t } = open(tx);
  await builder.insert(t[table]).values(valuesOf(table, columns) as never); // of the table's own columns
}

/** With what the log does not answer for and that cannot stand without it: the sessions of an account. */
export async function removeRow(tx: Tx, { table, id }: Place): Promise<void> {
  const { run: builder, t } = open(tx);
  for (const name of Object.keys(whyUngoverned) as (keyof Tables)[])
    for (const column of columnsReferringTo(name, table))
      await builder.delete(t[name]).where(eq(columnsOf(t, name)[column]!, id));
  await builder.delete(t[table]).where(isIt(t, { table, id }));
}

/** The columns of one table that refer to the rows of another. */
function columnsReferringTo(from: keyof Tables, to: GovernedTable): readonly string[] {
  const tables = sqliteTables as unknown as Record<keyof Tables, SQLiteTable>;
  const columns = Object.entries(getTableColumns(tables[from]));
  return getTableConfig(tables[from]).foreignKeys.flatMap((key) => {
    const { columns: own, foreignTable } = key.reference();
    return foreignTable === tables[to]
      ? columns.filter(([, column]) => own.some(({ name }) => name === column.name)).map(([name]) => name)
      : [];
  });
}

/** Values as the tables take them. */
export function valuesOf(table: GovernedTable, columns: Told): RowValues {
  const known = columnsOf(sqliteTables, table);
  return Object.fromEntries(
    Object.entries(columns)
      .filter(([column]) => column in known)
      .map(([column, value]) => [
        column,
        known[column]!.dataType === "date" && typeof value === "string" ? new Date(value) : value,
      ]),
  );
}

/** What a column can hold in place of a value that is lost; undefined where nothing stands for it. */
export function emptyOf(table: GovernedTable, column: string): JsonValue | undefined {
  const found = columnsOf(sqliteTables, table)[column];
  if (!found) return undefined;
  if (!found.notNull) return null;
  if (found.dataType === "json") return {};
  return found.dataType === "string" ? lostText : undefined;
}

/** Parents before what refers to them. */
export const orderOfTable = (table: GovernedTable): number => governedTables.indexOf(table);
export const isColumnTold = (table: GovernedTable, column: string): "plain" | "digest" | "personal" => {
  const { digest = [], personal = [] } = tellingOf(table);
  return personal.includes(column) ? "personal" : digest.includes(column) ? "digest" : "plain";
};

/** Writes anew which rows an entry tells of. */
export async function retellIndex(
  tx: Tx,
  { index, rows }: { index: number; rows: readonly (Place & { readonly place: string | null })[] },
): Promise<void> {
  const { run: builder, t } = open(tx);
  await builder.delete(t.auditRows).where(eq(t.auditRows.idx, index));
  for (const { table, id, place } of rows)
    await builder.insert(t.auditRows).values({ governedTable: table, rowId: id, idx: index, place });
}
