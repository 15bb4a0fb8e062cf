// What the log has been called, read from its own entries; the last name is the one it is signed under now.
import { nameGivenBy, namingActs, type LogName } from "@chancery/core";
import { entriesOfKinds, type Reader } from "@chancery/db";
import type { House } from "../house.ts";
import { leafIn } from "./entry-views.ts";

/** Oldest first; empty for a log without entries, and for one whose naming entries cannot be read: the check of the log says why. */
export async function readLogNames(reader: Reader): Promise<readonly LogName[]> {
  const entries = await entriesOfKinds(reader, { kinds: namingActs, outcome: "success", limit: 1000 });
  return entries.flatMap(({ leaf }) => {
    const read = leafIn(leaf);
    const name = read && nameGivenBy(read);
    return name ? [name] : [];
  });
}

/** The same, with the house's own key as the last: an entry cannot say which key to trust now. */
export async function trustedLogNames({ db, signer }: Pick<House, "db" | "signer">): Promise<readonly LogName[]> {
  const names = await readLogNames(db.read);
  const last = names.at(-1) ?? { from: 0, before: undefined };
  return [...names.slice(0, -1), { ...last, origin: signer.origin, verifierKey: signer.verifierKey }];
}
