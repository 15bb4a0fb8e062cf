// Ending a grant. The interval stays on record.
import { organisation, refuse, GrantView } from "@chancery/core";
import { actorById, grantById, lockAdminGrants, setDefaultTeam, setGrantEnded } from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { command } from "../command.ts";
import { grantView } from "./grant-view.ts";
import { refuseWithoutAdmin } from "./last-admin.ts";

/** ILLEGAL_TRANSITION for a grant that has ended, and for the last admin's. */
export const endGrant = command({
  kind: "grant.ended@1",
  permission: "grant:give",
  input: z.strictObject({ grantId: z.uuid() }),
  output: GrantView,
  subject: () => Promise.resolve(organisation),
  async run({ tx, actor, now }, { grantId }) {
    await lockAdminGrants(tx);
    const grant = await grantById(tx, grantId, { lock: true });
    if (!grant) throw notFound();
    if (grant.to !== null) throw refuse("ILLEGAL_TRANSITION", "grant_ended", "this grant has already ended");
    const { role, scope, scopeId, actorId } = grant;
    await setGrantEnded(tx, { id: grantId, endedBy: actor.id, to: now });
    if (role === "admin") await refuseWithoutAdmin(tx, now);
    const holder = actorId === null ? undefined : await actorById(tx, actorId);
    if (holder && holder.defaultTeamId === scopeId) await setDefaultTeam(tx, { id: holder.id, teamId: null });
    const holderId = actorId ?? grant.groupId ?? "";
    return {
      result: await grantView(tx, { ...grant, to: now }),
      audit: { grantId, holderId, role, scope, scopeId },
      about: { kind: holder ? "actor" : "group", id: holderId },
    };
  },
});
