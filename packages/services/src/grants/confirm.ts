// A grant that waits begins: a second person confirms it, or nobody is left who could and its wait is over.
import { isAppointed, GrantView, type Subjects } from "@chancery/core";
import { actorById, beginGrant, grantById, groupById, setDefaultTeam, type GrantRow } from "@chancery/db";
import { z } from "zod";
import { beginningOf, requireBeginning, type By } from "../appointments/begin.ts";
import { command } from "../command.ts";
import { capAdminSessions } from "./cap-admin-sessions.ts";
import { grantView } from "./grant-view.ts";

const beginning = (by: By) =>
  command({
    kind: "grant.confirmed@1",
    permission: by === "confirmed" ? "grant:confirm" : "appointment:settle",
    input: z.strictObject({ grantId: z.uuid() }),
    output: GrantView,
    async subject(tx, { grantId }): Promise<(Subjects["appointment"] & { readonly row: GrantRow }) | undefined> {
      const row = await grantById(tx, grantId, { lock: true });
      return row && isAppointed(row.role) ? { kind: "appointment", id: row.id, row } : undefined;
    },
    async run(scope, { grantId }) {
      const { tx, actor, now, subject } = scope;
      const { row } = subject;
      if (row.groupId !== null) await groupById(tx, row.groupId, { lock: true }); // nobody joins it meanwhile
      const weighed = await requireBeginning(scope, { kind: "grant", row }, by);
      const begun = {
        from: now,
        beginning: beginningOf(weighed, { by, actorId: actor.id }),
        confirmedBy: by === "confirmed" ? actor.id : null,
      };
      await beginGrant(tx, { id: grantId, ...begun });
      const { actorId, groupId, role, scope: place, scopeId } = row;
      const account = actorId === null ? undefined : await actorById(tx, actorId, { lock: true });
      if (place === "team" && account?.defaultTeamId === null)
        await setDefaultTeam(tx, { id: account.id, teamId: scopeId });
      if (role === "admin") await capAdminSessions(tx, { now });
      const holderId = actorId ?? groupId ?? "";
      return {
        result: await grantView(tx, { ...row, ...begun, waitsUntil: null }),
        audit: { grantId, holderId, role, scope: place, scopeId, from: now.toISOString(), beginning: begun.beginning },
        about: { kind: account ? "actor" : "group", id: holderId },
      };
    },
  });

/** FORBIDDEN for whoever gave it and for who receives it; ILLEGAL_TRANSITION when it does not wait. */
export const confirmGrant = beginning("confirmed");
/** Refused while somebody may confirm it, or its wait is not over. */
export const beginGrantAfterWait = beginning("waited");
/** Refused while somebody may confirm it. */
export const recoverGrant = beginning("recovered");
