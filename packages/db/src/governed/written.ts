// The governed rows a transaction has written, as they are now: what its leaf tells of.
import { and, eq, getTableColumns, sql } from "drizzle-orm";
import { sqliteTable, text, type SQLiteColumn } from "drizzle-orm/sqlite-core";
import { hot, one, open, rowsOf, type Preparable, type Reader, type Tx } from "../handle.ts";
import * as tables from "../schema/schema.sqlite.ts";
import type { Tables } from "../schema/schema.ts";
import { type GovernedTable, tellingOf } from "./tables.ts";
import type { RowValues } from "./images.ts";

/** `row` is undefined for one that is no more. */
export type WrittenRow = { readonly table: GovernedTable; readonly id: string; readonly row: RowValues | undefined };
type Place = { readonly table: GovernedTable; readonly id: string };

/** SQLite's triggers note there what is written; every connection that writes has one of its own. */
const written = sqliteTable("written", { table: text("name").notNull().$type<GovernedTable>(), id: text().notNull() });

/** What was written since the transaction began or this was last asked. */
export async function takeWritten(tx: Tx): Promise<readonly WrittenRow[]> {
  const places = await noted(tx);
  return Promise.all(places.map(async (place) => ({ ...place, row: await governedRow(tx, place) })));
}

async function noted(tx: Tx): Promise<readonly Place[]> {
  if (open(tx).dialect === "sqlite")
    return hot(tx, "take_written", ({ run }) => run.delete(written).returning() as Preparable<readonly Place[]>, {});
  const [found] = await rowsOf<{ readonly written: string | null }>(
    tx,
    sql`SELECT current_setting('chancery.written', true) AS written, set_config('chancery.written', '', true)`,
  );
  if (!found?.written) return [];
  const lines = new Set(found.written.split("\u001e").filter(Boolean));
  return [...lines].map((line) => {
    const at = line.indexOf(" ");
    return { table: line.slice(0, at) as GovernedTable, id: line.slice(at + 1) }; // our own triggers wrote it
  });
}

/** A governed row as it is now, whatever the log says of it. */
export async function governedRow(reader: Reader, { table, id }: Place): Promise<RowValues | undefined> {
  const parts = partsOfId(table, id);
  return one(
    hot(
      reader,
      `governed_${table}`,
      ({ run, t }) => {
        const columns = columnsOf(t, table);
        const isIt = parts.map(([column], n) => eq(columns[column]!, sql.placeholder(`part${n}`)));
        return run
          .select()
          .from(t[table])
          .where(and(...isIt));
      },
      Object.fromEntries(parts.map(([, value], n) => [`part${n}`, value])),
    ) as Promise<readonly RowValues[]>,
  );
}

/** The columns of a row's key and what they hold. Only the last part may hold a slash: the others are ids. */
export function partsOfId(table: GovernedTable, id: string): readonly (readonly [column: string, part: string])[] {
  const key = keyOf(table);
  const parts = id.split("/");
  return key.map((column, n) => [column, n === key.length - 1 ? parts.slice(n).join("/") : (parts[n] ?? "")]);
}

const keyOf = (table: GovernedTable) => tellingOf(table).key;
const columnsOf = (t: Tables, table: GovernedTable) =>
  getTableColumns(t[table]) as unknown as Record<string, SQLiteColumn>;
export const idOfRow = (table: GovernedTable, row: RowValues): string =>
  keyOf(table)
    .map((column) => String(row[column]))
    .join("/");

/** The columns of a table that the log tells of: the same on both engines. */
export function governedColumns(table: GovernedTable): ReadonlySet<string> {
  const { omit = [] } = tellingOf(table);
  return new Set(Object.keys(getTableColumns(tables[table])).filter((column) => !omit.includes(column)));
}

/** Rows of a table in the order of their keys, from after `after` on. */
export async function governedRows(
  reader: Reader,
  {
    table,
    after,
    limit,
  }: { readonly table: GovernedTable; readonly after: RowValues | undefined; readonly limit: number },
): Promise<readonly RowValues[]> {
  const { run, t } = open(reader);
  const columns = columnsOf(t, table);
  const key = keyOf(table);
  const own = sql.join(
    key.map((column) => columns[column]!),
    sql`, `,
  );
  const last = sql.join(
    key.map((column) => sql`${after?.[column] ?? (columns[column]!.dataType === "number" ? 0 : "")}`),
    sql`, `,
  );
  const rows: unknown = await run
    .select()
    .from(t[table])
    .where(sql`(${own}) > (${last})`)
    .orderBy(...key.map((column) => columns[column]!))
    .limit(limit);
  return rows as readonly RowValues[];
}
