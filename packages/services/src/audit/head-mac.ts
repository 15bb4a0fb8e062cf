// The head of the log carries a MAC that the database's owner cannot make: an entry appended past this program shows.
import { timingSafeEqual } from "node:crypto";
import { rootOf, type Reason } from "@chancery/core";
import type { LogHead } from "@chancery/db";
import type { LogKey } from "./log-signer.ts";

/** Why this head is not one that this log's key was at hand for; undefined for an empty log, which holds nothing to protect. */
export function whyNotKeyed(key: LogKey, head: LogHead): Reason | undefined {
  if (head.size === 0 && head.mac === null) return undefined;
  if (head.mac === null) return damaged("the head of the log has no MAC");
  if (!isSameMac(head.mac, key.headMac(head))) return damaged("the MAC of the log's head does not match it");
  return isGrown(head) ? undefined : damaged("the edge of the log's head does not match its root");
}

const damaged = (what: string): Reason => ({
  code: "log_tail_damaged",
  message: `${what}: entries at the end of the log were added, edited or removed by something other than this registry`,
});

export const isSameMac = (one: string, other: string) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** The next root is made from the edge, so it must be the one the MAC was made over. */
function isGrown({ size, edge, root }: LogHead): boolean {
  try {
    return rootOf({ size, edge }) === root;
  } catch {
    return false; // an edge of another length
  }
}
