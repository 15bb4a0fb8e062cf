// Groups of actors; membership as intervals, pending where a second person has to confirm it.
import type { Beginning } from "@chancery/core";
import { and, asc, count, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { maxPending } from "./grants.ts";
import { lock, one, open, type Reader, type Tx } from "./handle.ts";
import { containing } from "./like.ts";
import type { Tables } from "./schema/schema.ts";

export type GroupRow = { readonly id: string; readonly slug: string; readonly name: string; readonly createdAt: Date };
export type MembershipRow = {
  readonly id: string;
  readonly groupId: string;
  readonly actorId: string;
  readonly addedBy: string;
  readonly addedAt: Date;
  readonly confirmedBy: string | null;
  readonly beginning: Beginning | null;
  readonly waitsUntil: Date | null;
  /** Null while it waits for a second person. */
  readonly from: Date | null;
  readonly to: Date | null;
};

export async function insertGroup(tx: Tx, group: GroupRow): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.groups).values(group);
}

/** `lock` keeps the row until the transaction ends. */
export async function groupById(
  reader: Reader,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<GroupRow | undefined> {
  const { run, t } = open(reader);
  const query = run.select().from(t.groups).where(eq(t.groups.id, id));
  return one(options.lock ? lock(reader, query) : query);
}

/** Their names, by id. */
export async function groupNames(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { run, t } = open(reader);
  const { id, name } = t.groups;
  const rows = await run
    .select({ id, name })
    .from(t.groups)
    .where(inArray(id, [...ids]));
  return new Map(rows.map((row) => [row.id, row.name]));
}

export async function groupBySlug(reader: Reader, slug: string): Promise<GroupRow | undefined> {
  const { run, t } = open(reader);
  return one(run.select().from(t.groups).where(eq(t.groups.slug, slug)));
}

/** By slug. `q` is part of a name or slug. */
export async function listGroups(
  reader: Reader,
  { q, after, limit }: { readonly q?: string | undefined; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly GroupRow[]> {
  const { run, t } = open(reader);
  const { name, slug } = t.groups;
  const isMeant = q
    ? or(containing(reader, { column: name, text: q }), containing(reader, { column: slug, text: q }))
    : undefined;
  return run
    .select()
    .from(t.groups)
    .where(and(isMeant, after === undefined ? undefined : gt(slug, after)))
    .orderBy(asc(t.groups.slug))
    .limit(limit);
}

/** Which of these groups hold the role of a reviewer or an admin anywhere, or wait for it: who joins one of them may come to vote, or to decide who does. */
export async function approverGroups(
  reader: Reader,
  { groupIds, at }: { readonly groupIds: readonly string[]; readonly at: Date },
): Promise<ReadonlySet<string>> {
  if (groupIds.length === 0) return new Set();
  const { run, t } = open(reader);
  const rows = await run
    .select({ groupId: t.grants.groupId })
    .from(t.grants)
    .where(
      and(
        inArray(t.grants.groupId, [...groupIds]),
        inArray(t.grants.role, ["reviewer", "admin"]),
        or(isNull(t.grants.to), gt(t.grants.to, at)),
      ),
    );
  return new Set(rows.flatMap((row) => row.groupId ?? []));
}

export type MemberRow = MembershipRow & { readonly actorName: string };

/** Members of a group now, pending ones included, in the order they were added. */
export async function membersOf(
  reader: Reader,
  {
    groupId,
    at,
    after,
    limit,
  }: {
    readonly groupId: string;
    readonly at: Date;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly MemberRow[]> {
  const { run, t } = open(reader);
  const { groupMembers: m, actors } = t;
  const rows = await run
    .select({ membership: m, actorName: actors.name })
    .from(m)
    .innerJoin(actors, eq(actors.id, m.actorId))
    .where(
      and(eq(m.groupId, groupId), or(isNull(m.to), gt(m.to, at)), after === undefined ? undefined : gt(m.id, after)),
    )
    .orderBy(asc(m.id))
    .limit(limit);
  return rows.map(({ membership, actorName }) => ({ ...membership, actorName }));
}

/** The first members of each of these groups, who waits to be confirmed before the others. */
export async function firstMembersOf(
  reader: Reader,
  { groupIds, at, each }: { readonly groupIds: readonly string[]; readonly at: Date; readonly each: number },
): Promise<readonly MemberRow[]> {
  if (groupIds.length === 0) return [];
  const { run, t } = open(reader);
  const { groupMembers: m, actors } = t;
  const waitsFirst = sql`CASE WHEN ${m.from} IS NULL THEN 0 ELSE 1 END`;
  const ranked = run
    .select({
      id: m.id,
      nth: sql<number>`row_number() OVER (PARTITION BY ${m.groupId} ORDER BY ${waitsFirst}, ${m.id})`.as("nth"),
    })
    .from(m)
    .where(isMemberOf(t, { groupIds, at }))
    .as("ranked");
  const rows = await run
    .select({ membership: m, actorName: actors.name })
    .from(ranked)
    .innerJoin(m, eq(m.id, ranked.id))
    .innerJoin(actors, eq(actors.id, m.actorId))
    .where(lte(ranked.nth, each))
    .orderBy(asc(m.groupId), asc(ranked.nth));
  return rows.map(({ membership, actorName }) => ({ ...membership, actorName }));
}

export type MemberCounts = { readonly members: number; readonly pending: number };

/** How many members each of these groups has, pending ones included, and how many of them are pending. */
export async function countMembers(
  reader: Reader,
  { groupIds, at }: { readonly groupIds: readonly string[]; readonly at: Date },
): Promise<ReadonlyMap<string, MemberCounts>> {
  if (groupIds.length === 0) return new Map();
  const { run, t } = open(reader);
  const { groupMembers: m } = t;
  const rows = await run
    .select({ groupId: m.groupId, members: count(), begun: count(m.from) })
    .from(m)
    .where(isMemberOf(t, { groupIds, at }))
    .groupBy(m.groupId);
  return new Map(rows.map(({ groupId, members, begun }) => [groupId, { members, pending: members - begun }]));
}

const isMemberOf = (
  { groupMembers: m }: Tables,
  { groupIds, at }: { readonly groupIds: readonly string[]; readonly at: Date },
) => and(inArray(m.groupId, [...groupIds]), or(isNull(m.to), gt(m.to, at)));

export async function insertMembership(tx: Tx, membership: Omit<MembershipRow, "to" | "confirmedBy">): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.groupMembers).values(membership);
}

/** `lock` keeps the row until the transaction ends. */
export async function membershipById(
  reader: Reader,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<MembershipRow | undefined> {
  const { run, t } = open(reader);
  const query = run.select().from(t.groupMembers).where(eq(t.groupMembers.id, id));
  return one(options.lock ? lock(reader, query) : query);
}

/** Memberships that wait for a second person, oldest first. */
export async function pendingMemberships(reader: Reader): Promise<readonly MembershipRow[]> {
  const { run, t } = open(reader);
  const { groupMembers: m } = t;
  return run
    .select()
    .from(m)
    .where(and(isNull(m.from), isNull(m.to)))
    .orderBy(asc(m.id))
    .limit(maxPending);
}

/** Lets a pending membership begin. */
export async function beginMembership(
  tx: Tx,
  { id, ...begun }: Pick<MembershipRow, "id" | "confirmedBy" | "beginning"> & { readonly from: Date },
): Promise<void> {
  const { run, t } = open(tx);
  await run
    .update(t.groupMembers)
    .set({ ...begun, waitsUntil: null })
    .where(eq(t.groupMembers.id, id));
}

export async function endMembership(
  tx: Tx,
  { id, endedBy, to }: { readonly id: string; readonly endedBy: string; readonly to: Date },
): Promise<void> {
  const { run, t } = open(tx);
  await run.update(t.groupMembers).set({ endedBy, to }).where(eq(t.groupMembers.id, id));
}
