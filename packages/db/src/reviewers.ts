// Who could decide a promotion: the people a reviewer's role reaches it through.
import type { Visibility } from "@chancery/core";
import { and, asc, eq, gt, isNull, lte, or, sql, type Column } from "drizzle-orm";
import { open, type Reader } from "./handle.ts";

/** Far more than any page names. */
const maxReviewers = 200;

/** Active people with a reviewer's grant in force that reaches the model, held (and the membership it comes by) since `since` or longer; by name. */
export async function reviewersOf(
  reader: Reader,
  {
    modelId,
    teamId,
    visibility,
    since,
    at,
  }: {
    readonly modelId: string;
    readonly teamId: string;
    readonly visibility: Visibility;
    readonly since: Date;
    readonly at: Date;
  },
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { run, t } = open(reader);
  const { grants: g, groupMembers: member, actors: a } = t;
  const isLasting = ({ from, to }: { from: Column; to: Column }) =>
    and(lte(from, at), or(isNull(to), gt(to, at)), lte(from, since));
  return run
    .selectDistinct({ id: a.id, name: a.name })
    .from(g)
    .leftJoin(member, and(eq(member.groupId, g.groupId), isLasting(member)))
    .innerJoin(a, eq(a.id, sql`coalesce(${g.actorId}, ${member.actorId})`))
    .where(
      and(
        eq(g.role, "reviewer"),
        isLasting(g),
        eq(a.kind, "person"),
        eq(a.state, "active"),
        or(
          eq(g.scope, "organisation"),
          and(eq(g.scope, "model"), eq(g.scopeId, modelId)),
          visibility === "restricted" ? sql`1 = 0` : and(eq(g.scope, "team"), eq(g.scopeId, teamId)),
        ),
      ),
    )
    .orderBy(asc(a.name), asc(a.id))
    .limit(maxReviewers);
}
