// Counts what a filter finds in the log, as the entry of a filtered export says it: how many, and which, by the root of their tree.
import { setImmediate as letOthersRun } from "node:timers/promises";
import { appendLeaf, emptyTree, leafHash, rootOf, type TreeState } from "@chancery/core";
import { searchEntries, type AuditFilter, type Reader } from "@chancery/db";

/** What lies below `below`. */
export type Found = {
  readonly below: number;
  readonly entries: number;
  readonly root: string;
  readonly tree: TreeState;
};
export const nothingFound: Found = { below: 0, entries: 0, root: rootOf(emptyTree), tree: emptyTree };

const pageSize = 1000;

/** Goes on from what was found before, up to and without the entry `below`. */
export async function countFound(
  reader: Reader,
  { filter, before, below }: { readonly filter: AuditFilter; readonly before: Found; readonly below: number },
): Promise<Found> {
  let { tree } = before;
  for (let above = before.below - 1; ;) {
    const page = await searchEntries(reader, filter, { above, below, limit: pageSize, order: "oldest" });
    for (const { leaf } of page) tree = appendLeaf(tree, leafHash(leaf)).state;
    above = page.at(-1)?.index ?? above;
    if (page.length < pageSize) return { below, entries: tree.size, root: rootOf(tree), tree };
    await letOthersRun();
  }
}
