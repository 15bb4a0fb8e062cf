// A reset link that waits: a second person lets it work at once, or it is cancelled by the account's holder or an admin.
import { orThrow, refuse, mayConfirmReset, Target, Done, Time } from "@chancery/core";
import { dropLinks, linksInForce, loadHolders, setLinkTimes, type Tx } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { linkEnd } from "../identity/links.ts";
import { lockAccount } from "../subjects/account.ts";

const purpose = "password-reset";
const input = z.strictObject({ actorId: Target.account });
const ConfirmInput = input.extend({
  /** When the link was made that the confirmer was shown. */
  madeAt: z.iso.datetime().optional(),
});

async function resetOf(tx: Tx, actorId: string, at: Date) {
  const link = (await linksInForce(tx, { purpose, actorIds: [actorId], at })).get(actorId);
  if (!link) throw refuse("ILLEGAL_TRANSITION", "no_reset_waits", "no password reset of this account is under way");
  return link;
}

/** FORBIDDEN for who made the link, for the account's holder, and for whom the same one opened; ILLEGAL_TRANSITION when it works already; CONFLICT when it is not the one that was shown. */
export const confirmPasswordReset = command({
  kind: "password.reset-confirmed@1",
  permission: "password:confirm-reset",
  input: ConfirmInput,
  output: z.object({ expiresAt: Time }),
  subject: (tx, { actorId }, asking) => lockAccount(tx, actorId, asking),
  async run({ tx, actor, now, subject: { id: holderId } }, { madeAt }) {
    const link = await resetOf(tx, holderId, now);
    if (madeAt !== undefined && link.createdAt.getTime() !== Date.parse(madeAt))
      throw refuse(
        "CONFLICT",
        "reset_replaced",
        "another reset link was made since you read this: ask the holder about that one, then confirm it",
      );
    const holders = await loadHolders(tx, now);
    const isWorking = link.worksFrom === null || link.worksFrom <= now;
    orThrow(mayConfirmReset(holders, { holderId, issuerId: link.issuedBy, isWorking, actor }));
    const expiresAt = linkEnd(purpose, now);
    await setLinkTimes(tx, { codeHash: link.codeHash, worksFrom: now, expiresAt });
    return { result: { expiresAt: expiresAt.toISOString() }, audit: { actorId: holderId } };
  },
});

/** The link opens nothing any more. */
export const cancelPasswordReset = command({
  kind: "password.reset-cancelled@1",
  permission: "password:cancel-reset",
  input,
  output: Done,
  subject: (tx, { actorId }, asking) => lockAccount(tx, actorId, asking),
  async run({ tx, now, subject: { id: actorId } }) {
    await resetOf(tx, actorId, now);
    await dropLinks(tx, { purpose, actorId });
    return { result: {}, audit: { actorId } };
  },
});
