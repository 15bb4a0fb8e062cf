// Adding to a group. An approver group takes two people: the membership begins when a second one confirms it.
import { organisation, refuse } from "@chancery/core";
import { actorById, approverGroups, groupById, insertMembership, onUniqueViolation } from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { command } from "../command.ts";
import { capAdminSessions } from "../grants/cap-admin-sessions.ts";
import { groupView } from "./group-view.ts";

/** CONFLICT for a member, pending or not. Until it is confirmed, a pending membership gives no role. */
export const addGroupMember = command({
  kind: "group.member-added@1",
  permission: "group:manage",
  input: z.strictObject({ groupId: z.uuid(), actorId: z.uuid() }),
  subject: () => Promise.resolve(organisation),
  async run({ tx, actor, now, newId }, { groupId, actorId }) {
    const group = await groupById(tx, groupId, { lock: true }); // no role is given to the group meanwhile
    const member = await actorById(tx, actorId);
    if (!group || !member) throw notFound();
    if (member.state === "disabled")
      throw refuse("INVALID_INPUT", "member_disabled", "a disabled account cannot join a group");
    const isPending = (await approverGroups(tx, { groupIds: [groupId], at: now })).has(groupId);
    const membership = { id: newId(), groupId, actorId, addedBy: actor.id, addedAt: now, from: isPending ? null : now };
    await onUniqueViolation(insertMembership(tx, membership), () =>
      refuse("CONFLICT", "member_already", "this account is in the group already, or waits to be confirmed"),
    );
    if (!isPending) await capAdminSessions(tx, { actorIds: [actorId], now });
    return {
      result: await groupView(tx, groupId, now),
      audit: { groupId, actorId, isPending },
      about: { kind: "group", id: groupId },
    };
  },
});
