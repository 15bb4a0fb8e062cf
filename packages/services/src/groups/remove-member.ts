// Ending a membership, pending or not. The interval stays on record.
import { organisation, refuse, GroupView } from "@chancery/core";
import { adminsOf, endMembership, lockAdminGrants, membershipById } from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { command } from "../command.ts";
import { refuseWithoutAdmin } from "../grants/last-admin.ts";
import { groupView } from "./group-view.ts";

/** ILLEGAL_TRANSITION for a membership that has ended, and for the last admin's. */
export const removeGroupMember = command({
  kind: "group.member-removed@1",
  permission: "group:manage",
  input: z.strictObject({ membershipId: z.uuid() }),
  output: GroupView,
  subject: () => Promise.resolve(organisation),
  async run({ tx, actor, now }, { membershipId }) {
    await lockAdminGrants(tx);
    const membership = await membershipById(tx, membershipId, { lock: true });
    if (!membership) throw notFound();
    if (membership.to !== null)
      throw refuse("ILLEGAL_TRANSITION", "membership_ended", "this membership has already ended");
    const { id, groupId, actorId } = membership;
    const wasAdmin = (await adminsOf(tx, now)).includes(actorId);
    await endMembership(tx, { id, endedBy: actor.id, to: now });
    if (wasAdmin) await refuseWithoutAdmin(tx, now);
    return {
      result: await groupView(tx, groupId, now),
      audit: { groupId, actorId },
      about: { kind: "group", id: groupId },
    };
  },
});
