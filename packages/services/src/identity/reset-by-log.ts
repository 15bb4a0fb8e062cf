// When a link for a new password works, as the log says: whoever may write to its row could spare themselves the second person.
import { actIn, kindsNamed } from "@chancery/core";
import { searchEntries, type Reader } from "@chancery/db";
import { leafIn } from "../audit/entry-views.ts";

const kinds = kindsNamed(
  "password.reset-offered",
  "password.reset-confirmed",
  "password.reset-cancelled",
  "password.reset",
);

/** The newest link made for an account that is neither used nor cancelled. */
export type ResetInLog = {
  /** When it would have expired had nobody confirmed it. */
  readonly offeredUntil: Date;
  readonly confirmedAt: Date | null;
};

export async function resetInLog(reader: Reader, actorId: string): Promise<ResetInLog | undefined> {
  const filter = { kinds, subject: `actor/${actorId}`, outcome: "success" };
  const newest = await searchEntries(reader, filter, { limit: 2, order: "newest" });
  const told = newest.flatMap((entry) => {
    const leaf = leafIn(entry.leaf);
    const act = leaf && actIn(leaf);
    return act ? [{ ...act, at: leaf.time }] : [];
  });
  const confirmed = told[0]?.kind === "password.reset-confirmed@1" ? told[0] : undefined;
  const offered = told[confirmed ? 1 : 0];
  if (offered?.kind !== "password.reset-offered@2" || offered.data.actorId !== actorId) return undefined;
  return { offeredUntil: new Date(offered.data.expiresAt), confirmedAt: confirmed?.at ?? null };
}
