// The second person's word on who joins an approver group.
import { mayConfirmMember, organisation, orThrow, refuse } from "@chancery/core";
import { actorById, beginMembership, groupById, membershipById, type Reader } from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { command } from "../command.ts";
import { capAdminSessions } from "../grants/cap-admin-sessions.ts";
import { groupView } from "./group-view.ts";

/** FORBIDDEN for whoever added the member and for the member; ILLEGAL_TRANSITION when it does not wait. */
export const confirmGroupMember = command({
  kind: "group.member-confirmed@1",
  permission: "group:confirm",
  input: z.strictObject({ membershipId: z.uuid() }),
  subject: () => Promise.resolve(organisation),
  async run({ tx, actor, now }, { membershipId }) {
    const membership = await membershipById(tx, membershipId, { lock: true });
    if (!membership || !(await groupById(tx, membership.groupId))) throw notFound();
    if (membership.from !== null || membership.to !== null)
      throw refuse("ILLEGAL_TRANSITION", "not_pending", "this membership does not wait to be confirmed");
    const { id, groupId, actorId, addedBy } = membership;
    const behind = {
      adderAnswerableId: await answerableFor(tx, addedBy),
      memberAnswerableId: await answerableFor(tx, actorId),
    };
    orThrow(mayConfirmMember(actor, behind), "FORBIDDEN");
    await beginMembership(tx, { id, confirmedBy: actor.id, from: now });
    await capAdminSessions(tx, { actorIds: [actorId], now });
    return {
      result: await groupView(tx, groupId, now),
      audit: { groupId, actorId },
      about: { kind: "group", id: groupId },
    };
  },
});

/** The person behind an account: itself, or the owner of a service account. */
const answerableFor = async (reader: Reader, actorId: string): Promise<string> =>
  (await actorById(reader, actorId))?.ownerId ?? actorId;
