// Holds the tables against the log: every governed row is what the newest entry that tells of it says, and none is missing or
// stands without an entry.
import { setImmediate as letOthersRun } from "node:timers/promises";
import { canonicalJson, readDisclosure, readLeaf, sha256Hex, type LeafRows } from "@chancery/core";
import {
  governedColumns,
  governedRows,
  governedTables,
  idOfRow,
  imageOf,
  isPersonal,
  placeOf,
  readDisclosures,
  readHead,
  readLeaves,
  toldRowsIn,
  type Db,
  type GovernedTable,
  type Reader,
  type RowImage,
  type RowValues,
} from "@chancery/db";
import { isWhollyTold } from "./baseline.ts";
import { leafText } from "./entry-views.ts";
import { saltOfRow } from "./tell-rows.ts";

/** A row that is not what the log says. */
export type RowFault = {
  readonly table: GovernedTable;
  readonly id: string;
  /** `misplaced`: what is kept of which entries tell of it is not what they say. */
  readonly fault: "differs" | "missing" | "unrecorded" | "misplaced";
  /** The entry it contradicts; null where no entry tells of it. */
  readonly entry: number | null;
};
export type RowComparison = {
  /** Entries read, and rows held against them. */
  readonly entries: number;
  readonly rows: number;
  /** How many rows of each table are at fault. */
  readonly counts: Readonly<Partial<Record<GovernedTable, number>>>;
  /** The first of each table. */
  readonly faults: readonly RowFault[];
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

/** Reads the log once and every governed table once, in pages, letting other work run between them. */
export async function compareRows(db: Db): Promise<RowComparison> {
  const reader = db.read;
  const isTold = await isWhollyTold(db);
  const words: Words = new Map();
  const suspects: RowFault[] = [];
  const { size } = await readHead(reader);
  await learn(reader, words, { from: 0, below: size }, suspects);
  let rows = 0;
  for (const table of governedTables) rows += await compareTable(reader, { table, words, suspects });
  for (const [key, { entry, columns }] of words)
    if (columns && suspects.length < maxSuspects) suspects.push({ ...placeIn(key), fault: "missing", entry });
  const later = await toldSince(reader, size); // a row that was written meanwhile has an entry by now
  const faults = suspects.filter(
    ({ table, id, fault }) =>
      fault === "misplaced" || ((isTold || fault !== "unrecorded") && !later.has(`${table}/${id}`)),
  );
  return { entries: size, rows, ...summed(faults) };
}

async function learn(
  reader: Reader,
  words: Words,
  range: { readonly from: number; readonly below: number },
  suspects: RowFault[] = [],
): Promise<void> {
  const columnLists = new Map<string, readonly string[]>(); // the same few lists over and over
  const governed = new Map(governedTables.map((table) => [table, governedColumns(table)]));
  const columnsOf = (table: GovernedTable) => governed.get(table);
  for (let from = range.from; from < range.below; from += pageSize) {
    const page = { from, below: Math.min(from + pageSize, range.below) };
    const [leaves, salts] = [await readLeaves(reader, { from, limit: page.below - from }), await saltsIn(reader, page)];
    suspects.push(...misplacedIn(leaves, await toldRowsIn(reader, page)));
    for (const { index, leaf } of leaves)
      for (const [key, whole] of Object.entries(rowsIn(leaf))) {
        const known = columnsOf(placeIn(key).table);
        if (!known) continue; // of a table that is no more
        const image = whole && Object.fromEntries(Object.entries(whole).filter(([column]) => known.has(column)));
        const columns = image && Object.keys(image).sort();
        const list = columns?.join() ?? "";
        if (columns && !columnLists.has(list)) columnLists.set(list, columns);
        const salt = saltOfRow(salts.get(index), placeIn(key));
        const shared = columns && (columnLists.get(list) ?? columns);
        words.set(key, { entry: index, columns: shared, digest: image && digestOf(key, image, salt), salt });
      }
    await letOthersRun();
  }
}

type Leaves = Awaited<ReturnType<typeof readLeaves>>;

/** What is kept of which entries tell of which row, held against the entries. */
function misplacedIn(leaves: Leaves, kept: Awaited<ReturnType<typeof toldRowsIn>>): readonly RowFault[] {
  const told = leaves.flatMap(({ index, leaf }) =>
    Object.entries(rowsIn(leaf)).map(([key, image]) => {
      const { table, id } = placeIn(key);
      return { index, table, id, place: image && placeOf(table, image) };
    }),
  );
  const keyOf = ({ index, table, id, place }: (typeof told)[number]) => `${index} ${table}/${id} ${place ?? ""}`;
  const [said, stored] = [new Set(told.map(keyOf)), new Set(kept.map(keyOf))];
  const wrong = [...kept.filter((row) => !said.has(keyOf(row))), ...told.filter((row) => !stored.has(keyOf(row)))];
  return wrong.map(({ index, table, id }) => ({ table, id, fault: "misplaced", entry: index }));
}

const rowsIn = (leaf: Uint8Array): LeafRows => {
  const read = readLeaf(leafText(leaf));
  return (read.ok && read.leaf.rows) || {};
};

async function saltsIn(reader: Reader, page: { readonly from: number; readonly below: number }) {
  const salts = new Map<number, Map<string, string>>();
  for (const { entryIdx, disclosure } of await readDisclosures(reader, page)) {
    const field = readDisclosure(disclosure);
    if (!field) continue;
    if (!salts.has(entryIdx)) salts.set(entryIdx, new Map());
    salts.get(entryIdx)!.set(field.name, field.value);
  }
  return salts;
}

/** Without their salt the personal columns tell nothing. */
function digestOf(key: string, image: RowImage, salt: string | undefined): string {
  const { table } = placeIn(key);
  const told = Object.entries(image).filter(([column]) => salt !== undefined || !isPersonal(table, column));
  return sha256Hex(canonicalJson(Object.fromEntries(told)));
}

type Comparing = { readonly table: GovernedTable; readonly words: Words; readonly suspects: RowFault[] };

async function compareTable(reader: Reader, { table, words, suspects }: Comparing): Promise<number> {
  let count = 0;
  for (let after: RowValues | undefined; ;) {
    const page = await governedRows(reader, { table, after, limit: pageSize });
    for (const row of page) {
      const id = idOfRow(table, row);
      const key = `${table}/${id}`;
      const word = words.get(key);
      words.delete(key);
      const fault = faultOf({ table, id, row, word });
      if (fault && suspects.length < maxSuspects) suspects.push(fault);
    }
    count += page.length;
    after = page.at(-1);
    if (page.length < pageSize) return count;
    await letOthersRun();
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
  await learn(reader, words, { from: size, below: (await readHead(reader)).size });
  return new Set(words.keys());
}

function placeIn(key: string): { readonly table: GovernedTable; readonly id: string } {
  const at = key.indexOf("/");
  return { table: key.slice(0, at) as GovernedTable, id: key.slice(at + 1) }; // tellRows wrote it
}

function summed(faults: readonly RowFault[]): Pick<RowComparison, "counts" | "faults"> {
  const counts: Partial<Record<GovernedTable, number>> = {};
  const first = new Map<GovernedTable, RowFault>();
  for (const fault of faults) {
    counts[fault.table] = (counts[fault.table] ?? 0) + 1;
    if (!first.has(fault.table)) first.set(fault.table, fault);
  }
  return { counts, faults: [...first.values()] };
}
