// Opening what an entry discloses: names, addresses, free text. It takes the right that exporting them takes, and is noted.
import {
  organisation,
  readDisclosure,
  refuse,
  rolesOn,
  type Actor,
  type DisclosureView,
  type GrantFact,
  type Leaf,
} from "@chancery/core";
import { readDisclosures, readEntries, type Reader } from "@chancery/db";
import { z } from "zod";
import { recordAccess } from "../access-log/record.ts";
import { notFound } from "../authorise.ts";
import { query } from "../query.ts";
import { leafOf } from "./entry-views.ts";

/** Throws FORBIDDEN for who may read the log, but not what its entries disclose. */
export function refuseUnlessAuditor(actor: Actor, grants: readonly GrantFact[]): void {
  if (!rolesOn(actor, grants, organisation).includes("auditor"))
    throw refuse("FORBIDDEN", "role_missing", "you need the auditor role to read what the entries disclose");
}

/** What is kept beside a leaf and bound to it; what does not fit it is not shown. */
export const disclosuresOf = async (reader: Reader, { index, digests }: Leaf): Promise<readonly DisclosureView[]> =>
  (await readDisclosures(reader, { from: index, below: index + 1 }))
    .flatMap(({ disclosure }) => readDisclosure(disclosure) ?? [])
    .filter(({ digest }) => digests.includes(digest));

/** The access log says who opened which entry before anything is handed out. */
export const openDisclosures = query({
  permission: "audit:export",
  input: z.strictObject({ index: z.int().min(0) }),
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
