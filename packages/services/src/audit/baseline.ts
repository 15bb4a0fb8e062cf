// The first word on rows from before entries told of rows: each is told once, as it stands, in entries of the registry's own.
import {
  governedRows,
  governedTables,
  idOfRow,
  lockHead,
  toldAmong,
  type GovernedTable,
  type RowValues,
  type Tx,
  type WrittenRow,
} from "@chancery/db";
import { bookkeeping } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { appendUnacted } from "./append-unacted.ts";

const kind = "log.baseline@1";
/** Rows of one transaction: so long everybody else who acts may wait. */
const pageSize = 500;

/**
 * Tells of every governed row that no entry tells of. For a registry made before entries told of rows, once, at its first
 * start under this program; answers how many rows. What was begun and not finished goes on. Others may act meanwhile.
 */
export async function takeBaseline(house: House): Promise<number> {
  let rows = 0;
  for (const table of governedTables) rows += await tellTable(house, table);
  await bookkeeping(house, "baseline.taken", (tx) => append(house, tx, { rows, isWhole: true, written: [] }));
  return rows;
}

async function tellTable(house: House, table: GovernedTable): Promise<number> {
  let rows = 0;
  let after: RowValues | undefined;
  for (let isMore = true; isMore;) {
    await bookkeeping(house, "baseline.taken", async (tx) => {
      await lockHead(tx); // no act lies between what is read and what is told
      const page = await governedRows(tx, { table, after, limit: pageSize });
      const told = await toldAmong(tx, { table, ids: page.map((row) => idOfRow(table, row)) });
      const written = page.map((row) => ({ table, id: idOfRow(table, row), row })).filter(({ id }) => !told.has(id));
      if (written.length > 0) await append(house, tx, { rows: written.length, isWhole: false, written });
      rows += written.length;
      after = page.at(-1);
      isMore = page.length === pageSize;
    });
  }
  return rows;
}

const append = (house: House, tx: Tx, { rows, isWhole, written }: Page): Promise<unknown> =>
  appendUnacted(house, tx, { kind, data: { rows, isWhole }, written });

type Page = { readonly rows: number; readonly isWhole: boolean; readonly written: readonly WrittenRow[] };
