// Whoever becomes an admin has the shorter sessions of one from then on.
import { adminsOf, shortenSessions, type Tx } from "@chancery/db";
import { adminAbsoluteMs } from "../identity/session-rules.ts";

/** Shortens the open sessions of those among `actorIds` (everyone, when absent) who are admins now. */
export async function capAdminSessions(
  tx: Tx,
  { actorIds, now }: { readonly actorIds?: readonly string[]; readonly now: Date },
): Promise<void> {
  const admins = await adminsOf(tx, now);
  const capped = actorIds ? admins.filter((id) => actorIds.includes(id)) : admins;
  await shortenSessions(tx, { actorIds: capped, until: new Date(now.getTime() + adminAbsoluteMs) });
}
