// A new invitation for somebody who has not accepted the last one, which then opens nothing any more.
import { organisation, refuse, Target } from "@chancery/core";
import { dropLinks } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { issueLink, linkUrl } from "../identity/links.ts";
import { lockAccount } from "../subjects/account.ts";

/** ILLEGAL_TRANSITION unless the account still waits for its invitation to be accepted. */
export const invitePersonAgain = command({
  kind: "person.invited-again@1",
  permission: "person:add",
  input: z.strictObject({ actorId: Target.account }),
  output: z.object({ invitationUrl: z.string() }),
  isReplayed: false,
  async subject(tx, { actorId }, asking) {
    const found = await lockAccount(tx, actorId, asking);
    return found && { ...organisation, account: found.account };
  },
  async run({ tx, actor, house, subject }) {
    const actorId = subject.account.id;
    if (subject.account.state !== "invited")
      throw refuse(
        "ILLEGAL_TRANSITION",
        "not_invited",
        "only an invitation that has not been accepted can be sent again",
      );
    await dropLinks(tx, { purpose: "invitation", actorId });
    const { code } = await issueLink(house, tx, { purpose: "invitation", actorId, issuedBy: actor.answerableId });
    return {
      result: { invitationUrl: linkUrl(house, "invitation", code) },
      audit: { actorId },
      about: { kind: "actor", id: actorId },
    };
  },
});
