// Disabling an account: its sessions and tokens, and tokens made with those, stop at once.
import { prose, refuse, Target, ActorView } from "@chancery/core";
import { adminsOf, endSessionsOf, lockAdminGrants, revokeTokensOf, setActorState } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { refuseWithoutAdmin } from "../grants/last-admin.ts";
import { revocationsOf } from "../tokens/revocations.ts";
import { lockAccount } from "../subjects/account.ts";
import { actorView } from "./actor-view.ts";

/** ILLEGAL_TRANSITION for an account that is disabled, and for the last admin. */
export const disableAccount = command({
  kind: "account.disabled@1",
  permission: "person:disable",
  input: z.strictObject({ actorId: Target.account, reason: prose(2000, 1) }),
  output: ActorView,
  causes: ["session.ended@1", "token.revoked@1"],
  subject: (tx, { actorId }, asking) => lockAccount(tx, actorId, asking),
  async run({ tx, actor, now, subject }, { reason }) {
    const { id: actorId, account } = subject;
    if (account.state === "disabled")
      throw refuse("ILLEGAL_TRANSITION", "already_disabled", "this account is already disabled");
    await lockAdminGrants(tx);
    const wasAdmin = (await adminsOf(tx, now)).includes(actorId);
    const disabled = { ...account, state: "disabled", disabledAt: now, revision: account.revision + 1 } as const;
    await setActorState(tx, disabled);
    if (wasAdmin) await refuseWithoutAdmin(tx, now);
    const sessions = await endSessionsOf(tx, { actorId, at: now });
    const tokens = await revokeTokensOf(tx, { actorId, at: now });
    const about = { kind: "actor", id: actorId };
    const ended = { kind: "session.ended@1", about, data: { actorId, sessions } } as const;
    return {
      result: await actorView(tx, disabled, { actor, now }),
      audit: { actorId, reason },
      caused: [...(sessions > 0 ? [ended] : []), ...revocationsOf(tokens)],
    };
  },
});
