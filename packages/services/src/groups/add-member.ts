// Adding to a group. One of reviewers or admins takes two people: the membership begins when a second one confirms it.
import { orThrow, organisation, refuse, mayReceive, Target, GroupView } from "@chancery/core";
import { insertMembership, onUniqueViolation, placesOfGroups } from "@chancery/db";
import { z } from "zod";
import { begunBy, begunInLeaf, receiver } from "../appointments/weigh.ts";
import { notFound } from "../authorise.ts";
import { command } from "../command.ts";
import { capAdminSessions } from "../grants/cap-admin-sessions.ts";
import { findAccount } from "../subjects/account.ts";
import { lockGroup } from "../subjects/team.ts";
import { groupView } from "./group-view.ts";

/** CONFLICT for a member, pending or not; INVALID_INPUT for a service account where members are reviewers or admins. Until it is confirmed, a pending membership gives no role. */
export const addGroupMember = command({
  kind: "group.member-added@2",
  permission: "group:manage",
  input: z.strictObject({ groupId: Target.group, actorId: Target.account }),
  output: GroupView,
  subject: () => Promise.resolve(organisation),
  async run({ tx, actor, now, newId, asking }, { groupId: askedGroup, actorId: askedMember }) {
    const group = await lockGroup(tx, askedGroup); // no role is given to the group meanwhile
    const member = (await findAccount(tx, askedMember, asking))?.account;
    if (!group) throw notFound(askedGroup);
    if (!member) throw notFound(askedMember);
    const groupId = group.id;
    const actorId = member.id;
    if (member.state === "disabled")
      throw refuse("INVALID_INPUT", "member_disabled", "a disabled account cannot join a group");
    const roles = await placesOfGroups(tx, [groupId]);
    const receivers = [receiver(member)];
    if (roles.length > 0) orThrow(mayReceive(receivers));
    const begun = await begunBy(tx, { giver: actor, receivers, roles, now });
    const id = newId();
    const membership = { ...begun, id, groupId, actorId, addedBy: actor.id, addedAt: now };
    await onUniqueViolation(insertMembership(tx, membership), () =>
      refuse("CONFLICT", "member_already", "this account is already in the group, or waits to be confirmed"),
    );
    if (begun.from !== null) await capAdminSessions(tx, { actorIds: [actorId], now });
    return {
      result: await groupView(tx, groupId, now),
      audit: { membershipId: id, groupId, actorId, ...begunInLeaf(begun) },
      about: { kind: "group", id: groupId },
    };
  },
});
