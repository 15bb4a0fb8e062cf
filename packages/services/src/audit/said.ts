// What the log says of single rows and places, asked at once: acts do not rest on a row that an entry contradicts.
import { canonicalJson, type LeafRows, type RowContrast, type StageName } from "@chancery/core";
import {
  governedRow,
  handsAbout,
  holdersOf,
  imageOf,
  isPersonal,
  newestTelling,
  newestTellingsOfPlace,
  rowsOfSet,
  rowsToldIn,
  setName,
  type Behind,
  type Reader,
  type RowImage,
  type RowPlace,
  type RowSet,
  stagesIn,
} from "@chancery/db";
import type { House } from "../house.ts";
import { leafIn } from "./entry-views.ts";
import { isWhollyTold } from "./is-wholly-told.ts";
import type { KnownEntries } from "./known-entries.ts";
import { followLog, logAsRead, provenAmong, rowsOfEntries } from "./known-log.ts";
import { contradicted, kindInWords, rowInWords, type Contradiction } from "./row-words.ts";
import { differingColumnsOf, provenWords, standingsOf } from "./standing.ts";
import { placeIn } from "./tell-rows.ts";

/** What is read, in which house. */
export type Held = { readonly reader: Reader; readonly house: House };

/** Row and entry are read one after the other, and an act may commit in between: so what differs is looked at again. */
const looks = 4;

/** Of these rows those that the log contradicts. */
async function contradictionsByLog(
  { reader, house }: Held,
  places: readonly RowPlace[],
): Promise<readonly Contradiction[]> {
  let asked = places;
  let found: readonly Contradiction[] = [];
  for (let looked = 0; looked < looks && asked.length > 0; looked++) {
    const entries = await followLog(house, reader);
    const rows = await Promise.all(asked.map(async (place) => ({ ...place, row: await governedRow(reader, place) })));
    const stood = await standingsOf(provenWords(entries, reader), reader, rows);
    found = stood.filter(
      ({ standing }) => standing === "contradicted" || (standing === "untold" && entries.isWhollyTold()),
    );
    asked = found;
  }
  return found;
}

/** What of what an act would rest on does not match the log: a row, or which rows there are. */
export type Mismatch = {
  readonly table: string;
  readonly id: string;
  readonly entry: number | null;
  /** Names it in a sentence: `the vote 0198… (note)`. */
  readonly what: string;
};

/** Refuses (ILLEGAL_TRANSITION `record_contradicts_log`) an act that would rest on a row the log contradicts. */
export async function assertRecorded(held: Held, behind: readonly Behind[]): Promise<void> {
  assertNone(await mismatchIn(held, behind));
}
function assertNone(found: Mismatch | undefined): void {
  if (found) throw contradicted(found.what, found.entry);
}

/** The first thing among these that does not match the log. */
export async function mismatchIn(held: Held, behind: readonly Behind[]): Promise<Mismatch | undefined> {
  const rows = behind.flatMap((one) => ("table" in one ? [one] : []));
  const places = behind.flatMap((one) => ("place" in one ? [one.place] : []));
  const sets = behind.flatMap((one) => ("set" in one ? [one] : []));
  const subjects = behind.flatMap((one) => ("about" in one ? [one.about] : []));
  const wrong = await mismatchOfHands(held, [...new Set(subjects)]);
  if (wrong) return wrong;
  const inPlaces = await countedIn(held, placesAsked([...new Set(places)]));
  const inSets = await countedIn(held, setsAsked(sets));
  const missed = inPlaces.wrong ?? inSets.wrong;
  if (missed) return missed;
  const counted = [...rows, ...inPlaces.rows, ...inSets.rows];
  const all = new Map(counted.map(({ table, id }) => [`${table}/${id}`, { table, id }]));
  const [found] = await contradictionsByLog(held, [...all.values()]);
  return found && { table: found.table, id: found.id, entry: found.entry, what: rowInWords(found) };
}

type Counted = RowPlace & { readonly under: string };
/** Names that rows are counted under, and how the rows under them are found. */
type Asked = {
  readonly under: readonly (Omit<Mismatch, "entry"> & { readonly name: string })[];
  find(reader: Reader): Promise<readonly Counted[]>;
  /** Of those found, the ones to be counted. */
  isCounted(row: RowPlace, entries: KnownEntries): boolean;
};

/** The index names what entries told of there, and must name all. */
const placesAsked = (places: readonly string[]): Asked => ({
  under: places.map((name) => {
    const { table, id } = placeIn(name); // a place begins with its table, as the key of a row does
    return { name, table, id, what: `the index of the ${kindInWords(table)}` };
  }),
  find: async (reader) => (await rowsToldIn(reader, places)).map(({ place, ...row }) => ({ ...row, under: place })),
  isCounted: () => true,
});

/** The rows that stand there must be all that entries told of. One that no entry tells of is named as a row is. */
const setsAsked = (sets: readonly RowSet[]): Asked => ({
  under: sets.map(({ set: table, of }) => ({
    name: setName(table, of),
    table,
    id: of.join("/"),
    what: `the list of ${kindInWords(table)}`,
  })),
  async find(reader) {
    const found = sets.map(async (set) => {
      const under = setName(set.set, set.of);
      return (await rowsOfSet(reader, set)).map((row) => ({ ...row, under }));
    });
    return (await Promise.all(found)).flat();
  },
  isCounted: (row, entries) => entries.newestOf(row) !== undefined,
});

/** Every row counted under these names, or the first name under which they are not those that entries told of. */
async function countedIn(
  { reader, house }: Held,
  { under, find, isCounted }: Asked,
): Promise<{ readonly rows: readonly RowPlace[]; readonly wrong?: Mismatch }> {
  if (under.length === 0) return { rows: [] };
  let wrong: Mismatch | undefined;
  for (let looked = 0; looked < looks; looked++) {
    const entries = await followLog(house, reader);
    const rows = await find(reader);
    const of = (name: string) => rows.filter((row) => row.under === name && isCounted(row, entries));
    const first = under.find(({ name }) => !entries.areAllOf(name, of(name)));
    if (!first) return { rows };
    const { name, ...mismatch } = first;
    wrong = { ...mismatch, entry: entries.newestOfPlace(name) ?? null };
  }
  return { rows: [], ...(wrong && { wrong }) };
}

/** Who made something is found by columns of entries: the leaves must say the same. */
async function mismatchOfHands({ reader, house }: Held, subjects: readonly string[]): Promise<Mismatch | undefined> {
  if (subjects.length === 0) return undefined;
  let wrong: string | undefined;
  for (let looked = 0; looked < looks; looked++) {
    const entries = await followLog(house, reader);
    const found = await handsAbout(reader, subjects);
    const isOf = (subject: string) => found.filter((entry) => entry.subject === subject);
    wrong = subjects.find((subject) => !entries.areHandsOn(subject, isOf(subject)));
    if (wrong === undefined) return undefined;
  }
  return { table: "entries", id: wrong ?? "", entry: null, what: `what is kept beside the entries about ${wrong}` };
}

/** A row beside the newest entry that tells of it. What is personal is not shown. */
export async function contrastOf(held: Held, place: RowPlace): Promise<RowContrast> {
  let contrast = await contrastNow(held, place);
  for (let looked = 1; contrast.isSo && looked < looks; looked++) contrast = await contrastNow(held, place);
  return contrast;
}

async function contrastNow({ reader, house }: Held, { table, id }: RowPlace): Promise<RowContrast> {
  const entries = await followLog(house, reader).catch(() => logAsRead(house.db)); // a damaged log is looked at too
  const telling = await newestTelling(reader, { table, id });
  const entry = entries ? entries.newestOf({ table, id }) : telling?.index;
  const proven = entries && entry !== undefined ? await provenRows(entries, reader, entry) : undefined;
  const told = (proven ?? (telling && leafIn(telling.leaf)?.rows))?.[`${table}/${id}`];
  const row = await governedRow(reader, { table, id });
  const differing =
    row && told && entry !== undefined ? await differingColumnsOf(reader, { table, id, entry, row, told }) : [];
  const image = row && imageOf(table, row, "");
  const shown = (from: RowImage | null | undefined, name: string) =>
    from && !isPersonal(table, name) ? canonicalJson(from[name] ?? null) : null;
  const isUntold = entry === undefined && row !== undefined && (await isWhollyTold(house.db));
  return {
    ...{ table, id, entry: entry ?? null },
    columns: differing.map((name) => ({ name, told: shown(told, name), stands: shown(image, name) })),
    row: rowInWords({ table, id, columns: [] }),
    isThere: row !== undefined,
    isSo: isUntold || differing.length > 0 || (row === undefined) !== !told, // a forged row that is gone again is as recorded
  };
}

type Holding = { readonly modelId: string; readonly stage: StageName };
/** As `assertRecorded`, of who holds an exclusive stage. */
export async function assertHolder(held: Held, holding: Holding): Promise<void> {
  assertNone(await mismatchOfHolder(held, holding));
}

export async function mismatchOfHolder(
  { reader, house }: Held,
  { modelId, stage }: Holding,
): Promise<Mismatch | undefined> {
  if (!stagesIn(reader).isExclusive(stage)) return undefined;
  const place = { table: "occupancies", modelId, name: stage } as const;
  let entry: number | null = null;
  for (let looked = 0; looked < looks; looked++) {
    const entries = await followLog(house, reader);
    const newest = entries.newestOfPlace(placeName(place));
    const rows = newest === undefined ? undefined : (await rowsOfEntries(entries, reader, [newest])).get(newest);
    if (newest === undefined && !entries.isWhollyTold()) return undefined;
    const holder = (await holdersOf(reader, [modelId])).find((one) => one.stage === stage);
    if ((rows && heldIn(rows, place)?.versionId) === holder?.versionId) return undefined;
    entry = newest ?? null;
  }
  return { table: "occupancies", id: `${modelId}/${stage}`, entry, what: `who holds ${stage}` };
}

/** What the newest entry about a place says of it; `versionId` is null where it was left empty, `entry` where none is about it. */
export type Said = { readonly entry: number | null; readonly versionId: string | null };
type Place = { readonly table: "occupancies" | "aliases"; readonly modelId: string; readonly name: string };
const placeName = ({ table, modelId, name }: Place) => `${table}/${modelId}/${name}`;

/** What an entry tells of a place: undefined where nothing, `versionId` undefined where it was left empty. */
function heldIn(
  rows: LeafRows,
  { table, modelId, name }: Place,
): { readonly versionId: string | undefined } | undefined {
  const column = table === "occupancies" ? "stage" : "name";
  const about = Object.entries(rows).flatMap(([key, row]) =>
    key.startsWith(`${table}/`) && row?.["modelId"] === modelId && row[column] === name ? [row] : [],
  );
  const versionId = about.find((row) => row["to"] === null)?.["versionId"];
  return about.length > 0 ? { versionId: typeof versionId === "string" ? versionId : undefined } : undefined;
}

/**
 * By the index alone, for reads of a process that has not read the log. Undefined where entries do not tell of all rows yet,
 * and none of this place.
 */
export async function saidOfPlace({ reader, house }: Held, place: Place): Promise<Said | undefined> {
  for (const { index, leaf } of await newestTellingsOfPlace(reader, placeName(place))) {
    const said = heldIn(leafIn(leaf)?.rows ?? {}, place);
    if (said) return { entry: index, versionId: said.versionId ?? null }; // else somebody put the entry there: a check of the log names it
  }
  return (await isWhollyTold(house.db)) ? { entry: null, versionId: null } : undefined;
}

/** A version as the newest entry has it that the index names: undefined where none does. */
export async function saidOfVersion({ reader }: Held, id: string): Promise<RowImage | undefined> {
  const telling = await newestTelling(reader, { table: "versions", id });
  return (telling && leafIn(telling.leaf)?.rows)?.[`versions/${id}`] ?? undefined;
}

/** Undefined where its leaf was edited since. */
const provenRows = async (entries: KnownEntries, reader: Reader, index: number) =>
  (await provenAmong(entries, reader, [index])).get(index);
