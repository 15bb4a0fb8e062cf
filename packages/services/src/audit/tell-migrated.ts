// After an upgrade the log tells anew of rows that gained columns, and of those in tables that came with it: until then
// nothing answers for what is new.
import { canonicalJson, sha256Hex, type Reason } from "@chancery/core";
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
import { z } from "zod";
import { bookkeeping } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { appendUnacted } from "./append-unacted.ts";
import { takeBaseline } from "./baseline.ts";
import { isWhollyTold } from "./is-wholly-told.ts";
import { followLog } from "./known-log.ts";
import { provenWords, standingsOf } from "./standing.ts";

const pageSize = 500;

/**
 * Tells of rows that no act told of: of all in a registry from before entries told of rows, and of what a migration brought.
 * Each is told once: beside the log's key stands of which tables and columns the log tells, so that nobody has it tell of
 * rows of their own by taking away in the database what says that it did. For a log that was found intact.
 */
export async function tellUntold(house: House): Promise<{ readonly before: number; readonly migrated: number }> {
  const before = (await isWhollyTold(house.db)) ? 0 : await takeBaseline(house);
  const migrated = await tellMigrated(house);
  if ((await house.rowsTold.read()) !== columnsNow()) await house.rowsTold.write(columnsNow());
  return { before, migrated };
}

/** Where the log was to tell of every row, and the entry is not found by which it did. */
export async function whyNotWhollyTold({ db, rowsTold }: House): Promise<Reason | undefined> {
  if ((await rowsTold.read()) === undefined || (await isWhollyTold(db))) return undefined;
  return {
    code: "baseline_gone",
    message: "the entry that recorded every earlier row in the log is gone or has another kind",
  };
}

type Tables = ReadonlyMap<string, readonly string[]>;
const Columns = z.array(z.tuple([z.string(), z.array(z.string())]));

/** The governed tables and columns the log told of when this was last done; undefined in a registry that never noted it. */
async function notedTables(house: House): Promise<Tables | undefined> {
  const text = await house.rowsTold.read();
  return text === undefined ? undefined : new Map(Columns.parse(JSON.parse(text)));
}

const columnsNow = (): string =>
  canonicalJson(governedTables.map((table) => [table, [...governedColumns(table)].sort()]));

/**
 * Tells of what a migration brought, once for each set of columns; answers how many rows. A row that its entry contradicts
 * is left as it is, and so is one that no entry tells of in a table that entries told of before: a check names them. For a
 * registry whose rows are told; what was begun and not finished goes on.
 */
async function tellMigrated(house: House): Promise<number> {
  const noted = await notedTables(house);
  if (noted && canonicalJson([...noted]) === columnsNow()) return 0; // whatever the database says
  const done = `rows.told-${sha256Hex(columnsNow()).slice(0, 16)}`;
  if ((await lastNumber(house.db.read, done)) > 0) return 0;
  let rows = 0;
  for (const table of governedTables) rows += await tellTable(house, table, noted);
  await bookkeeping(house, "rows.migrated", (tx) => nextNumber(tx, done));
  return rows;
}

/** In one transaction: of a new table everything is told, or nothing yet. */
const tellTable = (house: House, table: GovernedTable, noted: Tables | undefined): Promise<number> =>
  bookkeeping(house, "rows.migrated", async (tx) => {
    await lockHead(tx); // no act lies between what is read and what is told
    const isKnown = noted ? noted.has(table) : await isTableTold(tx, table);
    const isNew = !isKnown && !toldFromTheFirst.has(table);
    let rows = 0;
    for (let page = await pageAfter(tx, table); page.length > 0; page = await pageAfter(tx, table, page.at(-1))) {
      const found = page.map((row) => ({ table, id: idOfRow(table, row), row }));
      const stood = await standingsOf(provenWords(await followLog(house, tx), tx), tx, found);
      const written: readonly WrittenRow[] = found.filter((_row, at) => {
        const standing = stood[at]?.standing;
        return standing === "told-in-fewer-columns" || (isNew && standing === "untold");
      });
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
