// Grants: which role an actor (or its groups) holds where, as intervals.
import type { GrantFact, GrantScope, Role } from "@chancery/core";
import { and, eq, gt, inArray, isNull, lte, or } from "drizzle-orm";
import { open, type Reader, type Tx } from "./handle.ts";

export type NewGrant = {
  readonly id: string;
  readonly actorId: string | null;
  readonly groupId: string | null;
  readonly role: Role;
  readonly scope: GrantScope;
  readonly scopeId: string;
  readonly from: Date;
  readonly grantedBy: string;
};

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
  const { run, t } = open(reader);
  const memberships = run
    .select({ groupId: t.groupMembers.groupId })
    .from(t.groupMembers)
    .where(and(eq(t.groupMembers.actorId, actorId), lte(t.groupMembers.from, at), or(isNull(t.groupMembers.to), gt(t.groupMembers.to, at))));
  const rows = await run
    .select({ role: t.grants.role, scope: t.grants.scope, scopeId: t.grants.scopeId, from: t.grants.from, memberSince: t.groupMembers.from })
    .from(t.grants)
    .leftJoin(
      t.groupMembers,
      and(
        eq(t.groupMembers.groupId, t.grants.groupId),
        eq(t.groupMembers.actorId, actorId),
        lte(t.groupMembers.from, at),
        or(isNull(t.groupMembers.to), gt(t.groupMembers.to, at)),
      ),
    )
    .where(
      and(
        or(eq(t.grants.actorId, actorId), inArray(t.grants.groupId, memberships)),
        lte(t.grants.from, at),
        or(isNull(t.grants.to), gt(t.grants.to, at)),
      ),
    );
  return rows.map(({ memberSince, from, ...grant }) => ({ ...grant, from: memberSince && memberSince > from ? memberSince : from }));
}
