// What a view shows is held against the log first: it names the rows that an entry contradicts, and raises an alarm for each.
import { type LeafRows, type RecordContradiction } from "@chancery/core";
import {
  disclosuresAmong,
  goneFrom,
  governedRowsAmong,
  hasPersonal,
  newestTellingsAmong,
  type Db,
  type GovernedTable,
  type PlacedTable,
  type Reader,
  type RowImage,
  type RowPlace,
} from "@chancery/db";
import type { House } from "../house.ts";
import { leafIn } from "./entry-views.ts";
import { isWhollyTold } from "./is-wholly-told.ts";
import { rowInWords, type Contradiction } from "./row-words.ts";
import { differingColumns } from "./standing.ts";
import { saltOfRow, saltsByEntry } from "./tell-rows.ts";

export type Shown = {
  readonly rows: readonly RowPlace[];
  /** Where rows belong that the view shows all of: one that was deleted there is named too. */
  readonly places?: readonly { readonly table: PlacedTable; readonly of: string }[];
};
/** `told`: the row as its entry has it; undefined where none tells of it, or tells that it is no more. */
export type Found = Contradiction & { readonly told: RowImage | undefined };

/** Rows and entries are read one after the other, and an act may commit in between: so what differs is looked at again. */
const looks = 4;

/** Of these rows those that the log contradicts. A few statements, however many rows. */
export async function contradictionsAmong(
  { reader, house }: { readonly reader: Reader; readonly house: House },
  { rows, places = [] }: Shown,
): Promise<readonly Found[]> {
  const asked = new Map([...rows, ...(await goneFrom(reader, places))].map((row) => [keyOf(row), row]));
  let found = await differingAmong(reader, house, [...asked.values()]);
  for (let looked = 1; looked < looks && found.length > 0; looked++) found = await differingAmong(reader, house, found);
  alarm(house, [...asked.values()], found);
  return found;
}

/** As views answer it: the first of them, since somebody may have edited thousands. */
export const contradictionViews = (found: readonly Contradiction[]): readonly RecordContradiction[] =>
  found
    .slice(0, mostShown)
    .map(({ table, id, entry, columns }) => ({ table, id, entry, row: rowInWords({ table, id, columns }) }));

export const rowsOf = (table: GovernedTable, ids: readonly string[]): readonly RowPlace[] =>
  ids.map((id) => ({ table, id }));

const mostShown = 20;
const keyOf = ({ table, id }: RowPlace) => `${table}/${id}`;

async function differingAmong(reader: Reader, house: House, asked: readonly RowPlace[]): Promise<readonly Found[]> {
  const isTold = await isWhollyTold(house.db);
  const rows = await governedRowsAmong(reader, asked);
  const tellings = await newestTellingsAmong(reader, asked);
  const leaves = new Map<number, LeafRows>();
  for (const { index, leaf } of tellings.values()) if (!leaves.has(index)) leaves.set(index, leafIn(leaf)?.rows ?? {});
  const salted = asked.filter((place) => hasPersonal(place.table) && rows.has(keyOf(place)));
  const salting = new Set(salted.flatMap((place) => tellings.get(keyOf(place))?.index ?? []));
  const salts = saltsByEntry(await disclosuresAmong(reader, [...salting]));
  return asked.flatMap(({ table, id }): readonly Found[] => {
    const row = rows.get(keyOf({ table, id }));
    const entry = tellings.get(keyOf({ table, id }))?.index;
    if (entry === undefined) return row && isTold ? [{ table, id, entry: null, columns: [], told: undefined }] : [];
    const told = leaves.get(entry)?.[keyOf({ table, id })] ?? undefined;
    if (!row || !told) return row || told ? [{ table, id, entry, columns: [], told }] : [];
    const columns = differingColumns({ table, row, told, salt: saltOfRow(salts.get(entry), { table, id }) });
    return columns.length > 0 ? [{ table, id, entry, columns, told }] : [];
  });
}

/** What each database was alarmed about, until it is found as the log says: a page that is open raises one alarm, not many. */
const alarmed = new WeakMap<Db, Set<string>>();
const mostAlarmed = 10_000;

function alarm(house: House, looked: readonly RowPlace[], found: readonly Contradiction[]): void {
  const known = alarmed.get(house.db) ?? new Set<string>();
  alarmed.set(house.db, known);
  const wrong = new Set(found.map(keyOf));
  for (const place of looked) if (!wrong.has(keyOf(place))) known.delete(keyOf(place));
  if (known.size > mostAlarmed) known.clear();
  for (const { table, id, entry, columns } of found) {
    if (known.has(keyOf({ table, id }))) continue;
    known.add(keyOf({ table, id }));
    house.log.error(
      { table, id, entry, columns },
      "a row that was shown does not match the log: it may have been edited",
    );
  }
}
