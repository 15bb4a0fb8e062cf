// After an upgrade the log tells anew of rows that gained columns, and of those in tables that came with it: until then
// nothing answers for what is new.
import { canonicalJson, sha256Hex } from "@chancery/core";
import {
  governedColumns,
  governedRows,
  governedTables,
  idOfRow,
  isTableTold,
  lastNumber,
  lockHead,
  nextNumber,
  type GovernedTable,
  type RowValues,
  type Tx,
  type WrittenRow,
} from "@chancery/db";
import { bookkeeping } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { appendUnacted } from "./append-unacted.ts";
import { standingOf } from "./said.ts";

const pageSize = 500;

/**
 * Tells of what a migration brought, once for each set of columns; answers how many rows. A row that its entry contradicts
 * is left as it is, and so is one that no entry tells of in a table that entries told of before: a check names them. For a
 * registry whose rows are told; what was begun and not finished goes on.
 */
export async function tellMigrated(house: House): Promise<number> {
  const done = markerOf();
  if ((await lastNumber(house.db.read, done)) > 0) return 0;
  let rows = 0;
  for (const table of governedTables) rows += await tellTable(house, table);
  await bookkeeping(house, "rows.migrated", (tx) => nextNumber(tx, done));
  return rows;
}

/** Named after the columns there are. Whoever takes it away makes this run again, and find nothing to tell. */
const markerOf = (): string => {
  const columns = governedTables.map((table) => [table, [...governedColumns(table)].sort()]);
  return `rows.told-${sha256Hex(canonicalJson(columns)).slice(0, 16)}`;
};

/** In one transaction: of a new table everything is told, or nothing yet. */
const tellTable = (house: House, table: GovernedTable): Promise<number> =>
  bookkeeping(house, "rows.migrated", async (tx) => {
    await lockHead(tx); // no act lies between what is read and what is told
    const isNew = !toldFromTheFirst.has(table) && !(await isTableTold(tx, table));
    let rows = 0;
    for (let page = await pageAfter(tx, table); page.length > 0; page = await pageAfter(tx, table, page.at(-1))) {
      const written: WrittenRow[] = [];
      for (const row of page) {
        const id = idOfRow(table, row);
        const { standing } = await standingOf(tx, { table, id, row });
        if (standing === "told-in-fewer-columns" || (isNew && standing === "untold")) written.push({ table, id, row });
      }
      if (written.length > 0)
        await appendUnacted(house, tx, { kind: "log.migrated@1", data: { rows: written.length }, written });
      rows += written.length;
    }
    return rows;
  });

const pageAfter = (tx: Tx, table: GovernedTable, after?: RowValues) =>
  governedRows(tx, { table, after, limit: pageSize });

/**
 * Entries told of these from the first that told of rows, or from the first row there was: no migration filled them, so one
 * without an entry is not a migration's.
 */
const toldFromTheFirst: ReadonlySet<string> = new Set<GovernedTable>([
  "teams",
  "actors",
  "credentials",
  "tokens",
  "groups",
  "groupMembers",
  "grants",
  "models",
  "tierAssessments",
  "revisions",
  "modelMetrics",
  "datasets",
  "versions",
  "evaluations",
  "lineageEdges",
  "policyVersions",
  "promotions",
  "votes",
  "occupancies",
  "aliases",
  "accountOpenings",
  "dismissals",
  "retractions",
]);
