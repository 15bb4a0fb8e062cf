// Asking for an erasure: nothing goes before another person confirms it.
import { erasureBases, prose, refuse, Target, ActorView } from "@chancery/core";
import { z } from "zod";
import { command } from "../command.ts";
import { actorView } from "../people/actor-view.ts";
import { lockAccount } from "../subjects/account.ts";
import { erasureByLog } from "./state.ts";

/** ILLEGAL_TRANSITION for an account that is not disabled, or whose erasure was asked for before. */
export const askErasure = command({
  kind: "erasure.requested@1",
  permission: "erasure:ask",
  input: z.strictObject({ actorId: Target.account, basis: z.enum(erasureBases), note: prose(2000).default("") }),
  output: ActorView,
  subject: (tx, { actorId }, asking) => lockAccount(tx, actorId, asking),
  async run({ tx, actor, newId, now, subject, house }, { basis, note }) {
    const { id: actorId, account } = subject;
    if (account.kind !== "person")
      throw refuse("INVALID_INPUT", "no_person", "a service account is not a person: there is nothing to erase");
    const before = await erasureByLog(house, tx, actorId);
    if (before)
      throw refuse(
        "ILLEGAL_TRANSITION",
        before.state === "erased" ? "already_erased" : "erasure_asked",
        before.state === "erased"
          ? `this person was already erased, in entry ${before.entry}`
          : `an erasure was already requested, in entry ${before.entry}: another person has to confirm it`,
      );
    if (account.state !== "disabled")
      throw refuse(
        "ILLEGAL_TRANSITION",
        "not_disabled",
        "disable this account first: an account that can act must have a name",
      );
    const askedBy = { id: actor.id, name: actor.name };
    const result: ActorView = {
      ...(await actorView(tx, account, { actor, now })),
      // Its entry follows this transaction's work: its number is not known yet.
      erasure: { state: "asked", basis, askedBy, askedAt: now.toISOString(), entry: null },
    };
    return { result, audit: { erasureId: newId(), actorId, basis, note } };
  },
});
