// A one-time link by which somebody who forgot their password sets a new one. Whoever makes it hands it over.
import { refuse, Target, Time } from "@chancery/core";
import { dropLinks } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { issueLink, linkUrl } from "../identity/links.ts";
import { lockAccount } from "../subjects/account.ts";

/** Works after a day, or once a second person confirms it; at once when it is made on the server. ILLEGAL_TRANSITION unless it is an active person, and for oneself. The link is shown this once; an earlier one opens nothing any more. */
export const offerPasswordReset = command({
  kind: "password.reset-offered@2",
  permission: "password:offer-reset",
  input: z.strictObject({ actorId: Target.account }),
  output: z.object({ resetUrl: z.string(), worksFrom: Time.nullable(), expiresAt: Time }),
  isReplayed: false,
  subject: (tx, { actorId }, asking) => lockAccount(tx, actorId, asking),
  async run({ tx, actor, now, house, subject }) {
    const { id: actorId, account } = subject;
    if (actorId === actor.id)
      throw refuse("ILLEGAL_TRANSITION", "reset_own", "change your own password under Settings, or ask another admin");
    if (account.kind !== "person" || account.state !== "active")
      throw refuse("ILLEGAL_TRANSITION", "account_inactive", "only an active person's password can be reset");
    await dropLinks(tx, { purpose: "password-reset", actorId });
    const issued = { purpose: "password-reset", actorId, issuedBy: actor.answerableId, at: now } as const;
    const { code, worksFrom, expiresAt } = await issueLink(house, tx, issued);
    const times = { worksFrom: worksFrom?.toISOString() ?? null, expiresAt: expiresAt.toISOString() };
    return {
      result: { resetUrl: linkUrl(house, "password-reset", code), ...times },
      audit: { actorId, ...times },
    };
  },
});
