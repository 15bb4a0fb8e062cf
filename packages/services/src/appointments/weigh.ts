// Loads what the rules on appointments look at: who comes to which role where, and who could be the second person.
import {
  allAllowed,
  confirmersOf,
  handsOf,
  isAppointed,
  isVouchable,
  openingOf,
  organisation,
  shortageWaitMs,
  mayAppoint,
  mayCount,
  type Actor,
  type Appointment,
  type Beginning,
  type GrantScope,
  type Holders,
  type Verdict,
  type Receiver,
  type Role,
  type Second,
  type Subject,
} from "@chancery/core";
import {
  actorsOf,
  appointedPeople,
  everyMemberOf,
  loadHolders,
  placesOfGroups,
  placesOfModels,
  type ActorRow,
  type GrantRow,
  type MembershipRow,
  type OpenMember,
  type Reader,
} from "@chancery/db";

export type RoleThere = { readonly role: Role; readonly scope: GrantScope; readonly scopeId: string };
export type Pending =
  { readonly kind: "grant"; readonly row: GrantRow } | { readonly kind: "membership"; readonly row: MembershipRow };
export type Weighed = {
  readonly pending: Pending;
  readonly appointment: Appointment;
  /** What the receivers come to. */
  readonly roles: readonly RoleThere[];
  readonly seconds: readonly Second[];
  /** Ids of those who may confirm it, once somebody has vouched where that is needed. */
  readonly confirmers: readonly string[];
  readonly holders: Holders;
};

/** Weighs what waits, in the order given. A bounded number of statements, however many. */
export async function weighPending(reader: Reader, pending: readonly Pending[], at: Date): Promise<readonly Weighed[]> {
  if (pending.length === 0) return [];
  const groupIds = pending.flatMap(({ row }) => row.groupId ?? []);
  const members = await everyMemberOf(reader, groupIds);
  const ofGroups = await placesOfGroups(reader, groupIds);
  const accounts = await actorsOf(
    reader,
    pending.flatMap((one) => [giverOf(one), ...(one.row.actorId === null ? [] : [one.row.actorId])]),
  );
  const rolesOf = (one: Pending): readonly RoleThere[] =>
    one.kind === "grant" ? [one.row] : ofGroups.filter(({ groupId }) => groupId === one.row.groupId);
  const subjects = await subjectsOf(reader, pending.flatMap(rolesOf));
  const { now: seconds } = await appointedPeople(reader, at);
  const holders = await loadHolders(reader, at);
  const opened = (one: Receiver): Receiver => ({ ...one, openedBy: openersOf(holders, one.personId) });
  return pending.map((one) => {
    const account = one.row.actorId === null ? undefined : accounts.get(one.row.actorId);
    const receivers = (
      account ? [receiver(account)] : members.filter(({ groupId }) => groupId === one.row.groupId).map(receiver)
    ).map(opened);
    const roles = rolesOf(one);
    const giver = giverOf(one);
    const appointment = {
      giverId: accounts.get(giver)?.ownerId ?? giver,
      receivers,
      places: roles.length > 0 ? roles.map(subjects) : [organisation], // of a group that lost its roles meanwhile
    };
    return { pending: one, appointment, roles, seconds, confirmers: confirmersOf(appointment, seconds), holders };
  });
}

export async function weighOnePending(reader: Reader, pending: Pending, at: Date): Promise<Weighed> {
  const [only] = await weighPending(reader, [pending], at);
  if (!only) throw new Error("one appointment was weighed and none came back");
  return only;
}

const openersOf = (holders: Holders, id: string): readonly string[] =>
  isVouchable(holders, id) ? [...handsOf(holders, id)].filter((hand) => hand !== id) : [];

/** Whether this actor may confirm it. */
export const mayConfirmIt = ({ appointment, seconds, holders }: Weighed, actor: Pick<Actor, "answerableId">): Verdict =>
  allAllowed(mayAppoint(appointment, actor, seconds), mayCount(holders, actor.answerableId));

const giverOf = (one: Pending): string => (one.kind === "grant" ? one.row.grantedBy : one.row.addedBy);

/** The person behind an account, as the receiver of a role. */
export const receiver = (
  account: Pick<ActorRow, "id" | "name" | "ownerId" | "state"> & { readonly kind: OpenMember["kind"] },
): Receiver => ({
  personId: account.ownerId ?? account.id,
  name: account.name,
  kind: account.kind === "service" ? "service" : "person",
  isActive: account.state === "active",
});

/** Places as subjects of permissions. A model that is gone is one of no team. */
async function subjectsOf(
  reader: Reader,
  places: readonly Omit<RoleThere, "role">[],
): Promise<(place: Omit<RoleThere, "role">) => Subject> {
  const modelIds = places.filter(({ scope }) => scope === "model").map(({ scopeId }) => scopeId);
  const models = new Map((await placesOfModels(reader, modelIds)).map((model) => [model.id, model]));
  return ({ scope, scopeId }) => {
    if (scope === "organisation") return organisation;
    if (scope === "team") return { kind: "team", id: scopeId, teamId: scopeId };
    const { teamId = "", visibility = "restricted" } = models.get(scopeId) ?? {};
    return { kind: "model", id: scopeId, modelId: scopeId, teamId, visibility };
  };
}

export type Begun = {
  /** Null while it waits. */
  readonly from: Date | null;
  readonly beginning: Beginning | null;
  readonly waitsUntil: Date | null;
};
export const atOnce = (now: Date): Begun => ({ from: now, beginning: null, waitsUntil: null });

/** Whether a new appointment begins now or waits for a second person, and for how long where nobody could be one. */
export async function begunBy(
  reader: Reader,
  {
    giver,
    receivers,
    roles,
    now,
  }: {
    readonly giver: Actor;
    readonly receivers: readonly Receiver[];
    readonly roles: readonly RoleThere[];
    readonly now: Date;
  },
): Promise<Begun> {
  if (receivers.length === 0 || !roles.some(({ role }) => isAppointed(role))) return atOnce(now);
  const places = roles.map(await subjectsOf(reader, roles));
  const { now: seconds, ever } = await appointedPeople(reader, now);
  const confirmers = confirmersOf({ giverId: giver.answerableId, receivers, places }, seconds).length;
  const opening = openingOf({ confirmers, everCould: ever });
  if (opening === "alone") return { from: now, beginning: "alone", waitsUntil: null };
  return {
    from: null,
    beginning: null,
    waitsUntil: opening === "short" ? new Date(now.getTime() + shortageWaitMs) : null,
  };
}

/** As leaves say it. */
export const begunInLeaf = ({ from, beginning, waitsUntil }: Begun) => ({
  from: from?.toISOString() ?? null,
  beginning,
  waitsUntil: waitsUntil?.toISOString() ?? null,
});
