// What an entry tells of the rows its act wrote: each as it is after it, so that every governed row can be held against the log.
import { canonicalJson, readDisclosure, toBase64Url, type LeafRows } from "@chancery/core";
import {
  imageOf,
  isPersonal,
  placeOf,
  type GovernedTable,
  type RowImage,
  type ToldRow,
  type WrittenRow,
} from "@chancery/db";
import type { House } from "../house.ts";

export type ToldRows = {
  readonly images: LeafRows;
  readonly places: readonly ToldRow[];
  /** Disclosures of the entry: without its salt a personal column can be neither known nor guessed. None where no column is personal. */
  readonly salts: ReadonlyMap<string, string>;
};
export const rowSaltName = "rowSalt";
/** An account has a salt of its own in each entry that tells of it, so that it can be erased alone. */
export const accountSaltName = (actorId: string): string => `accountSalt/${actorId}`;
const saltNameOf = (table: GovernedTable, id: string) => (table === "actors" ? accountSaltName(id) : rowSaltName);
/** The salt of a row among those its entry discloses. Entries from before accounts had their own say it with the salt of all. */
export const saltOfRow = (
  salts: ReadonlyMap<string, string> | undefined,
  { table, id }: { readonly table: GovernedTable; readonly id: string },
): string | undefined => salts?.get(saltNameOf(table, id)) ?? salts?.get(rowSaltName);
/** What entries disclose, their salts among it: by entry, then by name. */
export function saltsByEntry(
  disclosures: readonly { readonly entryIdx: number; readonly disclosure: string }[],
): ReadonlyMap<number, ReadonlyMap<string, string>> {
  const salts = new Map<number, Map<string, string>>();
  for (const { entryIdx, disclosure } of disclosures) {
    const field = readDisclosure(disclosure);
    if (!field) continue;
    if (!salts.has(entryIdx)) salts.set(entryIdx, new Map());
    salts.get(entryIdx)!.set(field.name, field.value);
  }
  return salts;
}
/** The row that a leaf tells of under this key. */
export function placeIn(key: string): { readonly table: GovernedTable; readonly id: string } {
  const at = key.indexOf("/");
  return { table: key.slice(0, at) as GovernedTable, id: key.slice(at + 1) }; // `partsOf` wrote it
}
/** What is kept beside an entry of the rows that it tells of. */
export const toldRowsOf = (rows: LeafRows): readonly ToldRow[] =>
  Object.entries(rows).map(([key, image]) => {
    const { table, id } = placeIn(key);
    return { table, id, place: image && placeOf(table, image) };
  });

/** A leaf holds 65,535 bytes, and its act needs some. */
const maxBytes = 36_000;
/** What a salt takes of the leaf: its digest. */
const saltDigestBytes = 46;

/** What is told of these rows, in as many parts as entries are needed. */
export function partsOf(house: Pick<House, "random">, written: readonly WrittenRow[]): readonly ToldRows[] {
  const parts: {
    images: Record<string, RowImage | null>;
    places: ToldRow[];
    salts: Map<string, string>;
    bytes: number;
  }[] = [];
  const ordered = written.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  for (const { table, id, row } of ordered) {
    let part = parts.at(-1);
    if (!part || part.bytes > maxBytes) parts.push((part = { images: {}, places: [], salts: new Map(), bytes: 0 }));
    const isSalted = row && Object.keys(row).some((column) => isPersonal(table, column) && row[column] !== null);
    const name = saltNameOf(table, id);
    if (isSalted && !part.salts.has(name)) {
      part.salts.set(name, toBase64Url(house.random(16)));
      part.bytes += saltDigestBytes;
    }
    const image = row ? imageOf(table, row, part.salts.get(name) ?? "") : null;
    part.images[`${table}/${id}`] = image;
    part.places.push({ table, id, place: row ? placeOf(table, row) : null });
    part.bytes += Buffer.byteLength(canonicalJson({ [`${table}/${id}`]: image }));
  }
  return parts;
}

const keyOf = ({ table, id }: Pick<WrittenRow, "table" | "id">) => `${table}/${id}`;
