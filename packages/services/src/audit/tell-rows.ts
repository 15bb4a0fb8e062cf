// What an entry tells of the rows its act wrote: each as it is after it, so that every governed row can be held against the log.
import { canonicalJson, toBase64Url, type LeafRows } from "@chancery/core";
import {
  imageOf,
  isPersonal,
  placeOf,
  takeWritten,
  type RowImage,
  type ToldRow,
  type Tx,
  type WrittenRow,
} from "@chancery/db";
import type { House } from "../house.ts";

export type ToldRows = {
  readonly images: LeafRows;
  readonly places: readonly ToldRow[];
  /** Undefined where no column is personal. */
  readonly salt: string | undefined;
};
/** The disclosure of an entry whose erasure makes the personal columns it tells of unknowable. */
export const rowSaltName = "rowSalt";
/** A leaf holds 65,535 bytes, and its act needs some. */
const maxBytes = 36_000;

/** Of the rows written since the transaction began, in as many parts as entries are needed. */
export async function tellRows(
  house: Pick<House, "random">,
  tx: Tx,
  act: { readonly outcome: string } | undefined,
): Promise<readonly ToldRows[]> {
  return act?.outcome === "success" ? partsOf(house, await takeWritten(tx)) : [];
}

export function partsOf(house: Pick<House, "random">, written: readonly WrittenRow[]): readonly ToldRows[] {
  const parts: {
    images: Record<string, RowImage | null>;
    places: ToldRow[];
    salt: string | undefined;
    bytes: number;
  }[] = [];
  const ordered = written.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  for (const { table, id, row } of ordered) {
    let part = parts.at(-1);
    if (!part || part.bytes > maxBytes) parts.push((part = { images: {}, places: [], salt: undefined, bytes: 0 }));
    if (row && Object.keys(row).some((column) => isPersonal(table, column) && row[column] !== null))
      part.salt ??= toBase64Url(house.random(16));
    const image = row ? imageOf(table, row, part.salt ?? "") : null;
    part.images[`${table}/${id}`] = image;
    part.places.push({ table, id, place: row ? placeOf(table, row) : null });
    part.bytes += Buffer.byteLength(canonicalJson({ [`${table}/${id}`]: image }));
  }
  return parts;
}

const keyOf = ({ table, id }: Pick<WrittenRow, "table" | "id">) => `${table}/${id}`;
