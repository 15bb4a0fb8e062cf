// How a row that was read stands to the newest entry that tells of it: one comparison for acts, upgrades and what is shown.
import { canonicalJson, readDisclosure, type LeafRows } from "@chancery/core";
import {
  disclosuresOfEntry,
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
import type { KnownEntries } from "./known-entries.ts";
import { rowsOfEntries } from "./known-log.ts";
import { saltOfRow } from "./tell-rows.ts";

/** A row as it was read; undefined for one that is not there. */
export type ReadRow = RowPlace & { readonly row: RowValues | undefined };
/** `untold`: no entry tells of it. `gone`: it is not there, as its entry says. */
type Standing = "as-told" | "told-in-fewer-columns" | "contradicted" | "untold" | "gone";
export type Stood = RowPlace & {
  readonly standing: Standing;
  readonly entry: number | null;
  /** Those that say something else. */
  readonly columns: readonly string[];
};

/** In the order of the rows. Leaves and salts are read once for each entry. */
export async function standingsOf(
  entries: KnownEntries,
  reader: Reader,
  rows: readonly ReadRow[],
): Promise<readonly Stood[]> {
  const newest = rows.map((row) => entries.newestOf(row));
  const told = await rowsOfEntries(
    entries,
    reader,
    newest.filter((index) => index !== undefined),
  );
  const salts = new Map<number, Promise<ReadonlyMap<string, string>>>();
  const saltsOf = (index: number) => {
    const known = salts.get(index) ?? saltsOfEntry(reader, index);
    salts.set(index, known);
    return known;
  };
  return Promise.all(rows.map((row, at) => stand(row, { entry: newest[at], told, saltsOf })));
}

type Telling = {
  readonly entry: number | undefined;
  readonly told: ReadonlyMap<number, LeafRows>;
  saltsOf(index: number): Promise<ReadonlyMap<string, string>>;
};

async function stand({ table, id, row }: ReadRow, { entry, told, saltsOf }: Telling): Promise<Stood> {
  if (entry === undefined) return { table, id, standing: "untold", entry: null, columns: [] };
  const image = told.get(entry)?.[`${table}/${id}`];
  if (!row || !image) return { table, id, standing: row || image ? "contradicted" : "gone", entry, columns: [] };
  const salt = hasPersonal(table) ? saltOfRow(await saltsOf(entry), { table, id }) : undefined;
  const columns = differingColumns({ table, row, told: image, salt });
  if (columns.length > 0) return { table, id, standing: "contradicted", entry, columns };
  const isWhole = [...governedColumns(table)].every((column) => column in image);
  return { table, id, standing: isWhole ? "as-told" : "told-in-fewer-columns", entry, columns };
}

export async function saltsOfEntry(reader: Reader, index: number): Promise<ReadonlyMap<string, string>> {
  const fields = (await disclosuresOfEntry(reader, index)).flatMap(
    ({ disclosure }) => readDisclosure(disclosure) ?? [],
  );
  return new Map(fields.map(({ name, value }) => [name, value]));
}

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
