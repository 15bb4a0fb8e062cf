// What entries of the log say was erased of others.
import { erasedIn, leafHash, type Places } from "@chancery/core";
import { entriesOfKinds, type Reader } from "@chancery/db";
import { leafOf } from "./entry-views.ts";

const kinds = ["disclosures.erased@1"];
const limit = 100_000;

/** By entry, the places among its digests; and which entry says so. */
export async function erasuresIn(reader: Reader): Promise<ReadonlyMap<number, ReadonlyMap<number, number>>> {
  const erased = new Map<number, Map<number, number>>();
  for (const { index, leaf } of await entriesOfKinds(reader, { kinds, outcome: "success", limit })) {
    const read = leafOf({ index, leaf, leafHash: leafHash(leaf) });
    for (const [entry, places] of read ? erasedIn(read) : []) {
      if (!erased.has(entry)) erased.set(entry, new Map());
      for (const place of places) erased.get(entry)!.set(place, index);
    }
  }
  return erased;
}

export const erasedPlaces = async (reader: Reader): Promise<Places> =>
  new Map([...(await erasuresIn(reader))].map(([entry, places]) => [entry, [...places.keys()]]));
