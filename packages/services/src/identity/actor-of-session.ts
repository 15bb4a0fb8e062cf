// Who a session speaks for: one indexed read on every request, so that sign-out and disabling work at once.
import { anonymousActor, type Actor } from "@chancery/core";
import { sessionWithActor, touchSession } from "@chancery/db";
import { noteIfPossible } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { digestOfSecret, isCodeFor, sessionFacts } from "./secret-codes.ts";
import { idleSince, isMadeAhead, isPastAnySession, touchEveryMs } from "./session-rules.ts";
import { personActor } from "./person-actor.ts";

/** The person behind a session id; the anonymous actor for a session that is unknown, ended, idle too long, too old, or of an account that is not active. */
export async function actorOfSession(house: House, sessionId: string): Promise<Actor> {
  const id = digestOfSecret(sessionId);
  const row = await sessionWithActor(house.db.read, id);
  const now = house.clock.now();
  if (!row || row.kind !== "person" || row.state !== "active") return anonymousActor;
  if (!isCodeFor(house, sessionId, sessionFacts(row))) return anonymousActor; // a row that this house did not make
  if (row.endedAt !== null || row.expiresAt <= now || row.lastSeenAt <= idleSince(now)) return anonymousActor;
  if (isMadeAhead(row.createdAt, now) || isPastAnySession(row.createdAt, now)) return anonymousActor;
  if (now.getTime() - row.lastSeenAt.getTime() >= touchEveryMs)
    await noteIfPossible(house, "session.touched", (tx) => touchSession(tx, { id, at: now }));
  const defaultTeam = row.teamId !== null && row.teamSlug !== null ? { id: row.teamId, slug: row.teamSlug } : undefined;
  return personActor({ id: row.actorId, name: row.name }, { sessionId: id, ...(defaultTeam && { defaultTeam }) });
}
