// Grants as readers see them: who holds which role where, since when, until when.
import type { GrantView } from "@chancery/core";
import { holdersOfGrants, namesOf, scopeNamesOf, type GrantRow, type Reader } from "@chancery/db";

/** Views in the order given; a bounded number of statements however many they are. */
export async function grantViews(reader: Reader, grants: readonly GrantRow[]): Promise<readonly GrantView[]> {
  const holders = await holdersOfGrants(reader, grants);
  const scopes = await scopeNamesOf(reader, grants);
  const givers = await namesOf(
    reader,
    grants.flatMap((grant) => [grant.grantedBy, ...(grant.confirmedBy === null ? [] : [grant.confirmedBy])]),
  );
  return grants.map((grant) => {
    const { id, actorId, groupId, role, scope, scopeId, from, to, grantedBy, confirmedBy } = grant;
    const holderId = actorId ?? groupId ?? "";
    const { name, kind } = holders.get(holderId) ?? { name: holderId, kind: "person" as const };
    return {
      id,
      holder: { id: holderId, name, kind },
      role,
      scope,
      scopeId,
      scopeName: scopes.get(scopeId) ?? scopeId,
      from: from?.toISOString() ?? null,
      to: to?.toISOString() ?? null,
      grantedBy: givers.get(grantedBy) ?? grantedBy,
      givenAt: grant.givenAt.toISOString(),
      confirmedBy: confirmedBy === null ? null : (givers.get(confirmedBy) ?? confirmedBy),
      beginning: grant.beginning,
      waitsUntil: grant.waitsUntil?.toISOString() ?? null,
    };
  });
}

export async function grantView(reader: Reader, grant: GrantRow): Promise<GrantView> {
  const [view] = await grantViews(reader, [grant]);
  if (!view) throw new Error("one grant gave no view");
  return view;
}
