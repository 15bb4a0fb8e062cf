// Who becomes a reviewer or an admin: what waits for a second person, whom it concerns, and who could be that second person.
import type { GrantFact, GrantScope, Role, Visibility } from "@chancery/core";
import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { open, type Reader, type Tx } from "./handle.ts";
import { later } from "./intervals.ts";

const appointed: Role[] = ["reviewer", "admin"];

export type Appointed = {
  /** People who hold such a role at the instant and can sign in. */
  readonly now: readonly { readonly id: string; readonly grants: readonly GrantFact[] }[];
  /** How many people who once accepted an invitation ever held one. */
  readonly ever: number;
};

/** Everybody who is, or ever was, a reviewer or an admin of anything. */
export async function appointedPeople(reader: Reader, at: Date): Promise<Appointed> {
  const { run, t } = open(reader);
  const { grants: g, groupMembers: m, actors: a } = t;
  const { role, scope, scopeId, from, to } = g;
  const granted = { id: a.id, state: a.state, role, scope, scopeId, from, to };
  const never = sql<Date | null>`NULL`;
  const isHeldBy = and(inArray(g.role, appointed), isNotNull(g.from), eq(a.kind, "person"));
  const rows = await run
    .select({ ...granted, groupId: g.groupId, memberFrom: m.from, memberTo: m.to })
    .from(g)
    .innerJoin(m, eq(m.groupId, g.groupId))
    .innerJoin(a, eq(a.id, m.actorId))
    .where(and(isHeldBy, isNotNull(m.from)))
    .unionAll(
      run
        .select({
          ...granted,
          groupId: g.groupId,
          memberFrom: never.as("member_from"),
          memberTo: never.as("member_to"),
        })
        .from(g)
        .innerJoin(a, eq(a.id, g.actorId))
        .where(isHeldBy),
    );
  const holding = new Map<string, GrantFact[]>();
  const ever = new Set<string>();
  for (const row of rows) {
    const begin = row.from && row.memberFrom ? later(row.from, row.memberFrom) : row.from;
    if (begin === null || row.state === "invited") continue;
    const ends = [row.to, row.memberTo].filter((end) => end !== null);
    if (ends.some((end) => end <= begin)) continue; // left the group before it came to the role
    ever.add(row.id);
    if (row.state !== "active" || begin > at || ends.some((end) => end <= at)) continue;
    const fact = { role: row.role, scope: row.scope, scopeId: row.scopeId, from: begin };
    holding.set(row.id, [...(holding.get(row.id) ?? []), fact]);
  }
  return { now: [...holding].map(([id, grants]) => ({ id, grants })), ever: ever.size };
}

export type OpenMember = {
  readonly groupId: string;
  readonly id: string;
  readonly name: string;
  readonly kind: "person" | "service" | "system";
  readonly ownerId: string | null;
  readonly state: "invited" | "active" | "disabled";
};

/** Everybody in these groups, those who wait to be confirmed included. */
export async function everyMemberOf(reader: Reader, groupIds: readonly string[]): Promise<readonly OpenMember[]> {
  if (groupIds.length === 0) return [];
  const { run, t } = open(reader);
  const { groupMembers: m, actors: a } = t;
  return run
    .select({ groupId: m.groupId, id: a.id, name: a.name, kind: a.kind, ownerId: a.ownerId, state: a.state })
    .from(m)
    .innerJoin(a, eq(a.id, m.actorId))
    .where(and(inArray(m.groupId, [...groupIds]), isNull(m.to)));
}

export type GroupPlace = {
  readonly groupId: string;
  readonly role: Role;
  readonly scope: GrantScope;
  readonly scopeId: string;
};

/** What these groups are, or wait to be, reviewers or admins of. */
export async function placesOfGroups(reader: Reader, groupIds: readonly string[]): Promise<readonly GroupPlace[]> {
  if (groupIds.length === 0) return [];
  const { run, t } = open(reader);
  const { grants: g } = t;
  const rows = await run
    .select({ groupId: g.groupId, role: g.role, scope: g.scope, scopeId: g.scopeId })
    .from(g)
    .where(and(inArray(g.groupId, [...groupIds]), inArray(g.role, appointed), isNull(g.to)));
  return rows.flatMap(({ groupId, ...place }) => (groupId === null ? [] : [{ groupId, ...place }]));
}

export type PlaceOfModel = { readonly id: string; readonly teamId: string; readonly visibility: Visibility };

/** Where models lie: their team, and who sees them. */
export async function placesOfModels(reader: Reader, ids: readonly string[]): Promise<readonly PlaceOfModel[]> {
  if (ids.length === 0) return [];
  const { run, t } = open(reader);
  const { id, teamId, visibility } = t.models;
  return run
    .select({ id, teamId, visibility })
    .from(t.models)
    .where(inArray(id, [...new Set(ids)]));
}

/** Sets when an appointment begins without a second person; null once somebody may confirm it. */
export async function setWaitsUntil(
  tx: Tx,
  {
    kind,
    id,
    waitsUntil,
  }: { readonly kind: "grant" | "membership"; readonly id: string; readonly waitsUntil: Date | null },
): Promise<void> {
  const { run, t } = open(tx);
  if (kind === "grant") await run.update(t.grants).set({ waitsUntil }).where(eq(t.grants.id, id));
  else await run.update(t.groupMembers).set({ waitsUntil }).where(eq(t.groupMembers.id, id));
}

/** Service accounts that came to such a role before only people did. */
export async function appointedMachines(reader: Reader): Promise<
  readonly {
    readonly id: string;
    readonly name: string;
    readonly role: Role;
    readonly scope: GrantScope;
    readonly scopeId: string;
  }[]
> {
  const { run, t } = open(reader);
  const { grants: g, groupMembers: m, actors: a } = t;
  const { role, scope, scopeId } = g;
  const held = { id: a.id, name: a.name, role, scope, scopeId };
  const isHeld = and(inArray(g.role, appointed), isNull(g.to), eq(a.kind, "service"));
  return run
    .select(held)
    .from(g)
    .innerJoin(a, eq(a.id, g.actorId))
    .where(isHeld)
    .union(
      run
        .select(held)
        .from(g)
        .innerJoin(m, and(eq(m.groupId, g.groupId), isNull(m.to)))
        .innerJoin(a, eq(a.id, m.actorId))
        .where(isHeld),
    );
}
