// What entries of the log say was erased of others.
import { disclosureDigest, erasedIn, leafHash, type Leaf, type Places } from "@chancery/core";
import { disclosuresAmong, entriesOfKinds, type Reader } from "@chancery/db";
import { leafOf } from "./entry-views.ts";
import { erasuresList } from "./hand-marks.ts";
import type { KnownEntries } from "./known-entries.ts";
import { provenLeaves } from "./known-log.ts";

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

/**
 * Of these entries those that lack a text they commit to and that no entry says was erased. By what this process has read of
 * the log: refuses an entry that was edited.
 */
export async function robbedAmong(
  entries: KnownEntries,
  reader: Reader,
  indexes: readonly number[],
): Promise<ReadonlySet<number>> {
  if (indexes.length === 0) return new Set();
  const erasing = await provenLeaves(entries, reader, entries.listedUnder(erasuresList));
  const isErased = (index: number, place: number) =>
    erasing.some((leaf) => erasedIn(leaf).get(index)?.includes(place) === true);
  const stored = new Set(
    (await disclosuresAmong(reader, indexes)).map(
      ({ entryIdx, disclosure }) => `${entryIdx} ${disclosureDigest(disclosure)}`,
    ),
  );
  const isLacking = ({ index, digests }: Leaf) =>
    digests.some((digest, place) => !stored.has(`${index} ${digest}`) && !isErased(index, place));
  const leaves = await provenLeaves(entries, reader, [...new Set(indexes)]);
  return new Set(leaves.filter(isLacking).map(({ index }) => index));
}

export const erasedPlaces = async (reader: Reader): Promise<Places> =>
  new Map([...(await erasuresIn(reader))].map(([entry, places]) => [entry, [...places.keys()]]));
