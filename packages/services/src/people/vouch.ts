// Somebody's word that an account is in the hands of the person it names, and not of whoever made the link that opened it.
import { isVouchedAlone, organisation, whyNotVouch } from "@chancery/core";
import { actorById, loadHolders, vouchFor } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { refuseIf } from "../refusals.ts";
import { actorView } from "./actor-view.ts";

/** FORBIDDEN for the holder, for who opened the account, and for whom the same one opened. */
export const vouchForHolder = command({
  kind: "account.vouched@1",
  permission: "person:vouch",
  input: z.strictObject({ actorId: z.uuid() }),
  async subject(tx, { actorId }) {
    const account = await actorById(tx, actorId, { lock: true });
    return account && { ...organisation, account };
  },
  async run({ tx, actor, now, subject: { account } }, { actorId }) {
    const holders = await loadHolders(tx, now);
    refuseIf(whyNotVouch(holders, { holderId: actorId, actor }), "FORBIDDEN");
    await vouchFor(tx, { actorId, by: actor.id, at: now });
    return {
      result: await actorView(tx, account, { actor, now, seesAddresses: false }),
      audit: { actorId, isAlone: isVouchedAlone(holders, { holderId: actorId, voucherId: actor.id }) },
      about: { kind: "actor", id: actorId },
    };
  },
});
