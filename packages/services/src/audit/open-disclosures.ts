// Opening what an entry discloses: names, addresses, free text. It takes the right that exporting them takes, and is noted.
import {
  organisation,
  readDisclosure,
  refuse,
  rolesOn,
  DisclosureView,
  type Actor,
  type GrantFact,
  type Leaf,
} from "@chancery/core";
import { readDisclosures, readEntries, type Reader } from "@chancery/db";
import { z } from "zod";
import { recordAccess } from "../access-log/record.ts";
import { notFound } from "../authorise.ts";
import { query } from "../query.ts";
import { leafOf } from "./entry-views.ts";
import { erasuresIn } from "./erased-places.ts";

/** Throws FORBIDDEN for who may read the log, but not what its entries disclose. */
export function refuseUnlessAuditor(actor: Actor, grants: readonly GrantFact[]): void {
  if (!rolesOn(actor, grants, organisation).includes("auditor"))
    throw refuse("FORBIDDEN", "role_missing", "you need the auditor role to read the disclosures of entries");
}

/** What stands beside a leaf and is bound to it, by its digests: what is there, what was erased and by which entry, what is missing. */
export async function disclosuresOf(reader: Reader, { index, digests }: Leaf): Promise<readonly DisclosureView[]> {
  const stored = (await readDisclosures(reader, { from: index, below: index + 1 })).flatMap(
    ({ disclosure }) => readDisclosure(disclosure) ?? [],
  );
  const kept = stored
    .filter(({ digest }) => digests.includes(digest))
    .map((field) => ({ ...field, state: "kept", erasedBy: null }) as const);
  const gone = digests.filter((digest) => !kept.some((one) => one.digest === digest));
  if (gone.length === 0) return kept;
  const erased = (await erasuresIn(reader)).get(index);
  return [
    ...kept,
    ...gone.map((digest): DisclosureView => {
      const erasedBy = erased?.get(digests.indexOf(digest)) ?? null;
      return { name: null, value: null, digest, state: erasedBy === null ? "missing" : "erased", erasedBy };
    }),
  ];
}

/** The access log says who opened which entry before anything is handed out. */
export const openDisclosures = query({
  permission: "audit:export",
  input: z.strictObject({ index: z.int().min(0) }),
  output: z.object({ disclosures: z.array(DisclosureView) }),
  subject: () => Promise.resolve(organisation),
  async run(
    { house, call, reader, actor, grants },
    { index },
  ): Promise<{ readonly disclosures: readonly DisclosureView[] }> {
    refuseUnlessAuditor(actor, grants);
    const [entry] = await readEntries(reader, { from: index, below: index + 1, limit: 1 });
    if (!entry) throw notFound();
    const leaf = leafOf(entry);
    await recordAccess(house, call, { action: "disclosures.opened", subject: `entry/${index}` });
    return { disclosures: leaf ? await disclosuresOf(reader, leaf) : [] };
  },
});
