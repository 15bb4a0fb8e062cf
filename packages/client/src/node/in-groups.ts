// Small files by the group: how many go into one request, and which are large enough for one of their own.
import { maxBatchFiles, maxPackedBytes } from "@chancery/core";

/** A server takes no longer JSON than 1 MiB. */
const listBytes = 900 * 1024;

type Grouping<T> = {
  readonly sizeOf: (item: T) => number;
  /** What the list of a request says of it. */
  readonly lineOf: (item: T) => unknown;
  /** The contents of one group come to no more. */
  readonly bodyBytes: number;
};

/** One small file by itself is the same number of requests as a group of one, and any server knows how. */
export function inGroups<T>(
  items: readonly T[],
  { sizeOf, lineOf, bodyBytes }: Grouping<T>,
): { readonly groups: readonly (readonly T[])[]; readonly single: readonly T[] } {
  const small = items.filter((item) => sizeOf(item) <= maxPackedBytes);
  if (small.length < 2) return { groups: [], single: items };
  const groups: T[][] = [];
  let [bytes, listed] = [0, 0];
  for (const item of small) {
    const line = JSON.stringify(lineOf(item)).length * 3; // no character of a path takes more bytes
    const last = groups.at(-1);
    if (last && last.length < maxBatchFiles && bytes + sizeOf(item) <= bodyBytes && listed + line <= listBytes)
      last.push(item);
    else {
      groups.push([item]);
      [bytes, listed] = [0, 0];
    }
    bytes += sizeOf(item);
    listed += line;
  }
  return { groups, single: items.filter((item) => sizeOf(item) > maxPackedBytes) };
}
