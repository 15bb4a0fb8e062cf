// After an upgrade the log tells anew of rows that gained columns, and of those in tables that came with it: until then
// nothing answers for what is new.
import { canonicalJson, organisation, sha256Hex, systemActor } from "@chancery/core";
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
} from "@chancery/db";
import { appendEntries } from "../append-entries.ts";
import { bookkeeping } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { standingOf } from "./said.ts";
import { partsOf } from "./tell-rows.ts";

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
      const written: ToTell[] = [];
      for (const row of page) {
        const id = idOfRow(table, row);
        const standing = await standingOf(tx, { table, id, row });
        if (standing === "told-in-fewer-columns" || (isNew && standing === "untold")) written.push({ table, id, row });
      }
      if (written.length > 0) await append(house, tx, written);
      rows += written.length;
    }
    return rows;
  });

const pageAfter = (tx: Tx, table: GovernedTable, after?: RowValues) =>
  governedRows(tx, { table, after, limit: pageSize });

type ToTell = Parameters<typeof partsOf>[1][number];

async function append(house: House, tx: Tx, written: readonly ToTell[]): Promise<void> {
  const id = house.newId();
  const act = { id, kind: "log.migrated@1", about: organisation, actor: systemActor, requestId: id } as const;
  await appendEntries(
    house,
    tx,
    [{ ...act, outcome: "success", data: { rows: written.length } }],
    partsOf(house, written),
  );
}

/** Entries told of these from the first that told of rows: one without an entry is not a migration's. */
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
]);
