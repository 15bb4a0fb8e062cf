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
  rowsToldIn,
  type Behind,
  type GovernedTable,
  type Reader,
  type RowImage,
  type RowPlace,
  stagesIn,
  type CountedUpload,
} from "@chancery/db";
import type { House } from "../house.ts";
import { leafIn } from "./entry-views.ts";
import { isWhollyTold } from "./is-wholly-told.ts";
import type { KnownEntries } from "./known-entries.ts";
import { followLog, logAsRead, provenAmong, rowsOfEntries } from "./known-log.ts";
import { contradicted, kindInWords, rowInWords, type Contradiction } from "./row-words.ts";
import { differingColumnsOf, provenWords, standingsOf } from "./standing.ts";

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

/** Refuses (ILLEGAL_TRANSITION `record_contradicts_log`) an act that would rest on a row the log contradicts. */
export async function assertRecorded(held: Held, behind: readonly Behind[]): Promise<void> {
  const rows = behind.flatMap((one) => ("table" in one ? [one] : []));
  const places = behind.flatMap((one) => ("place" in one ? [one.place] : []));
  const subjects = behind.flatMap((one) => ("about" in one ? [one.about] : []));
  const uploads = behind.flatMap((one) => ("uploadId" in one ? [one] : []));
  await assertHands(held, { subjects: [...new Set(subjects)], uploads });
  const told = places.length > 0 ? await toldIn(held, [...new Set(places)]) : [];
  const all = new Map([...rows, ...told].map(({ table, id }) => [`${table}/${id}`, { table, id }]));
  const [found] = await contradictionsByLog(held, [...all.values()]);
  if (found) throw contradicted(rowInWords(found), found.entry);
}

/** Every row that entries told of in these places. The index names them, and must name them all. */
async function toldIn({ reader, house }: Held, places: readonly string[]): Promise<readonly RowPlace[]> {
  let [wrong, entry]: [string | undefined, number | null] = [undefined, null];
  for (let looked = 0; looked < looks; looked++) {
    const entries = await followLog(house, reader);
    const found = await rowsToldIn(reader, places);
    wrong = places.find((place) => !entries.areAllOf(place, inPlace(found, place)));
    if (wrong === undefined) return found;
    entry = entries.newestOfPlace(wrong) ?? null;
  }
  const table = (wrong ?? "").slice(0, (wrong ?? "").indexOf("/")) as GovernedTable; // a place begins with its table
  throw contradicted(`the index of the ${kindInWords(table)}`, entry);
}
const inPlace = <T extends { readonly place: string }>(rows: readonly T[], place: string) =>
  rows.filter((row) => row.place === place);

type Hands = { readonly subjects: readonly string[]; readonly uploads: readonly CountedUpload[] };

/** Who made something is found by columns of entries and by rows of uploads: the leaves must say the same. */
async function assertHands({ reader, house }: Held, { subjects, uploads }: Hands): Promise<void> {
  if (subjects.length === 0 && uploads.length === 0) return;
  let wrong: string | undefined;
  for (let looked = 0; looked < looks; looked++) {
    const entries = await followLog(house, reader);
    const found = await handsAbout(reader, subjects);
    const isOf = (subject: string) => found.filter((entry) => entry.subject === subject);
    wrong = subjects.find((subject) => !entries.areHandsOn(subject, isOf(subject)));
    if (wrong !== undefined) continue;
    const forged = entries.isWhollyTold() ? uploads.find((upload) => !entries.isBegun(upload)) : undefined;
    if (!forged) return;
    throw contradicted(`the upload ${forged.uploadId}`, null);
  }
  throw contradicted(`what is kept beside the entries about ${wrong}`, null);
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

/** As `assertRecorded`, of who holds an exclusive stage. */
export async function assertHolder(
  { reader, house }: Held,
  { modelId, stage }: { readonly modelId: string; readonly stage: StageName },
): Promise<void> {
  if (!stagesIn(reader).isExclusive(stage)) return;
  const place = { table: "occupancies", modelId, name: stage } as const;
  let entry: number | null = null;
  for (let looked = 0; looked < looks; looked++) {
    const entries = await followLog(house, reader);
    const newest = entries.newestOfPlace(placeName(place));
    const rows = newest === undefined ? undefined : (await rowsOfEntries(entries, reader, [newest])).get(newest);
    if (newest === undefined && !entries.isWhollyTold()) return;
    const holder = (await holdersOf(reader, [modelId])).find((one) => one.stage === stage);
    if ((rows && heldIn(rows, place)?.versionId) === holder?.versionId) return;
    entry = newest ?? null;
  }
  throw contradicted(`who holds ${stage}`, entry);
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
