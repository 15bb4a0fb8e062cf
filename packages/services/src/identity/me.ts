// Who is asking, and what it may do: what the portal's frame and `chancery login` show.
import { can, organisation, rolesOn, mayVouch, Me, type Actor } from "@chancery/core";
import { actorsOf, linksInForce, loadHolders, scopeNamesOf, type Reader } from "@chancery/db";
import { z } from "zod";
import { appointmentViews, waitsFor, weighWaiting } from "../appointments/waiting.ts";
import { pendingReset } from "../people/actor-view.ts";
import { viewerOf } from "../promotions/facts.ts";
import { countWaitingReviews } from "../promotions/waiting.ts";
import { query } from "../query.ts";
import { accountSubject } from "../subjects/account.ts";

export const getMe = query({
  permission: "session:read",
  input: z.strictObject({}),
  output: Me,
  subject: (reader, _input, { actor }) => accountSubject(reader, actor.id),
  async run({ reader, house, actor, grants, now, subject }): Promise<Me> {
    const names = await scopeNamesOf(reader, grants);
    const onOrganisation = rolesOn(actor, grants, organisation);
    const { id, kind, name, email } = subject.account;
    const reset =
      actor.via === "session"
        ? (await linksInForce(reader, { purpose: "password-reset", actorIds: [id], at: now })).get(id)
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
      waitingReviews: await countWaitingReviews(reader, viewerOf(actor, now)),
      passwordReset: reset ? pendingReset(reset) : null,
      waitingVouches: await countVouches(reader, actor, now),
      waitingAppointments: waiting.filter((one) => waitsFor(one, actor)).length,
      unconfirmable: await appointmentViews(reader, short, actor),
      frozen: house.freeze.because ?? null,
    };
  },
});

async function countVouches(reader: Reader, actor: Actor, now: Date): Promise<number> {
  const holders = await loadHolders(reader, now);
  const opened = [...new Set(holders.linking.map(({ actorId }) => actorId))];
  if (opened.every((holderId) => !mayVouch(holders, { holderId, isActive: true, actor }).ok)) return 0;
  const accounts = await actorsOf(reader, opened);
  const mayVouchFor = (holderId: string) =>
    mayVouch(holders, { holderId, isActive: accounts.get(holderId)?.state === "active", actor }).ok;
  return opened.filter(mayVouchFor).length;
}
