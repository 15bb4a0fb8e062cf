// Service accounts: machines that act, each with a person who answers for it.
import { line, organisation, refuse, Target, ActorView } from "@chancery/core";
import { insertActor } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { actorView } from "../people/actor-view.ts";
import { lockAccount } from "../subjects/account.ts";

/** INVALID_INPUT unless the owner is an active person. */
export const createServiceAccount = command({
  kind: "service-account.created@2",
  permission: "service-account:create",
  input: z.strictObject({ name: line(100), ownerId: Target.account }),
  output: ActorView,
  subject: () => Promise.resolve(organisation),
  async run({ tx, actor, now, newId, asking }, { name, ownerId: asked }) {
    const owner = (await lockAccount(tx, asked, asking))?.account;
    if (owner?.kind !== "person" || owner.state !== "active")
      throw refuse("INVALID_INPUT", "owner_unfit", "the owner of a service account must be an active person");
    const id = newId();
    const ownerId = owner.id;
    const account = { id, kind: "service", name, email: null, ownerId, state: "active", createdAt: now } as const;
    await insertActor(tx, { ...account, emailKey: null });
    return {
      result: await actorView(
        tx,
        { ...account, proposedOwnerId: null, defaultTeamId: null, disabledAt: null, revision: 1 },
        { actor, now },
      ),
      audit: { actorId: id, ownerId, name },
      about: { kind: "actor", id },
    };
  },
});
