// Enabling a disabled account. Its sessions and tokens stay ended.
import { prose, refuse, Target, ActorView } from "@chancery/core";
import { accountOf, setActorState } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { erasureByLog } from "../erasures/state.ts";
import { lockAccount } from "../subjects/account.ts";
import { actorView } from "./actor-view.ts";

/** ILLEGAL_TRANSITION unless it is disabled. Somebody who never accepted an invitation is invited again, not active. */
export const enableAccount = command({
  kind: "account.enabled@1",
  permission: "person:disable",
  input: z.strictObject({ actorId: Target.account, reason: prose(2000, 1) }),
  output: ActorView,
  subject: (tx, { actorId }, asking) => lockAccount(tx, actorId, asking),
  async run({ tx, actor, now, subject, house }, { reason }) {
    const { id: actorId, account } = subject;
    if (account.state !== "disabled")
      throw refuse("ILLEGAL_TRANSITION", "not_disabled", "this account is not disabled");
    if ((await erasureByLog(house, tx, actorId))?.state === "erased")
      throw refuse("ILLEGAL_TRANSITION", "already_erased", "this person was erased: invite them again");
    const isWaiting = account.kind === "person" && !(await accountOf(tx, { actorId }))?.passwordHash;
    const state = isWaiting ? "invited" : "active";
    const enabled = { ...account, state, disabledAt: null, revision: account.revision + 1 } as const;
    await setActorState(tx, enabled);
    return { result: await actorView(tx, enabled, { actor, now }), audit: { actorId, reason } };
  },
});
