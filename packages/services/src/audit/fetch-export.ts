// The lines of an export that was made before, computed again from what its entry says: the log's size then, and the filter.
import { actIn, filterInFull, organisation, readDisclosure, refuse, type Leaf } from "@chancery/core";
import { readCheckpoints, readDisclosures, readEntries, type Reader } from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { query } from "../query.ts";
import { inside } from "../describes.ts";
import { entryFilter, toAuditFilter, type EntryFilter } from "./entry-filter.ts";
import { leafOf } from "./entry-views.ts";
import { exportLines } from "./export.ts";
import { countFound, nothingFound } from "./found.ts";
import { makeCheckpoint } from "./make-checkpoint.ts";
import { refuseUnlessAuditor } from "./open-disclosures.ts";

const Filter = z.strictObject(entryFilter);

/**
 * For the one who made it: the entry says who was handed what. NOT_FOUND for an entry that made no export; CONFLICT where its filter
 * finds something else by now, because names that it goes by have changed.
 */
export const fetchExport = query({
  permission: "audit:export",
  input: z.strictObject({ entry: z.int().min(0) }),
  output: inside,
  subject: () => Promise.resolve(organisation),
  async run({ reader, house, actor, grants }, { entry }): Promise<AsyncIterable<string>> {
    const [stored] = await readEntries(reader, { from: entry, below: entry + 1, limit: 1 });
    const leaf = stored && leafOf(stored);
    const act = leaf && actIn(leaf);
    if (act?.kind !== "audit.exported@2" || leaf?.outcome !== "success") throw notFound();
    if (leaf.auth.id !== actor.id)
      throw refuse("FORBIDDEN", "export_of_another", "somebody else made this export: make one of your own");
    const { filter: stated, found, foundRoot, isDisclosing } = act.data;
    if (isDisclosing) refuseUnlessAuditor(actor, grants);
    const filter = await filterIn(reader, leaf, stated);
    if (found !== null) {
      const again = await countFound(reader, { filter: toAuditFilter(filter), before: nothingFound, below: entry });
      if (again.entries !== found || again.root !== foundRoot)
        throw refuse("CONFLICT", "export_changed", "names this export goes by have changed: make a new one");
    }
    const [first] = await readCheckpoints(reader, { above: entry, limit: 1 });
    const checkpoint = first ?? (await makeCheckpoint(house));
    if (!checkpoint) throw new Error("a log with entries has no checkpoint");
    return exportLines(house, { entry, found, filter, isDisclosing, checkpoint });
  },
});

/** What was typed into it is beside the leaf, bound to it by its digest. */
async function filterIn(reader: Reader, { index, digests }: Leaf, stated: string): Promise<EntryFilter> {
  if (stated === "") return {};
  const kept = (await readDisclosures(reader, { from: index, below: index + 1 }))
    .map(({ disclosure }) => disclosure)
    .filter((disclosure) => digests.includes(readDisclosure(disclosure)?.digest ?? ""));
  const full = filterInFull(stated, kept);
  if (full === undefined)
    throw refuse("CONFLICT", "export_erased", "what this export was filtered by was erased: make a new one");
  return Filter.parse(Object.fromEntries(new URLSearchParams(full)));
}
