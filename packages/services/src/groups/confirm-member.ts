// A membership that waits begins: a second person confirms it, or nobody is left who could and its wait is over.
import { GroupView, type Subjects } from "@chancery/core";
import { beginMembership, groupById, membershipById, type MembershipRow } from "@chancery/db";
import { z } from "zod";
import { beginningOf, requireBeginning, type By } from "../appointments/begin.ts";
import { notFound } from "../authorise.ts";
import { command } from "../command.ts";
import { capAdminSessions } from "../grants/cap-admin-sessions.ts";
import { groupView } from "./group-view.ts";

const beginning = (by: By) =>
  command({
    kind: "group.member-confirmed@2",
    permission: by === "confirmed" ? "group:confirm" : "appointment:settle",
    input: z.strictObject({ membershipId: z.uuid() }),
    output: GroupView,
    async subject(
      tx,
      { membershipId },
    ): Promise<(Subjects["appointment"] & { readonly row: MembershipRow }) | undefined> {
      const row = await membershipById(tx, membershipId, { lock: true });
      return row && { kind: "appointment", id: row.id, row };
    },
    async run(scope, { membershipId }) {
      const { tx, actor, now, subject } = scope;
      const { row } = subject;
      const { groupId, actorId } = row;
      if (!(await groupById(tx, groupId, { lock: true }))) throw notFound(); // no role is given to the group meanwhile
      const weighed = await requireBeginning(scope, { kind: "membership", row }, by);
      const begun = {
        from: now,
        beginning: beginningOf(weighed, { by, actorId: actor.id }),
        confirmedBy: by === "confirmed" ? actor.id : null,
      };
      await beginMembership(tx, { id: membershipId, ...begun });
      await capAdminSessions(tx, { actorIds: [actorId], now });
      return {
        result: await groupView(tx, groupId, now),
        audit: { membershipId, groupId, actorId, from: now.toISOString(), beginning: begun.beginning },
        about: { kind: "group", id: groupId },
      };
    },
  });

/** FORBIDDEN for whoever added the member and for the member; ILLEGAL_TRANSITION when it does not wait. */
export const confirmGroupMember = beginning("confirmed");
/** Refused while somebody may confirm it, or its wait is not over. */
export const beginMembershipAfterWait = beginning("waited");
/** Refused while somebody may confirm it. */
export const recoverMembership = beginning("recovered");
