// Who could decide a promotion: the people a reviewer's role reaches it through.
import type { Visibility } from "@chancery/core";
import { and, asc, eq, gt, inArray, isNull, lte, ne, or, sql, type Column } from "drizzle-orm";
import type { Behind } from "./governed/behind.ts";
import { open, type Reader } from "./handle.ts";

/** Far more than any page names. */
const maxReviewers = 200;

/** People with a reviewer's grant in force that reaches the model, held (and the membership it comes by) since `since` or longer; by name. Active ones, unless those who left are asked for. */
export async function reviewersOf(
  reader: Reader,
  {
    modelId,
    teamId,
    visibility,
    since,
    at,
    leftAfter,
  }: {
    readonly modelId: string;
    readonly teamId: string;
    readonly visibility: Visibility;
    readonly since: Date;
    readonly at: Date;
    /** Counts those too who ceased to be one after this instant, by whatever way. */
    readonly leftAfter?: Date | undefined;
  },
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { run, t } = open(reader);
  const { grants: g, groupMembers: member, actors: a } = t;
  const isLasting = ({ from, to }: { from: Column; to: Column }) =>
    and(lte(from, at), or(isNull(to), gt(to, leftAfter ?? at)), lte(from, since));
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
        or(eq(a.state, "active"), leftAfter && gt(a.disabledAt, leftAfter)),
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

/** What says who is or was a reviewer: their grants, the memberships they come by, and the accounts that are not in use. */
export async function rowsBehindReviewers(reader: Reader): Promise<readonly Behind[]> {
  const { run, t } = open(reader);
  const { grants: g, groupMembers: member, actors: a } = t;
  const granted = await run
    .selectDistinct({ groupId: g.groupId, actorId: sql<string | null>`coalesce(${g.actorId}, ${member.actorId})` })
    .from(g)
    .leftJoin(member, eq(member.groupId, g.groupId))
    .where(eq(g.role, "reviewer"));
  const people = [...new Set(granted.flatMap(({ actorId }) => actorId ?? []))];
  const gone =
    people.length === 0
      ? []
      : await run
          .select({ id: a.id })
          .from(a)
          .where(and(inArray(a.id, people), ne(a.state, "active")));
  const groups = [...new Set(granted.flatMap(({ groupId }) => groupId ?? []))];
  return [
    { set: "grants", of: ["reviewer"] },
    ...groups.map((groupId) => ({ set: "groupMembers" as const, of: [groupId] })),
    ...gone.map(({ id }) => ({ table: "actors" as const, id })),
  ];
}
