// Pages by key: the key of the page after is opaque, signed, and good only for the filter it was made for.
import { createHmac, timingSafeEqual } from "node:crypto";
import { refuse } from "@chancery/core";
import { z } from "zod";
import type { House } from "./house.ts";

export const maxPageSize = 200;
/** What every list takes. */
export const PageInput = z.strictObject({
  after: z.string().max(2000).optional(),
  limit: z.int().min(1).max(maxPageSize).default(50),
});

type Key = readonly (string | number)[];

const signatureOf = (house: House, filter: unknown, body: string) =>
  createHmac("sha256", house.settings.secret)
    .update(JSON.stringify(filter))
    .update("\u0000")
    .update(body)
    .digest()
    .subarray(0, 16);

/** Seals the sort key of a page's last row for `next`. `filter` is everything else the list was asked with. */
export function sealPageKey(house: House, filter: unknown, key: Key): string {
  const body = Buffer.from(JSON.stringify(key)).toString("base64url");
  return `${body}.${signatureOf(house, filter, body).toString("base64url")}`;
}

/** Opens `after`; undefined for the first page. INVALID_INPUT when it was made up, or for another filter. */
export function openPageKey(house: House, filter: unknown, after: string | undefined): Key | undefined {
  if (after === undefined) return undefined;
  const [body = "", signature = ""] = after.split(".");
  const given = Buffer.from(signature, "base64url");
  const expected = signatureOf(house, filter, body);
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw refuse(
      "INVALID_INPUT",
      "page_key_invalid",
      "this page key belongs to another list: start again from the first page",
    );
  return JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as Key;
}

/** Cuts a page out of `limit + 1` rows read. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  {
    limit,
    keyOf,
    seal,
    toItem,
  }: {
    readonly limit: number;
    keyOf(row: Row): Key;
    seal(key: Key): string;
    toItem(row: Row): Item;
  },
): { readonly items: readonly Item[]; readonly next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), next: rows.length > limit && last !== undefined ? seal(keyOf(last)) : null };
}

/** A whole list sorted by one text of its items: `read` answers up to `limit` of them after a key. */
export async function pageByKey<Item>(
  house: House,
  {
    filter,
    after,
    limit,
    keyOf,
    read,
  }: {
    readonly filter: unknown;
    readonly after: string | undefined;
    readonly limit: number;
    keyOf(item: Item): string;
    read(page: { readonly after: string | undefined; readonly limit: number }): Promise<readonly Item[]>;
  },
): Promise<{ readonly items: readonly Item[]; readonly next: string | null }> {
  const key = openPageKey(house, filter, after);
  const items = await read({ after: key && String(key[0]), limit: limit + 1 });
  return pageOf(items, {
    limit,
    keyOf: (item) => [keyOf(item)],
    seal: (last) => sealPageKey(house, filter, last),
    toItem: (item) => item,
  });
}
