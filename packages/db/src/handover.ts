// What somebody leaves behind whose account is disabled, and who could take it over.
import { kindsNamed, type GrantFact, type Role, type StageName } from "@chancery/core";
import { and, asc, desc, eq, gt, inArray, isNull, lte, max, or, sql, type SQL } from "drizzle-orm";
import { open, type Reader } from "./handle.ts";
import { later } from "./intervals.ts";

/** When the log says these accounts were disabled last; of each that is disabled, the time since when. */
export async function disabledSince(reader: Reader, actorIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const subjects = [...new Set(actorIds)].map((id) => `actor/${id}`);
  if (subjects.length === 0) return new Map();
  const { run, t } = open(reader);
  const { subject, kind, outcome, time } = t.auditEntries;
  const rows = await run
    .select({ subject, since: max(time) })
    .from(t.auditEntries)
    .where(and(inArray(subject, subjects), inArray(kind, [...kindsNamed("account.disabled")]), eq(outcome, "success")))
    .groupBy(subject);
  return new Map(rows.flatMap((row) => (row.since ? [[row.subject.slice("actor/".length), row.since]] : [])));
}

type Holding = { readonly id: string; readonly grants: readonly GrantFact[] };

/** What each of these accounts holds at an instant, by itself and by groups; nothing of those that hold nothing. */
export const grantsOfEach = (
  reader: Reader,
  { actorIds, at }: { readonly actorIds: readonly string[]; readonly at: Date },
): Promise<readonly Holding[]> => {
  const { grants: g, groupMembers: m } = open(reader).t;
  if (actorIds.length === 0) return Promise.resolve([]);
  return holdings(reader, at, { own: inArray(g.actorId, [...actorIds]), joined: inArray(m.actorId, [...actorIds]) });
};

/** Everybody who can sign in and holds one of these roles somewhere at an instant, with those. */
export const peopleHolding = (
  reader: Reader,
  { roles, at }: { readonly roles: readonly Role[]; readonly at: Date },
): Promise<readonly Holding[]> => {
  const { grants: g, actors: a } = open(reader).t;
  const isTheirs = and(inArray(g.role, [...roles]), eq(a.kind, "person"), eq(a.state, "active"));
  return holdings(reader, at, { own: isTheirs, joined: isTheirs });
};

async function holdings(
  reader: Reader,
  at: Date,
  who: { readonly own: SQL | undefined; readonly joined: SQL | undefined },
): Promise<readonly Holding[]> {
  const { run, t } = open(reader);
  const { grants: g, groupMembers: m, actors: a } = t;
  const isInForce = ({ from, to }: Pick<typeof g, "from" | "to"> | Pick<typeof m, "from" | "to">) =>
    and(lte(from, at), or(isNull(to), gt(to, at)));
  const { role, scope, scopeId, from } = g;
  const granted = { id: a.id, role, scope, scopeId, from };
  const rows = await run
    .select({ ...granted, memberFrom: m.from })
    .from(m)
    .innerJoin(g, eq(g.groupId, m.groupId))
    .innerJoin(a, eq(a.id, m.actorId))
    .where(and(who.joined, isInForce(g), isInForce(m)))
    .unionAll(
      run
        .select({ ...granted, memberFrom: sql<Date | null>`NULL`.as("member_from") })
        .from(g)
        .innerJoin(a, eq(a.id, g.actorId))
        .where(and(who.own, isInForce(g))),
    );
  const held = new Map<string, GrantFact[]>();
  for (const { id, from: begun, memberFrom, ...grant } of rows)
    if (begun !== null)
      held.set(id, [...(held.get(id) ?? []), { ...grant, from: memberFrom ? later(memberFrom, begun) : begun }]);
  return [...held].map(([id, grants]) => ({ id, grants }));
}

/** Far more than anybody leaves behind. */
const most = 200;

/** The service accounts that still act and that somebody answers for, by name. */
export async function serviceAccountsOf(
  reader: Reader,
  ownerId: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { run, t } = open(reader);
  const { id, name, state } = t.actors;
  return run
    .select({ id, name })
    .from(t.actors)
    .where(and(eq(t.actors.ownerId, ownerId), eq(state, "active")))
    .orderBy(asc(name), asc(id))
    .limit(most);
}

/** The models somebody owns, by name. */
export async function modelsOwnedBy(
  reader: Reader,
  ownerId: string,
): Promise<readonly { readonly team: string; readonly name: string }[]> {
  const { run, t } = open(reader);
  const { modelOwners: o, models: m, teams } = t;
  return run
    .select({ team: teams.slug, name: m.name })
    .from(o)
    .innerJoin(m, eq(m.id, o.modelId))
    .innerJoin(teams, eq(teams.id, m.teamId))
    .where(and(eq(o.ownerId, ownerId), isNull(o.to)))
    .orderBy(asc(teams.slug), asc(m.name))
    .limit(most);
}

/** The open promotions somebody asked for, or answered for when they were, newest first. */
export async function openRequestsOf(
  reader: Reader,
  actorId: string,
): Promise<
  readonly {
    readonly number: number;
    readonly team: string;
    readonly name: string;
    readonly versionNumber: number;
    readonly stage: StageName;
  }[]
> {
  const { run, t } = open(reader);
  const { promotions: p, models: m, versions: v, teams } = t;
  const rows = await run
    .select({ number: p.number, team: teams.slug, name: m.name, versionNumber: v.number, stage: p.stage })
    .from(p)
    .innerJoin(m, eq(m.id, p.modelId))
    .innerJoin(teams, eq(teams.id, m.teamId))
    .innerJoin(v, eq(v.id, p.versionId))
    .where(
      and(inArray(p.state, ["open", "approved"]), or(eq(p.requesterId, actorId), eq(p.requesterAnswerableId, actorId))),
    )
    .orderBy(desc(p.number))
    .limit(most);
  return rows;
}
