// Ending sessions: one, or all but the one asked with. Admins may end anybody's.
import { Sha256, Target } from "@chancery/core";
import { endSessionsOf } from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { command } from "../command.ts";
import { accountSubject, lockAccount } from "../subjects/account.ts";

/** NOT_FOUND for a session that is not this account's, or has ended. */
export const endSessions = command({
  kind: "session.ended@1",
  permission: "session:end",
  input: z.strictObject({ sessionId: Sha256.optional(), actorId: Target.account.optional() }),
  output: z.object({ ended: z.int() }),
  subject: (tx, { actorId }, asking) =>
    actorId ? lockAccount(tx, actorId, asking) : accountSubject(tx, asking.actor.id, { lock: true }),
  async run({ tx, actor, now, subject }, { sessionId }) {
    const which = sessionId === undefined ? { except: actor.sessionId } : { only: sessionId };
    const ended = await endSessionsOf(tx, { actorId: subject.id, ...which, at: now });
    if (sessionId !== undefined && ended === 0) throw notFound();
    return { result: { ended }, audit: { actorId: subject.id, sessions: ended } };
  },
});
