// Groups of actors; membership as intervals, pending where a second person has to confirm it.
import { and, asc, eq, gt, inArray, isNull, or } from "drizzle-orm";
import { lock, one, open, type Reader, type Tx } from "./handle.ts";

export type GroupRow = { readonly id: string; readonly slug: string; readonly name: string; readonly createdAt: Date };
export type MembershipRow = {
  readonly id: string;
  readonly groupId: string;
  readonly actorId: string;
  readonly addedBy: string;
  readonly addedAt: Date;
  readonly confirmedBy: string | null;
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

/** By slug. */
export async function listGroups(
  reader: Reader,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly GroupRow[]> {
  const { run, t } = open(reader);
  return run
    .select()
    .from(t.groups)
    .where(after === undefined ? undefined : gt(t.groups.slug, after))
    .orderBy(asc(t.groups.slug))
    .limit(limit);
}

/** Which of these groups hold a reviewer role anywhere, or will once a clock that was set back has caught up: who joins one of them may come to vote. */
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
        eq(t.grants.role, "reviewer"),
        or(isNull(t.grants.to), gt(t.grants.to, at)),
      ),
    );
  return new Set(rows.flatMap((row) => row.groupId ?? []));
}

/** Members of these groups now, pending ones included, in the order they were added. */
export async function membersOf(
  reader: Reader,
  { groupIds, at }: { readonly groupIds: readonly string[]; readonly at: Date },
): Promise<readonly (MembershipRow & { readonly actorName: string })[]> {
  if (groupIds.length === 0) return [];
  const { run, t } = open(reader);
  const rows = await run
    .select({ membership: t.groupMembers, actorName: t.actors.name })
    .from(t.groupMembers)
    .innerJoin(t.actors, eq(t.actors.id, t.groupMembers.actorId))
    .where(
      and(inArray(t.groupMembers.groupId, [...groupIds]), or(isNull(t.groupMembers.to), gt(t.groupMembers.to, at))),
    )
    .orderBy(asc(t.groupMembers.groupId), asc(t.groupMembers.id));
  return rows.map(({ membership, actorName }) => ({ ...membership, actorName }));
}

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
  const { groupId, actorId, addedBy, addedAt, confirmedBy, from, to } = t.groupMembers;
  const query = run
    .select({ id: t.groupMembers.id, groupId, actorId, addedBy, addedAt, confirmedBy, from, to })
    .from(t.groupMembers)
    .where(eq(t.groupMembers.id, id));
  return one(options.lock ? lock(reader, query) : query);
}

/** Lets a pending membership begin. */
export async function beginMembership(
  tx: Tx,
  { id, confirmedBy, from }: { readonly id: string; readonly confirmedBy: string; readonly from: Date },
): Promise<void> {
  const { run, t } = open(tx);
  await run.update(t.groupMembers).set({ confirmedBy, from }).where(eq(t.groupMembers.id, id));
}

export async function endMembership(
  tx: Tx,
  { id, endedBy, to }: { readonly id: string; readonly endedBy: string; readonly to: Date },
): Promise<void> {
  const { run, t } = open(tx);
  await run.update(t.groupMembers).set({ endedBy, to }).where(eq(t.groupMembers.id, id));
}
