// Holds the tables against the log: every governed row is what the newest entry that tells of it says, and none is missing or
// stands without an entry.
import { setImmediate as letOthersRun } from "node:timers/promises";
import { canonicalJson, sha256Hex, type LeafRows } from "@chancery/core";
import {
  governedColumns,
  governedRows,
  governedTables,
  idOfRow,
  imageOf,
  newestTelling,
  isPersonal,
  readDisclosures,
  readHead,
  readLeaves,
  toldRowCount,
  toldRowsIn,
  type Db,
  type GovernedTable,
  type Reader,
  type RowImage,
  type RowValues,
} from "@chancery/db";
import { versionsOfOtherFiles } from "./compare-files.ts";
import { isWhollyTold } from "./is-wholly-told.ts";
import { parsedLeaf } from "./known-entries.ts";
import { placeIn, saltOfRow, saltsByEntry, toldRowsOf } from "./tell-rows.ts";

/** A row that is not what the log says. */
export type RowFault = {
  readonly table: GovernedTable;
  readonly id: string;
  /** `misplaced`: what is kept of which entries tell of it is not what they say. `other-files`: the files of a sealed version are not those of its manifest. */
  readonly fault: "differs" | "missing" | "unrecorded" | "misplaced" | "other-files";
  /** The entry it contradicts; null where no entry tells of it. */
  readonly entry: number | null;
};
export type RowComparison = {
  /** Entries read, and rows held against them. */
  readonly entries: number;
  readonly rows: number;
  /** How many rows of each table were held against them. */
  readonly held: Readonly<Partial<Record<GovernedTable, number>>>;
  /** How many rows of each table are at fault. */
  readonly counts: Readonly<Partial<Record<GovernedTable, number>>>;
  /** Of each table the first of each fault, and how many rows have it. */
  readonly faults: readonly (RowFault & { readonly count: number })[];
  /** Every one that was noted. */
  readonly all: readonly RowFault[];
};

/** The newest word on a row. `columns` names what it tells, `digest` is of that; both null for a row that is no more. */
type Word = {
  readonly entry: number;
  readonly columns: readonly string[] | null;
  readonly digest: string | null;
  /** Undefined once it is erased. */
  readonly salt: string | undefined;
};
type Words = Map<string, Word>;

const pageSize = 1000;
/** So many rows at fault are looked at again for what was written meanwhile. */
const maxSuspects = 10_000;

/** Words are some 300 bytes each: a registry of more rows is read in several turns, each of which holds so many at most. */
const wordsAtOnce = 250_000;

type Comparison = {
  readonly wordsAtOnce?: number;
  /** A transaction, for whoever changes what is found. */
  readonly reader?: Reader;
  /** Lets other work run between pages. */
  rest?(): Promise<unknown>;
};

/** Reads the log and every governed table in pages: once, or as often as it takes to hold no more than `wordsAtOnce`. */
export async function compareRows(db: Db, how: Comparison = {}): Promise<RowComparison> {
  const reader = how.reader ?? db.read;
  const rest = how.rest ?? letOthersRun;
  const isTold = await isWhollyTold(db);
  const suspects: RowFault[] = [];
  const { size } = await readHead(reader);
  const turns = Math.max(1, Math.ceil((await toldRowCount(reader)) / (how.wordsAtOnce ?? wordsAtOnce)));
  const held: Partial<Record<GovernedTable, number>> = {};
  for (let turn = 0; turn < turns; turn++) {
    const words: Words = new Map();
    const isOfTurn = (key: string) => turns === 1 || spread(key) % turns === turn;
    await learn(reader, { words, isOfTurn, rest, suspects: turn === 0 ? suspects : [] }, { from: 0, below: size });
    for (const table of governedTables)
      held[table] = (held[table] ?? 0) + (await compareTable(reader, { table, words, suspects, isOfTurn, rest }));
    for (const [key, { entry, columns }] of words)
      if (columns && suspects.length < maxSuspects) suspects.push({ ...placeIn(key), fault: "missing", entry });
  }
  for await (const id of versionsOfOtherFiles(reader, { rest })) {
    if (suspects.length >= maxSuspects) break;
    const entry = (await newestTelling(reader, { table: "versions", id }))?.index ?? null;
    suspects.push({ table: "versions", id, fault: "other-files", entry });
  }
  const later = await toldSince(reader, size); // a row that was written meanwhile has an entry by now
  const faults = suspects.filter(
    ({ table, id, fault }) => !isOfRow(fault) || ((isTold || fault !== "unrecorded") && !later.has(`${table}/${id}`)),
  );
  const rows = Object.values(held).reduce((sum, count) => sum + count, 0);
  return { entries: size, rows, held, all: faults, ...summed(faults) };
}

const isOfRow = (fault: RowFault["fault"]) => fault !== "misplaced" && fault !== "other-files";

/** Spreads keys over turns: FNV-1a. */
function spread(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

type Turn = {
  readonly words: Words;
  isOfTurn(key: string): boolean;
  rest(): Promise<unknown>;
  readonly suspects: RowFault[];
};

async function learn(
  reader: Reader,
  { words, isOfTurn, rest, suspects }: Turn,
  range: { readonly from: number; readonly below: number },
): Promise<void> {
  const columnLists = new Map<string, readonly string[]>(); // the same few lists over and over
  const governed = new Map(governedTables.map((table) => [table, governedColumns(table)]));
  const columnsOf = (table: GovernedTable) => governed.get(table);
  for (let from = range.from; from < range.below; from += pageSize) {
    const page = { from, below: Math.min(from + pageSize, range.below) };
    const leaves = await readLeaves(reader, { from, limit: page.below - from });
    const told = leaves.map(({ index, leaf }) => ({ index, rows: rowsIn(leaf) }));
    const salts = saltsByEntry(await readDisclosures(reader, page));
    suspects.push(...misplacedIn(told, await toldRowsIn(reader, page)));
    for (const { index, rows } of told)
      for (const [key, whole] of Object.entries(rows)) {
        const known = columnsOf(placeIn(key).table);
        if (!known || !isOfTurn(key)) continue; // of a table that is no more, or of another turn
        const image = whole && Object.fromEntries(Object.entries(whole).filter(([column]) => known.has(column)));
        const columns = image && Object.keys(image).sort();
        const list = columns?.join() ?? "";
        if (columns && !columnLists.has(list)) columnLists.set(list, columns);
        const salt = saltOfRow(salts.get(index), placeIn(key));
        const shared = columns && (columnLists.get(list) ?? columns);
        words.set(key, { entry: index, columns: shared, digest: image && digestOf(key, image, salt), salt });
      }
    await rest();
  }
}

type Told = readonly { readonly index: number; readonly rows: LeafRows }[];

/** What is kept of which entries tell of which row, held against the entries. */
function misplacedIn(entries: Told, kept: Awaited<ReturnType<typeof toldRowsIn>>): readonly RowFault[] {
  const told = entries.flatMap(({ index, rows }) => toldRowsOf(rows).map((row) => ({ index, ...row })));
  const keyOf = ({ index, table, id, place }: (typeof told)[number]) => `${index} ${table}/${id} ${place ?? ""}`;
  const [said, stored] = [new Set(told.map(keyOf)), new Set(kept.map(keyOf))];
  const wrong = [...kept.filter((row) => !said.has(keyOf(row))), ...told.filter((row) => !stored.has(keyOf(row)))];
  return wrong.map(({ index, table, id }) => ({ table, id, fault: "misplaced", entry: index }));
}

/** The check has read these bytes before, as leaves: here they are only parsed, which takes a fraction of the time. */
const rowsIn = (leaf: Uint8Array): LeafRows => parsedLeaf(leaf)?.data?.rows ?? {};

/** Without their salt the personal columns tell nothing. */
function digestOf(key: string, image: RowImage, salt: string | undefined): string {
  const { table } = placeIn(key);
  const told = Object.entries(image).filter(([column]) => salt !== undefined || !isPersonal(table, column));
  return sha256Hex(canonicalJson(Object.fromEntries(told)));
}

type Comparing = Turn & { readonly table: GovernedTable };

async function compareTable(reader: Reader, { table, words, suspects, isOfTurn, rest }: Comparing): Promise<number> {
  let count = 0;
  for (let after: RowValues | undefined; ;) {
    const page = await governedRows(reader, { table, after, limit: pageSize });
    for (const row of page) {
      const id = idOfRow(table, row);
      const key = `${table}/${id}`;
      if (!isOfTurn(key)) continue;
      count++;
      const word = words.get(key);
      words.delete(key);
      const fault = faultOf({ table, id, row, word });
      if (fault && suspects.length < maxSuspects) suspects.push(fault);
    }
    after = page.at(-1);
    if (page.length < pageSize) return count;
    await rest();
  }
}

type Held = {
  readonly table: GovernedTable;
  readonly id: string;
  readonly row: RowValues;
  readonly word: Word | undefined;
};

function faultOf({ table, id, row, word }: Held): RowFault | undefined {
  if (!word?.columns) return { table, id, fault: "unrecorded", entry: word?.entry ?? null };
  const image = imageOf(table, row, word.salt ?? "");
  const told = Object.fromEntries(word.columns.map((column) => [column, image[column] ?? null]));
  if (digestOf(`${table}/${id}`, told, word.salt) === word.digest) return undefined;
  return { table, id, fault: "differs", entry: word.entry };
}

async function toldSince(reader: Reader, size: number): Promise<ReadonlySet<string>> {
  const words: Words = new Map();
  const turn = { words, isOfTurn: () => true, rest: letOthersRun, suspects: [] };
  await learn(reader, turn, { from: size, below: (await readHead(reader)).size });
  return new Set(words.keys());
}

function summed(faults: readonly RowFault[]): Pick<RowComparison, "counts" | "faults"> {
  const counts: Partial<Record<GovernedTable, number>> = {};
  const first = new Map<string, RowFault & { count: number }>();
  for (const fault of faults) {
    counts[fault.table] = (counts[fault.table] ?? 0) + 1;
    const known = first.get(`${fault.table} ${fault.fault}`);
    if (known) known.count++;
    else first.set(`${fault.table} ${fault.fault}`, { ...fault, count: 1 });
  }
  return { counts, faults: [...first.values()] };
}
