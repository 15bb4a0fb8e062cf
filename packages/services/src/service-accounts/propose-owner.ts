// A service account is to have another owner: proposed by its owner, an admin, or a custodian while the owner is disabled,
// and so until the other accepts.
import { refuse, Target, ActorView } from "@chancery/core";
import { setOwner } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { actorView } from "../people/actor-view.ts";
import { findAccount } from "../subjects/account.ts";
import { handoverSubject } from "./orphaned.ts";

/**
 * Takes the place of an earlier proposal; `null` withdraws it. INVALID_INPUT unless the new owner is an active person who
 * does not own it already.
 */
export const proposeOwner = command({
  kind: "service-account.handover-proposed@1",
  permission: "service-account:hand-over",
  input: z.strictObject({ actorId: Target.account, ownerId: Target.account.nullable() }),
  output: ActorView,
  subject: (tx, { actorId }, asking) => handoverSubject(tx, actorId, asking),
  async run({ tx, actor, now, asking, subject: { account } }, { ownerId: asked }) {
    const { id: actorId, ownerId } = account;
    let proposedOwnerId: string | null = null;
    if (account.kind !== "service" || ownerId === null)
      throw refuse("INVALID_INPUT", "not_a_service_account", "only a service account has an owner");
    if (asked !== null) {
      const proposed = (await findAccount(tx, asked, asking))?.account;
      if (proposed?.kind !== "person" || proposed.state !== "active" || proposed.id === ownerId)
        throw refuse("INVALID_INPUT", "owner_unfit", "the new owner must be another active person");
      proposedOwnerId = proposed.id;
    } else if (account.proposedOwnerId === null)
      throw refuse("ILLEGAL_TRANSITION", "nothing_proposed", "no new owner is proposed for this service account");
    const changed = { ...account, proposedOwnerId, revision: account.revision + 1 };
    await setOwner(tx, changed);
    return { result: await actorView(tx, changed, { actor, now }), audit: { actorId, ownerId, proposedOwnerId } };
  },
});
