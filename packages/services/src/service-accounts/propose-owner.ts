// A service account is to have another owner: proposed by its owner, an admin, or a custodian while the owner is disabled,
// and so until the other accepts.
import { refuse } from "@chancery/core";
import { actorById, setOwner } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { actorView } from "../people/actor-view.ts";
import { handoverSubject } from "./orphaned.ts";

/**
 * Takes the place of an earlier proposal; `null` withdraws it. INVALID_INPUT unless the new owner is an active person who
 * does not own it already.
 */
export const proposeOwner = command({
  kind: "service-account.handover-proposed@1",
  permission: "service-account:hand-over",
  input: z.strictObject({ actorId: z.uuid(), ownerId: z.uuid().nullable() }),
  subject: (tx, { actorId }, { now }) => handoverSubject(tx, actorId, { now, lock: true }),
  async run({ tx, actor, now, subject: { account } }, { actorId, ownerId: proposedOwnerId }) {
    const { ownerId } = account;
    if (account.kind !== "service" || ownerId === null)
      throw refuse("INVALID_INPUT", "not_a_service_account", "only a service account has an owner");
    if (proposedOwnerId !== null) {
      const proposed = await actorById(tx, proposedOwnerId);
      if (proposed?.kind !== "person" || proposed.state !== "active" || proposedOwnerId === ownerId)
        throw refuse("INVALID_INPUT", "owner_unfit", "the new owner must be another active person");
    } else if (account.proposedOwnerId === null)
      throw refuse("ILLEGAL_TRANSITION", "nothing_proposed", "no new owner is proposed for this service account");
    const changed = { ...account, proposedOwnerId, revision: account.revision + 1 };
    await setOwner(tx, changed);
    return { result: await actorView(tx, changed, { actor, now }), audit: { actorId, ownerId, proposedOwnerId } };
  },
});
