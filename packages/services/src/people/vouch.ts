// Somebody's word that an account is in the hands of the person it names, and not of whoever made the link that opened it.
import {
  orThrow,
  isVouchedAlone,
  lastOpenedAt,
  organisation,
  refuse,
  mayVouch,
  Target,
  ActorView,
} from "@chancery/core";
import { loadHolders, vouchFor } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { lockAccount } from "../subjects/account.ts";
import { actorView } from "./actor-view.ts";

/** FORBIDDEN for the holder, for who opened the account, and for whom the same one opened; CONFLICT when it was opened again since. */
export const vouchForHolder = command({
  kind: "account.vouched@1",
  permission: "person:vouch",
  input: z.strictObject({
    actorId: Target.account,
    /** When the account was last opened, as the voucher was shown. */
    openedAt: z.iso.datetime().optional(),
  }),
  output: ActorView,
  async subject(tx, { actorId }, asking) {
    const found = await lockAccount(tx, actorId, asking);
    return found && { ...organisation, account: found.account };
  },
  async run({ tx, actor, now, subject: { account } }, { openedAt }) {
    const actorId = account.id;
    const holders = await loadHolders(tx, now);
    const isActive = account.state === "active";
    orThrow(mayVouch(holders, { holderId: actorId, isActive, actor }));
    if (openedAt !== undefined && lastOpenedAt(holders, actorId)?.getTime() !== Date.parse(openedAt))
      throw refuse(
        "CONFLICT",
        "opened_again",
        "this account was opened again since you read this: see who made that link, ask the holder, then vouch",
      );
    const isAlone = isVouchedAlone(holders, { holderId: actorId, voucherId: actor.id });
    await vouchFor(tx, { actorId, by: actor.id, at: now, isAlone });
    return {
      result: await actorView(tx, account, { actor, now, seesAddresses: false }),
      audit: { actorId, isAlone },
      about: { kind: "actor", id: actorId },
    };
  },
});
