// Taking back a request for an erasure, before it is confirmed.
import { refuse, Target, ActorView } from "@chancery/core";
import { z } from "zod";
import { command } from "../command.ts";
import { actorView } from "../people/actor-view.ts";
import { lockAccount } from "../subjects/account.ts";
import { erasureByLog } from "./state.ts";

/** ILLEGAL_TRANSITION when none waits. */
export const withdrawErasure = command({
  kind: "erasure.withdrawn@1",
  permission: "erasure:ask",
  input: z.strictObject({ actorId: Target.account }),
  output: ActorView,
  subject: (tx, { actorId }, asking) => lockAccount(tx, actorId, asking),
  async run({ tx, actor, now, subject, house }) {
    const { id: actorId, account } = subject;
    const asked = await erasureByLog(house, tx, actorId);
    if (asked?.state !== "asked")
      throw refuse("ILLEGAL_TRANSITION", "erasure_not_asked", "no erasure of this account is waiting to be confirmed");
    const result: ActorView = { ...(await actorView(tx, account, { actor, now })), erasure: null };
    return { result, audit: { erasureId: asked.id, actorId } };
  },
});
