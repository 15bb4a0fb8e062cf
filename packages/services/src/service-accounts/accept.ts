// The proposed owner takes a service account over, signed in. Tokens that others made for it end.
import { orThrow, refuse, mayAcceptAccount, Target, ActorView } from "@chancery/core";
import { revokeTokensOf, setOwner } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { actorView } from "../people/actor-view.ts";
import { revocationsOf } from "../tokens/revocations.ts";
import { lockAccount } from "../subjects/account.ts";

/** Refused to everybody but who was proposed, and with a token, whoever made it. */
export const acceptServiceAccount = command({
  kind: "service-account.handed-over@1",
  permission: "service-account:accept",
  input: z.strictObject({ actorId: Target.account }),
  output: ActorView,
  causes: ["token.revoked@1"],
  // Who is to own it is who it is judged by: to everybody else there is nothing here.
  async subject(tx, { actorId }, asking) {
    const found = await lockAccount(tx, actorId, asking);
    return found && { ...found, ownerId: found.account.proposedOwnerId };
  },
  async run({ tx, actor, now, subject: { account } }) {
    const actorId = account.id;
    const { ownerId: previousOwnerId, proposedOwnerId } = account;
    if (previousOwnerId === null || proposedOwnerId === null)
      throw refuse("ILLEGAL_TRANSITION", "nothing_proposed", "no new owner is proposed for this service account");
    orThrow(mayAcceptAccount(actor));
    const changed = { ...account, ownerId: actor.id, proposedOwnerId: null, revision: account.revision + 1 };
    await setOwner(tx, changed);
    const ended = await revokeTokensOf(tx, { actorId, at: now });
    return {
      result: await actorView(tx, changed, { actor, now }),
      audit: { actorId, ownerId: actor.id, previousOwnerId },
      caused: revocationsOf(ended),
    };
  },
});
