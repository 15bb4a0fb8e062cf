// Who is asking, and what it may do: what the portal's frame and `chancery login` show.
import { can, organisation, rolesOn, type Me } from "@chancery/core";
import { countWaitingReviews, linkInForce, scopeNamesOf } from "@chancery/db";
import { z } from "zod";
import { appointmentViews, waitsFor, weighWaiting } from "../appointments/waiting.ts";
import { query } from "../query.ts";
import { accountSubject } from "./account-subject.ts";

export const getMe = query({
  permission: "session:read",
  input: z.strictObject({}),
  subject: (reader, _input, { actor }) => accountSubject(reader, actor.id),
  async run({ reader, actor, grants, now, subject }): Promise<Me> {
    const names = await scopeNamesOf(reader, grants);
    const onOrganisation = rolesOn(actor, grants, organisation);
    const { id, kind, name, email } = subject.account;
    const reset =
      actor.via === "session"
        ? await linkInForce(reader, { purpose: "password-reset", actorId: id, at: now })
        : undefined;
    const waiting = await weighWaiting(reader, now);
    const short = waiting.filter(({ pending }) => pending.row.waitsUntil !== null);
    return {
      id,
      kind,
      name,
      email,
      defaultTeam: actor.defaultTeam?.slug ?? null,
      via: actor.via,
      scopes: actor.scopes,
      grants: grants.map(({ role, scope, scopeId }) => ({ role, scope, scopeName: names.get(scopeId) ?? scopeId })),
      isAdmin: onOrganisation.includes("admin"),
      canReadAudit: can(actor, onOrganisation, "audit:read").ok,
      waitingReviews: await countWaitingReviews(reader, {
        actorId: actor.id,
        answerableId: actor.answerableId,
        at: now,
      }),
      passwordReset: reset ? { madeAt: reset.createdAt.toISOString(), expiresAt: reset.expiresAt.toISOString() } : null,
      waitingAppointments: waiting.filter((one) => waitsFor(one, actor)).length,
      unconfirmable: await appointmentViews(reader, short, actor),
    };
  },
});
