// How a row that was read stands to the newest entry that tells of it: one comparison for acts, upgrades and what is shown.
import { canonicalJson, type LeafRows } from "@chancery/core";
import {
  disclosuresAmong,
  governedColumns,
  hasPersonal,
  imageOf,
  isPersonal,
  type GovernedTable,
  type Reader,
  type RowImage,
  type RowPlace,
  type RowValues,
} from "@chancery/db";
import { robbedAmong } from "./erased-places.ts";
import type { KnownEntries } from "./known-entries.ts";
import { rowsOfEntries } from "./known-log.ts";
import { saltOfRow, saltsByEntry } from "./tell-rows.ts";

/** Where the newest word on a row is looked up. */
export type Words = {
  newestOf(row: RowPlace): number | undefined;
  /** Of an entry that is not to be believed there are none. */
  rowsOf(indexes: readonly number[]): Promise<ReadonlyMap<number, LeafRows>>;
  /** Of these entries those that a text was taken from, and not by an erasure. */
  robbedAmong(indexes: readonly number[]): Promise<ReadonlySet<number>>;
};
/** What this process has read and proven. Refuses an entry that was edited since. */
export const provenWords = (entries: KnownEntries, reader: Reader): Words => ({
  newestOf: (row) => entries.newestOf(row),
  rowsOf: (indexes) => rowsOfEntries(entries, reader, indexes),
  robbedAmong: (indexes) => robbedAmong(entries, reader, indexes),
});

/** A row as it was read; undefined for one that is not there. */
export type ReadRow = RowPlace & { readonly row: RowValues | undefined };
/** `untold`: no entry tells of it. `gone`: it is not there, as its entry says, or as no entry says anything of it. */
type Standing = "as-told" | "told-in-fewer-columns" | "contradicted" | "untold" | "gone";
export type Stood = RowPlace & {
  readonly standing: Standing;
  readonly entry: number | null;
  /** Those that say something else. */
  readonly columns: readonly string[];
  /** As it was read. */
  readonly row: RowValues | undefined;
  /** The row as its entry has it: null where it tells that it is no more, undefined where nothing is known. */
  readonly told: RowImage | null | undefined;
};

/** In the order of the rows. Leaves and salts are read at once, however many rows. */
export async function standingsOf(words: Words, reader: Reader, rows: readonly ReadRow[]): Promise<readonly Stood[]> {
  const newest = rows.map((row) => words.newestOf(row));
  const told = await words.rowsOf(newest.filter((index) => index !== undefined));
  const salting = rows.flatMap(({ table, row }, at) => (row && hasPersonal(table) ? (newest[at] ?? []) : []));
  const salts = saltsByEntry(await disclosuresAmong(reader, [...new Set(salting)]));
  const unsalted = rows.flatMap((row, at) =>
    isUnsalted(row, { entry: newest[at], told, salts }) ? (newest[at] ?? []) : [],
  );
  const robbed = await words.robbedAmong([...new Set(unsalted)]);
  return rows.map((row, at) => stand(row, { entry: newest[at], told, salts, robbed }));
}

/** Whether the salt is gone that its personal columns were told with. */
function isUnsalted({ table, id, row }: ReadRow, { entry, told, salts }: Omit<Telling, "robbed">): boolean {
  const image = entry === undefined ? undefined : told.get(entry)?.[`${table}/${id}`];
  if (!row || !image || saltOfRow(salts.get(entry!), { table, id }) !== undefined) return false;
  return personalIn(table, image).length > 0;
}
const personalIn = (table: GovernedTable, image: RowImage) =>
  Object.keys(image).filter((column) => isPersonal(table, column) && image[column] !== null);

type Telling = {
  readonly entry: number | undefined;
  readonly told: ReadonlyMap<number, LeafRows>;
  readonly salts: ReturnType<typeof saltsByEntry>;
  readonly robbed: ReadonlySet<number>;
};

function stand(read: ReadRow, { entry: newest, told, salts, robbed }: Telling): Stood {
  const { table, id, row } = read;
  const entry = newest ?? null;
  const said = entry === null ? undefined : told.get(entry);
  const image = said && (said[`${table}/${id}`] ?? null);
  const as = (standing: Standing, columns: readonly string[] = []): Stood => ({
    ...{ table, id, entry, row, columns, standing },
    told: image,
  });
  if (entry === null) return as(row ? "untold" : "gone");
  if (!said) return as("contradicted"); // its entry was edited
  if (!row || !image) return as(row || image ? "contradicted" : "gone");
  const differing = differingColumns({ table, row, told: image, salt: saltOfRow(salts.get(entry), { table, id }) });
  const isRobbed = robbed.has(entry) && isUnsalted(read, { entry, told, salts });
  const columns = isRobbed ? [...differing, ...personalIn(table, image)] : differing;
  if (columns.length > 0) return as("contradicted", columns);
  return as([...governedColumns(table)].every((column) => column in image) ? "as-told" : "told-in-fewer-columns");
}

export const saltsOfEntry = async (reader: Reader, index: number): Promise<ReadonlyMap<string, string> | undefined> =>
  saltsByEntry(await disclosuresAmong(reader, [index])).get(index);

type Beside = { readonly table: GovernedTable; readonly row: RowValues; readonly told: RowImage };

/** Of the columns told which the table still has, and whose salt is not erased, those that say something else. */
export function differingColumns({
  table,
  row,
  told,
  salt,
}: Beside & { readonly salt: string | undefined }): readonly string[] {
  const image = imageOf(table, row, salt ?? "");
  return Object.keys(told).filter(
    (column) =>
      column in image &&
      (salt !== undefined || !isPersonal(table, column)) &&
      canonicalJson(told[column] ?? null) !== canonicalJson(image[column] ?? null),
  );
}

/** Columns of a row that are not what this entry tells of them. */
export async function differingColumnsOf(
  reader: Reader,
  { table, id, entry, ...beside }: Beside & RowPlace & { readonly entry: number },
): Promise<readonly string[]> {
  const salt = hasPersonal(table) ? saltOfRow(await saltsOfEntry(reader, entry), { table, id }) : undefined;
  return differingColumns({ table, ...beside, salt });
}
