// What waits for a second person, for everybody whom it may concern: those who may confirm, and all where nobody may.
import { reasonsOf, can, organisation, rolesOn, AppointmentView, type Actor } from "@chancery/core";
import { holdersOfGrants, namesOf, pendingGrants, pendingMemberships, scopeNamesOf, type Reader } from "@chancery/db";
import { z } from "zod";
import { query } from "../query.ts";
import { weighPending, mayConfirmIt, type Pending, type Weighed } from "./weigh.ts";

/** Names shown of those who receive, or may confirm. */
const shown = 10;

/**
 * To admins and auditors all of them; to others those that they may confirm, and those that nobody is left to confirm.
 * What the asking actor may confirm comes first. Not paged: at most 500 wait.
 */
export const waitingAppointments = query({
  permission: "person:read",
  input: z.strictObject({}),
  output: z.array(AppointmentView),
  subject: () => Promise.resolve(organisation),
  async run({ reader, actor, grants, now, subject }): Promise<readonly AppointmentView[]> {
    const seesAll = can(actor, rolesOn(actor, grants, subject), "grant:read").ok;
    const waiting = await weighWaiting(reader, now);
    const concerned = waiting.filter((one) => seesAll || mayConfirm(one, actor) || one.pending.row.waitsUntil !== null);
    const views = await appointmentViews(reader, concerned, actor);
    return [
      ...views.filter(({ blockedBecause }) => blockedBecause.length === 0),
      ...views.filter(({ blockedBecause }) => blockedBecause.length > 0),
    ];
  },
});

/** Everything that waits. Two statements where nothing does. */
export async function weighWaiting(reader: Reader, at: Date): Promise<readonly Weighed[]> {
  const grants = (await pendingGrants(reader)).map((row): Pending => ({ kind: "grant", row }));
  const memberships = (await pendingMemberships(reader)).map((row): Pending => ({ kind: "membership", row }));
  return weighPending(reader, [...grants, ...memberships], at);
}

/** Whether it waits for this actor: what is to be said of an invitation that was not accepted waits for somebody else. */
export const waitsFor = (one: Weighed, actor: Pick<Actor, "answerableId" | "kind">): boolean =>
  actor.kind === "person" && mayConfirmIt(one, actor).ok;
const mayConfirm = ({ confirmers }: Weighed, { id }: Pick<Actor, "id">) => confirmers.includes(id);

/** Views in the order given; a bounded number of statements however many they are. */
export async function appointmentViews(
  reader: Reader,
  weighed: readonly Weighed[],
  actor: Pick<Actor, "answerableId">,
): Promise<readonly AppointmentView[]> {
  if (weighed.length === 0) return [];
  const names = await namesOf(
    reader,
    weighed.flatMap(({ pending, confirmers }) => [
      pending.kind === "grant" ? pending.row.grantedBy : pending.row.addedBy,
      ...confirmers.slice(0, shown),
    ]),
  );
  const holders = await holdersOfGrants(
    reader,
    weighed.map(({ pending: { row } }) => ({ actorId: row.actorId, groupId: row.groupId })),
  );
  const scopes = await scopeNamesOf(
    reader,
    weighed.flatMap(({ roles }) => roles),
  );
  const named = (id: string) => ({ id, name: names.get(id) ?? id });
  return weighed.map((one) => {
    const { pending, appointment, roles, confirmers } = one;
    const { row, kind } = pending;
    return {
      id: row.id,
      kind,
      receivers: appointment.receivers.slice(0, shown).map(({ name }) => name),
      receiverCount: appointment.receivers.length,
      group: row.groupId === null ? null : { id: row.groupId, name: holders.get(row.groupId)?.name ?? row.groupId },
      roles: roles.map(({ role, scope, scopeId }) => ({ role, scope, scopeName: scopes.get(scopeId) ?? scopeId })),
      givenBy: named(kind === "grant" ? pending.row.grantedBy : pending.row.addedBy).name,
      givenAt: (kind === "grant" ? pending.row.givenAt : pending.row.addedAt).toISOString(),
      waitsUntil: row.waitsUntil?.toISOString() ?? null,
      confirmers: confirmers.slice(0, shown).map((id) => named(id).name),
      confirmerCount: confirmers.length,
      blockedBecause: reasonsOf(mayConfirmIt(one, actor)),
    };
  });
}
