// How a log that exists is called, and the key it was begun with: what its first entry says.
import { parseVerifierKey, readLeaf } from "@chancery/core";
import { readLeaves, type Db } from "@chancery/db";
import { leafText } from "./entry-views.ts";

/** Undefined for an empty log, and for one whose first entry cannot be read: the check of the log says why. */
export async function readLogBeginning(
  db: Db,
): Promise<{ readonly origin: string; readonly verifierKey: string } | undefined> {
  const [first] = await readLeaves(db.read, { from: 0, limit: 1 });
  const read = first && readLeaf(leafText(first.leaf));
  const verifierKey = read?.ok ? read.leaf.after["verifierKey"] : undefined;
  if (typeof verifierKey !== "string") return undefined;
  const origin = parseVerifierKey(verifierKey)?.name;
  return origin === undefined ? undefined : { origin, verifierKey };
}
