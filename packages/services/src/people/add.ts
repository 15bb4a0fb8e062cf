// Inviting a person: the account exists at once, and opens when the invitation is accepted.
import { line, organisation, refuse, ActorView } from "@chancery/core";
import { insertActor, onUniqueViolation } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { Email, emailKeyOf } from "../identity/email.ts";
import { issueLink, linkUrl } from "../identity/links.ts";
import { actorView } from "./actor-view.ts";

/** CONFLICT when the address has an account. The link is shown this once and never again. */
export const addPerson = command({
  kind: "person.added@1",
  permission: "person:add",
  input: z.strictObject({ name: line(200), email: Email }),
  output: z.object({ actor: ActorView, invitationUrl: z.string() }),
  isReplayed: false,
  subject: () => Promise.resolve(organisation),
  async run({ tx, actor: inviter, now, newId, house }, { name, email }) {
    const actorId = newId();
    const person = {
      id: actorId,
      kind: "person",
      name,
      email,
      ownerId: null,
      state: "invited",
      createdAt: now,
    } as const;
    await onUniqueViolation(insertActor(tx, { ...person, emailKey: emailKeyOf(email) }), () =>
      refuse("CONFLICT", "email_taken", "an account with this e-mail address already exists"),
    );
    const { code } = await issueLink(house, tx, { purpose: "invitation", actorId, issuedBy: inviter.answerableId });
    const row = { ...person, proposedOwnerId: null, defaultTeamId: null, disabledAt: null, revision: 1 };
    const actor = await actorView(tx, row, { actor: inviter, now });
    return {
      result: { actor, invitationUrl: linkUrl(house, "invitation", code) },
      audit: { actorId, name, email },
      about: { kind: "actor", id: actorId },
    };
  },
});
