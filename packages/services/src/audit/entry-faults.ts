// One stored entry held against its own leaf: hash, form, place, time, and every index column beside it.
import { disclosureDigest, leafHash, readLeaf, type Leaf, type Reason } from "@chancery/core";
import type { StoredDisclosure, StoredEntry } from "@chancery/db";
import { leafText } from "./entry-views.ts";

export type EntryContext = {
  readonly index: number;
  /** What the log was called then. */
  readonly origin: string | undefined;
  /** Time of the entry before it, in ms. */
  readonly lastTime: number;
  readonly disclosures: readonly StoredDisclosure[];
  /** Places among its digests that entries of the log say were erased; undefined where it is not asked what is missing. */
  readonly erased: readonly number[] | undefined;
};

/** Everything wrong with an entry; empty when nothing is. */
export function faultsOfEntry(entry: StoredEntry, context: EntryContext): readonly Reason[] {
  const { index } = context;
  if (leafHash(entry.leaf) !== entry.leafHash)
    return [{ code: "leaf_hash_mismatch", message: `entry ${index} no longer has the bytes that were hashed` }];
  const read = readLeaf(leafText(entry.leaf));
  if (!read.ok) return read.reasons;
  const { leaf } = read;
  const faults = columnFaults(entry, leaf);
  const add = (code: string, message: string) => faults.push({ code, message });
  if (leaf.index !== index) add("sequence_mismatch", `the leaf at ${index} was written as entry ${leaf.index}`);
  if (leaf.origin !== context.origin) add("origin_mismatch", `entry ${index} belongs to the log ${leaf.origin}`);
  if (leaf.time.getTime() < context.lastTime)
    add("time_runs_back", `entry ${index} is dated before the entry ahead of it`);
  if (context.disclosures.some(({ disclosure }) => !leaf.digests.includes(disclosureDigest(disclosure))))
    add("disclosure_forged", `entry ${index} does not commit to its disclosures`);
  const stored = new Set(context.disclosures.map(({ disclosure }) => disclosureDigest(disclosure)));
  for (const [place, digest] of context.erased ? leaf.digests.entries() : []) {
    const isErased = context.erased?.includes(place) === true;
    if (!stored.has(digest) && !isErased)
      add(
        "disclosure_missing",
        `entry ${index} is missing a text that it commits to, and no entry says that the text was erased`,
      );
    if (stored.has(digest) && isErased)
      add("disclosure_returned", `a text of entry ${index} is present, although an entry says that it was erased`);
  }
  return faults;
}

function columnFaults(entry: StoredEntry, leaf: Leaf): Reason[] {
  const columns: readonly (readonly [name: string, stored: string, said: string])[] = [
    ["id", entry.id, leaf.id],
    ["time", entry.time.toISOString(), leaf.time.toISOString()],
    ["kind", entry.kind, leaf.kind],
    ["actor", entry.actorId, leaf.auth.id],
    ["subject", entry.subject, leaf.subject],
    ["outcome", entry.outcome, leaf.outcome],
    ["request id", entry.requestId, leaf.requestId],
  ];
  return columns
    .filter(([, stored, said]) => stored !== said)
    .map(([name]) => ({
      code: "column_mismatch",
      message: `the ${name} column of entry ${entry.index} differs from its leaf`,
    }));
}
