// What disabling an account would end, and what is to be handed over: asked before it is done, and afterwards.
import { isSole, Target, DisablingEnds, type Belongings } from "@chancery/core";
import {
  countSessions,
  grantsOf,
  modelsOwnedBy,
  openRequestsOf,
  peopleHolding,
  scopeNamesOf,
  serviceAccountsOf,
  tokensEndingWith,
  type Reader,
} from "@chancery/db";
import { z } from "zod";
import { idleSince } from "../identity/session-rules.ts";
import { query } from "../query.ts";
import { placesOf } from "../service-accounts/orphaned.ts";
import { findAccount } from "../subjects/account.ts";

/** For whoever may disable it. */
export const disablingOfAccount = query({
  permission: "person:disable",
  input: z.strictObject({ actorId: Target.account }),
  output: DisablingEnds,
  subject: (reader, { actorId }, asking) => findAccount(reader, actorId, asking),
  async run({ reader, now, subject: { id: actorId } }): Promise<DisablingEnds> {
    const tokens = await tokensEndingWith(reader, { actorId, at: now });
    return {
      sessions: await countSessions(reader, { actorId, at: now, seenAfter: idleSince(now) }),
      tokens: tokens.map(({ name }) => name),
      serviceAccounts: await serviceAccountsOf(reader, actorId),
      models: await modelsOwnedBy(reader, actorId),
      requests: await openRequestsOf(reader, actorId),
      soleRoles: await soleRolesOf(reader, actorId, now),
    };
  },
});

/** Roles without whose holder something stops: nobody maintains, reviews or audits it any more. The last admin stays. */
const telling = ["maintainer", "reviewer", "auditor"] as const;

async function soleRolesOf(reader: Reader, actorId: string, at: Date): Promise<Belongings["soleRoles"]> {
  const held = (await grantsOf(reader, { actorId, at })).filter(({ role }) => telling.some((one) => one === role));
  if (held.length === 0) return [];
  const others = (await peopleHolding(reader, { roles: telling, at })).filter(({ id }) => id !== actorId);
  const sole = (await placesOf(reader, held)).filter((grant) => isSole(grant, grant.place, others));
  const names = await scopeNamesOf(reader, sole);
  const each = sole.map(({ role, scope, scopeId }) => ({
    role,
    scope,
    scopeId,
    scopeName: names.get(scopeId) ?? scopeId,
  }));
  return [...new Map(each.map((one) => [`${one.role} ${one.scopeId}`, one])).values()];
}
