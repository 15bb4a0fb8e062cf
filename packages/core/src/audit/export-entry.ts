// The entry in which a filtered export says of itself what it looked for and how much it found: what its lines are held against.
import type { Reason } from "../kernel/view.ts";
import { actIn } from "./acts.ts";
import { readDisclosure } from "./disclosure.ts";
import type { Leaf } from "./leaf.ts";
import { rootOf, type TreeState } from "./merkle.ts";

export type ExportEntry = {
  readonly index: number;
  /** The filter as the leaf says it: what was typed freely by its name alone. */
  readonly filter: string;
  readonly found: number;
  readonly foundRoot: string;
};

/** What a leaf says of the filtered export it was written for; undefined for every other leaf. */
export function exportEntryIn(leaf: Leaf): ExportEntry | undefined {
  if (leaf.kind !== "audit.exported@2") return undefined;
  const act = actIn(leaf);
  if (act?.kind !== "audit.exported@2" || act.data.treeSize !== leaf.index + 1) return undefined;
  const { filter, found, foundRoot } = act.data;
  return found === null || foundRoot === null ? undefined : { index: leaf.index, filter, found, foundRoot };
}

/** The filter with what was typed freely put back; undefined where `disclosures` lack some of it. */
export function filterInFull(filter: string, disclosures: readonly string[]): string | undefined {
  const typed = new Map(
    disclosures.flatMap((disclosure) => {
      const field = readDisclosure(disclosure);
      return field ? [[field.name, field.value] as const] : [];
    }),
  );
  const parts = filter.split("&").map((part) => {
    const value = typed.get(part);
    if (part.includes("=")) return part;
    return value === undefined ? undefined : `${part}=${encodeURIComponent(value)}`;
  });
  return parts.includes(undefined) ? undefined : parts.join("&");
}

/** Why the lines of an export are not those its entry says were found; undefined when they are. `listed`: the tree of their leaves. */
export function faultOfListed(
  { index, filter, found, foundRoot }: ExportEntry,
  {
    listed,
    disclosures,
    stated,
  }: { readonly listed: TreeState; readonly disclosures: readonly string[]; readonly stated: string },
): Reason | undefined {
  const meant = filterInFull(filter, disclosures);
  if (meant === undefined)
    return {
      code: "filter_undisclosed",
      message: `entry ${index}, of this export, does not come with the text it was filtered by`,
    };
  if (meant !== stated)
    return { code: "filter_mismatch", message: `entry ${index} was written for another filter than the export states` };
  if (listed.size < found)
    return {
      code: "entry_missing",
      message: `entries are missing: entry ${index} says that the export found ${found}, and ${listed.size} are here`,
    };
  if (listed.size > found)
    return {
      code: "entry_extra",
      message: `entries were added: entry ${index} says that the export found ${found}, and ${listed.size} are here`,
    };
  if (rootOf(listed) !== foundRoot)
    return { code: "entry_exchanged", message: `the entries are not the ones that entry ${index} says were found` };
  return undefined;
}
