// Grants: which role an actor (or its groups) holds where, as intervals.
import { organisationId, type Beginning, type GrantFact, type GrantScope, type Role } from "@chancery/core";
import { and, asc, desc, eq, gt, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import { keptWhileUnchanged, lock, one, open, type Reader, type Source, type Tx } from "./handle.ts";
import type { RowPlace } from "./governed/behind.ts";
import { later } from "./intervals.ts";
import type { Tables } from "./schema/schema.ts";

export type NewGrant = {
  readonly id: string;
  readonly actorId: string | null;
  readonly groupId: string | null;
  readonly role: Role;
  readonly scope: GrantScope;
  readonly scopeId: string;
  readonly givenAt: Date;
  /** Null while it waits for a second person. */
  readonly from: Date | null;
  readonly grantedBy: string;
  readonly beginning: Beginning | null;
  readonly waitsUntil: Date | null;
};

export type GrantRow = NewGrant & { readonly confirmedBy: string | null; readonly to: Date | null };

export async function insertGrant(tx: Tx, grant: NewGrant): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.grants).values(grant);
}

/**
 * Every grant in force at an instant, the actor's own and those of groups it is a confirmed member of.
 * `from` is when it reached the actor: the later of the grant's and the membership's begin.
 */
export async function grantsOf(
  reader: Reader,
  { actorId, at }: { readonly actorId: string; readonly at: Date },
): Promise<readonly GrantFact[]> {
  return (await inForceFor(reader, { actorId, at })).flatMap(({ role, scope, scopeId, groupId, from, memberFrom }) => {
    if (from === null) return [];
    const begun = { role, scope, scopeId, from: memberFrom ? later(memberFrom, from) : from };
    return [groupId === null ? begun : { ...begun, groupId }];
  });
}

/** The rows that make somebody what they are now: grants, and by which memberships they have them. */
export async function rowsBehindRoles(
  reader: Reader,
  who: { readonly actorId: string; readonly at: Date },
): Promise<readonly RowPlace[]> {
  const rows = await inForceFor(reader, who);
  const memberships = new Set(rows.flatMap(({ memberId }) => memberId ?? []));
  return [
    ...rows.map(({ id }) => ({ table: "grants", id }) as const),
    ...[...memberships].map((id) => ({ table: "groupMembers", id }) as const),
  ];
}

async function inForceFor(reader: Reader, { actorId, at }: { readonly actorId: string; readonly at: Date }) {
  const rows = await keptWhileUnchanged(reader, "grants_of", everGranted, { actorId });
  const isIn = (from: Date | null, to: Date | null) => from !== null && from <= at && (to === null || to > at);
  return rows.filter((row) => isIn(row.from, row.to) && (row.groupId === null || isIn(row.memberFrom, row.memberTo)));
}

/** Ended ones too: what was in force when, is judged by whoever asks. */
function everGranted({ run, t }: Source) {
  const { grants: g, groupMembers: m } = t;
  const actorId = sql.placeholder("actorId");
  const { id, role, scope, scopeId, from, to, groupId } = g;
  const granted = { id, role, scope, scopeId, from, to, groupId };
  const never = sql<Date | null>`NULL`;
  const none = sql<string | null>`NULL`;
  // Two ways, each by its index: asked for as one or the other, PostgreSQL reads every grant there is.
  return run
    .select({ ...granted, memberId: sql<string | null>`${m.id}`.as("member_id"), memberFrom: m.from, memberTo: m.to })
    .from(m)
    .innerJoin(g, eq(g.groupId, m.groupId))
    .where(eq(m.actorId, actorId))
    .unionAll(
      run
        .select({
          ...granted,
          memberId: none.as("member_id"),
          memberFrom: never.as("member_from"),
          memberTo: never.as("member_to"),
        })
        .from(g)
        .where(eq(g.actorId, actorId)),
    );
}

/** Far more than any registry leaves waiting. */
export const maxPending = 500;

const isInForce = (
  { from, to }: Pick<Tables["grants"], "from" | "to"> | Pick<Tables["groupMembers"], "from" | "to">,
  at: Date,
) => and(lte(from, at), or(isNull(to), gt(to, at)));

const selectGrants = (reader: Reader) => {
  const { run, t } = open(reader);
  const { id, actorId, groupId, role, scope, scopeId, givenAt, from, to, grantedBy, ...rest } = t.grants;
  const { confirmedBy, beginning, waitsUntil } = rest;
  const given = { id, actorId, groupId, role, scope, scopeId, givenAt, grantedBy };
  return run.select({ ...given, from, to, confirmedBy, beginning, waitsUntil }).from(t.grants);
};

/** `lock` keeps the row until the transaction ends. */
export async function grantById(
  reader: Reader,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<GrantRow | undefined> {
  const { t } = open(reader);
  const query = selectGrants(reader).where(eq(t.grants.id, id));
  return one(options.lock ? lock(reader, query) : query);
}

type Given = Pick<NewGrant, "actorId" | "groupId" | "role" | "scope" | "scopeId">;
/** The same role already held there, by the same holder itself. */
export async function sameGrant(
  reader: Reader,
  { actorId, groupId, role, scope, scopeId }: Given,
): Promise<GrantRow | undefined> {
  const { t } = open(reader);
  const isHolder = actorId === null ? eq(t.grants.groupId, groupId ?? "") : eq(t.grants.actorId, actorId);
  const isThere = and(eq(t.grants.role, role), eq(t.grants.scope, scope), eq(t.grants.scopeId, scopeId));
  return one(selectGrants(reader).where(and(isHolder, isThere, isNull(t.grants.to))));
}

/** Grants that wait for a second person, oldest first. */
export async function pendingGrants(reader: Reader): Promise<readonly GrantRow[]> {
  const { t } = open(reader);
  const isPending = and(isNull(t.grants.from), isNull(t.grants.to));
  return selectGrants(reader).where(isPending).orderBy(asc(t.grants.id)).limit(maxPending);
}

/** Lets a pending grant begin. */
export async function beginGrant(
  tx: Tx,
  { id, ...begun }: Pick<GrantRow, "id" | "confirmedBy" | "beginning"> & { readonly from: Date },
): Promise<void> {
  const { run, t } = open(tx);
  await run
    .update(t.grants)
    .set({ ...begun, waitsUntil: null })
    .where(eq(t.grants.id, id));
}

/** Newest first, ended ones too; of one holder (actor or group) when asked. */
export async function listGrants(
  reader: Reader,
  {
    holderId,
    after,
    limit,
  }: { readonly holderId?: string | undefined; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly GrantRow[]> {
  const { t } = open(reader);
  return selectGrants(reader)
    .where(
      and(
        holderId === undefined ? undefined : or(eq(t.grants.actorId, holderId), eq(t.grants.groupId, holderId)),
        after === undefined ? undefined : lt(t.grants.id, after),
      ),
    )
    .orderBy(desc(t.grants.id))
    .limit(limit);
}

/** What grants' scopes are called: a team's slug, a model's team/name. */
export async function scopeNamesOf(
  reader: Reader,
  grants: readonly { readonly scope: GrantScope; readonly scopeId: string }[],
): Promise<ReadonlyMap<string, string>> {
  const { run, t } = open(reader);
  const names = new Map([[organisationId, organisationId]]);
  const idsOf = (scope: GrantScope) => grants.filter((grant) => grant.scope === scope).map((grant) => grant.scopeId);
  const [teamIds, modelIds] = [idsOf("team"), idsOf("model")];
  if (teamIds.length > 0)
    for (const team of await run
      .select({ id: t.teams.id, slug: t.teams.slug })
      .from(t.teams)
      .where(inArray(t.teams.id, teamIds)))
      names.set(team.id, team.slug);
  if (modelIds.length === 0) return names;
  const models = await run
    .select({ id: t.models.id, name: t.models.name, slug: t.teams.slug })
    .from(t.models)
    .innerJoin(t.teams, eq(t.teams.id, t.models.teamId))
    .where(inArray(t.models.id, modelIds));
  for (const model of models) names.set(model.id, `${model.slug}/${model.name}`);
  return names;
}

/** Names and kinds of grant holders, by id. */
export async function holdersOfGrants(
  reader: Reader,
  grants: readonly Pick<GrantRow, "actorId" | "groupId">[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly kind: "person" | "service" | "group" }>> {
  const { run, t } = open(reader);
  const holders = new Map<string, { name: string; kind: "person" | "service" | "group" }>();
  const actorIds = grants.flatMap((grant) => grant.actorId ?? []);
  const groupIds = grants.flatMap((grant) => grant.groupId ?? []);
  if (actorIds.length > 0)
    for (const { id, name, kind } of await run
      .select({ id: t.actors.id, name: t.actors.name, kind: t.actors.kind })
      .from(t.actors)
      .where(inArray(t.actors.id, actorIds)))
      holders.set(id, { name, kind: kind === "service" ? "service" : "person" });
  if (groupIds.length > 0)
    for (const { id, name } of await run
      .select({ id: t.groups.id, name: t.groups.name })
      .from(t.groups)
      .where(inArray(t.groups.id, groupIds)))
      holders.set(id, { name, kind: "group" });
  return holders;
}

export async function setGrantEnded(
  tx: Tx,
  { id, endedBy, to }: { readonly id: string; readonly endedBy: string; readonly to: Date },
): Promise<void> {
  const { run, t } = open(tx);
  await run.update(t.grants).set({ endedBy, to }).where(eq(t.grants.id, id));
}

/**
 * Locks every organisation-wide admin grant that has not ended: whoever is about to take one away
 * does this first, so that two of them cannot both believe the other stays.
 */
export async function lockAdminGrants(tx: Tx): Promise<void> {
  const { run, t } = open(tx);
  await lock(
    tx,
    run
      .select({ id: t.grants.id })
      .from(t.grants)
      .where(and(eq(t.grants.role, "admin"), eq(t.grants.scope, "organisation"), isNull(t.grants.to)))
      .orderBy(asc(t.grants.id)),
  );
}

/** Active people who are admins of the organisation, directly or through a group. */
export async function adminsOf(reader: Reader, at: Date): Promise<readonly string[]> {
  const { run, t } = open(reader);
  const isAdminGrant = and(eq(t.grants.role, "admin"), eq(t.grants.scope, "organisation"), isInForce(t.grants, at));
  const isActive = and(eq(t.actors.kind, "person"), eq(t.actors.state, "active"));
  const direct = await run
    .select({ id: t.actors.id })
    .from(t.grants)
    .innerJoin(t.actors, eq(t.actors.id, t.grants.actorId))
    .where(and(isAdminGrant, isActive));
  const grouped = await run
    .select({ id: t.actors.id })
    .from(t.grants)
    .innerJoin(t.groupMembers, eq(t.groupMembers.groupId, t.grants.groupId))
    .innerJoin(t.actors, eq(t.actors.id, t.groupMembers.actorId))
    .where(and(isAdminGrant, isInForce(t.groupMembers, at), isActive));
  return [...new Set([...direct, ...grouped].map((row) => row.id))];
}
