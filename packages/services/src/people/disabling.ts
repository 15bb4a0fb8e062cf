// What disabling an account would end, asked before it is done.
import type { DisablingEnds } from "@chancery/core";
import { countSessions, serviceAccountsOf, tokensEndingWith } from "@chancery/db";
import { z } from "zod";
import { accountSubject } from "../identity/account-subject.ts";
import { idleSince } from "../identity/session-rules.ts";
import { query } from "../query.ts";

/** For whoever may disable it. */
export const disablingOfAccount = query({
  permission: "person:disable",
  input: z.strictObject({ actorId: z.uuid() }),
  subject: (reader, { actorId }) => accountSubject(reader, actorId),
  async run({ reader, now, subject: { id: actorId } }): Promise<DisablingEnds> {
    const tokens = await tokensEndingWith(reader, { actorId, at: now });
    return {
      sessions: await countSessions(reader, { actorId, at: now, seenAfter: idleSince(now) }),
      tokens: tokens.map(({ name }) => name),
      serviceAccounts: await serviceAccountsOf(reader, actorId),
    };
  },
});
