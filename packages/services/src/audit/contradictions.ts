// What a view shows is held against the log first: it names the rows that an entry contradicts, and raises an alarm for each.
import type { RecordContradiction } from "@chancery/core";
import {
  governedRowsAmong,
  newestTellingsAmong,
  placeOf,
  rowsToldIn,
  staysGone,
  type Db,
  type GovernedTable,
  type PlacedTable,
  type PlaceOf,
  type Reader,
  type RowPlace,
} from "@chancery/db";
import type { House } from "../house.ts";
import { makeCheckDue } from "./check-by-itself.ts";
import { leafIn } from "./entry-views.ts";
import { robbedAmong } from "./erased-places.ts";
import { isWhollyTold } from "./is-wholly-told.ts";
import type { KnownEntries } from "./known-entries.ts";
import { logForReads, provenAmong } from "./known-log.ts";
import type { Contradiction } from "./row-words.ts";
import type { Held, Mismatch } from "./said.ts";
import { provenWords, standingsOf, type Stood, type Words } from "./standing.ts";
import { placeIn } from "./tell-rows.ts";

type Place = PlaceOf<PlacedTable> | PlaceOf<"occupancies">;
export type Shown = {
  readonly rows: readonly RowPlace[];
  /** Where rows belong that the view shows all of: one that was deleted there is named too. */
  readonly places?: readonly Place[];
};
/** `isIndex`: not a row, but what is kept of which entries tell of those of a place. */
export type Found = Contradiction & Pick<Stood, "row" | "told"> & { readonly isIndex?: true };

/** Rows and entries are read one after the other, and an act may commit in between: so what differs is looked at again. */
const looks = 4;

/** Of these rows those that the log contradicts, and what was looked at. A few statements, however many rows. */
export async function contradictionsAmong(
  held: Held,
  { rows, places = [] }: Shown,
): Promise<{ readonly looked: readonly Looked[]; readonly found: readonly Found[] }> {
  const first = await look(held, rows, places);
  let { found } = first;
  for (let nth = 1; nth < looks && found.length > 0; nth++) {
    const isOf = (place: Place) => found.some((one) => one.isIndex && one.table === place.table && one.id === place.of);
    ({ found } = await look(
      held,
      found.filter((one) => !one.isIndex),
      places.filter(isOf),
    ));
  }
  return { looked: first.looked, found };
}

export const rowsOf = (table: GovernedTable, ids: readonly string[]): readonly RowPlace[] =>
  ids.map((id) => ({ table, id }));

/** The same of what was not acted on, with an alarm. */
export function mismatchView(house: House, { table, id, entry, what }: Mismatch): RecordContradiction {
  alarm(house, [], [{ table, id, entry, columns: [] }]);
  return { table, id, entry, row: what, fault: "misplaced", shows: "database", columns: [] };
}

type Looked = Pick<Mismatch, "table" | "id"> & Pick<Found, "isIndex">;
type Alarming = Looked & Pick<Found, "entry" | "columns">;
export const keyOf = ({ table, id, isIndex }: Looked) => `${isIndex ? "index of " : ""}${table}/${id}`;

/** Of the stays of a model the newest, where there are very many. */
const mostStays = 100;

async function look({ reader, house }: Held, rows: readonly RowPlace[], places: readonly Place[]) {
  const entries = await logForReads(house);
  const told = await rowsToldIn(reader, places.map(nameOf));
  const hidden = entries && (await hiddenIn(entries, reader, { places, told }));
  const few = places.filter((place) => place.table !== "occupancies");
  const stays = places.filter((place) => place.table === "occupancies");
  const toldStays = told.filter(({ table }) => table === "occupancies");
  const all = [
    ...rows,
    ...told.filter(({ table }) => table !== "occupancies"),
    ...toldStays.toSorted((a, b) => (a.id < b.id ? 1 : -1)).slice(0, mostStays), // one may have been ended with SQL
    ...(hidden?.rows ?? []),
    ...(toldStays.length > mostStays ? await staysGone(reader, stays) : []),
  ];
  const asked = new Map(all.map((row) => [keyOf(row), row] as const));
  const there = await governedRowsAmong(reader, [...asked.values()], few);
  for (const key of there.keys()) if (!asked.has(key)) asked.set(key, placeIn(key));
  const looked = [...asked.values()];
  const words = entries ? readableWords(entries, reader) : await wordsOfIndex(reader, looked);
  const isTold = entries?.isWhollyTold() ?? (await isWhollyTold(house.db));
  const stood = await standingsOf(
    words,
    reader,
    looked.map(({ table, id }) => ({ table, id, row: there.get(keyOf({ table, id })) })),
  );
  const wrong = stood.filter(
    (one) => one.standing === "contradicted" || (one.standing === "untold" && isTold && there.has(keyOf(one))),
  );
  const found: readonly Found[] = [...wrong, ...(hidden?.indexes ?? [])];
  return { looked: [...looked, ...places.map(({ table, of }) => ({ table, id: of, isIndex: true as const }))], found };
}

type ToldIn = { readonly places: readonly Place[]; readonly told: Awaited<ReturnType<typeof rowsToldIn>> };

/** Places whose rows the index does not name as entries told of them, and the rows of the newest entry about each. */
async function hiddenIn(entries: KnownEntries, reader: Reader, { places, told }: ToldIn) {
  const isOf = (place: Place) => told.filter((row) => row.place === nameOf(place));
  const wrong = places
    .filter((place) => !entries.areAllOf(nameOf(place), isOf(place)))
    .map((place) => ({ place, entry: entries.newestOfPlace(nameOf(place)) ?? null }));
  const newest = await provenAmong(
    entries,
    reader,
    wrong.flatMap(({ entry }) => entry ?? []),
  );
  const rows = wrong.flatMap(({ place, entry }) =>
    Object.entries((entry !== null && newest.get(entry)) || {})
      .map(([key, row]) => ({ ...placeIn(key), row }))
      .filter(({ table, row }) => table === place.table && row && placeOf(table, row) === nameOf(place)),
  );
  const indexes = wrong.map(({ place, entry }): Found => ({
    ...{ table: place.table, id: place.of, entry, columns: [] },
    row: undefined,
    told: undefined,
    isIndex: true,
  }));
  return { rows, indexes };
}
const nameOf = ({ table, of }: Place) => `${table}/${of}`;

const readableWords = (entries: KnownEntries, reader: Reader): Words => ({
  ...provenWords(entries, reader),
  rowsOf: (indexes) => provenAmong(entries, reader, indexes),
  robbedAmong: (indexes) => robbedAmong(entries, reader, indexes).catch(() => new Set(indexes)),
});

/** Until this process has read the log once, the index leads to the newest word. */
async function wordsOfIndex(reader: Reader, asked: readonly RowPlace[]): Promise<Words> {
  const tellings = await newestTellingsAmong(reader, asked);
  const leaves = new Map([...tellings.values()].map(({ index, leaf }) => [index, leafIn(leaf)?.rows ?? {}]));
  return {
    newestOf: (row) => tellings.get(keyOf(row))?.index,
    rowsOf: () => Promise.resolve(leaves),
    robbedAmong: () => Promise.resolve(new Set()),
  };
}

/** What each database was alarmed about, until it is found as the log says: a page that is open raises one alarm, not many. */
const alarmed = new WeakMap<Db, Set<string>>();
const mostAlarmed = 10_000;

/** Of what a view looked at, once for each row. */
export function alarm(house: House, looked: readonly Looked[], found: readonly Alarming[]): void {
  const known = alarmed.get(house.db) ?? new Set<string>();
  alarmed.set(house.db, known);
  const wrong = new Set(found.map(keyOf));
  for (const place of looked) if (!wrong.has(keyOf(place))) known.delete(keyOf(place));
  if (known.size > mostAlarmed) known.clear();
  const fresh = found.filter((one) => !known.has(keyOf(one)));
  if (fresh.length > 0) makeCheckDue(house);
  for (const one of fresh) {
    known.add(keyOf(one));
    const { table, id, entry, columns } = one;
    house.log.error(
      { table, id, entry, columns },
      "a row that was shown does not match the log: it may have been edited",
    );
  }
}
