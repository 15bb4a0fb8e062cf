// The link that opens a new registry: there is no default account, ever.
import { dropLinks, hasPeople } from "@chancery/db";
import { bookkeeping } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { issueLink } from "./links.ts";

/** A new claim code, the only one that opens unless others are kept; undefined once the registry is claimed. */
export const issueClaimLink = (
  house: House,
  { keepsOthers = false }: { readonly keepsOthers?: boolean } = {},
): Promise<string | undefined> =>
  bookkeeping(house, "link.issued", async (tx) => {
    if (await hasPeople(tx)) return undefined;
    if (!keepsOthers) await dropLinks(tx, { purpose: "claim", actorId: null });
    return (await issueLink(house, tx, { purpose: "claim", actorId: null })).code;
  });
