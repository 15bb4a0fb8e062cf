// The governed rows a promotion rests on: what is looked at before anybody decides on it.
import { and, desc, eq, inArray, isNull, or } from "drizzle-orm";
import { open, type Reader } from "../handle.ts";
import type { GovernedTable } from "./tables.ts";

export type RowPlace = { readonly table: GovernedTable; readonly id: string };
const as = (table: GovernedTable, rows: readonly { readonly id: string | null }[]): readonly RowPlace[] =>
  rows.flatMap(({ id }) => (id === null ? [] : [{ table, id }]));

/** Of a version: itself, its model, what the votes on it bind, and who holds the stage. */
export async function rowsBehindVersion(
  reader: Reader,
  { versionId, modelId, stage }: { readonly versionId: string; readonly modelId: string; readonly stage: string },
): Promise<readonly RowPlace[]> {
  const { run, t } = open(reader);
  const { revisions: r, evaluations: e, lineageEdges: l, tierAssessments: a, occupancies: o, policyVersions: p } = t;
  const cards = await run
    .select({ id: r.id, versionId: r.versionId, field: r.field, number: r.number })
    .from(r)
    .where(and(eq(r.modelId, modelId), inArray(r.versionId, ["", versionId])))
    .orderBy(desc(r.number));
  const newest = cards.filter(
    (one, n) => cards.findIndex(({ versionId: of, field }) => of === one.versionId && field === one.field) === n,
  );
  const [evaluations, edges, tiers, holders, policies] = [
    await run.select({ id: e.id }).from(e).where(eq(e.versionId, versionId)),
    await run.select({ id: l.id }).from(l).where(eq(l.versionId, versionId)),
    await run
      .select({ id: a.id })
      .from(a)
      .where(and(eq(a.modelId, modelId), isNull(a.to))),
    await run
      .select({ id: o.id })
      .from(o)
      .where(and(eq(o.modelId, modelId), eq(o.stage, stage), isNull(o.to))),
    await run.select({ id: p.id }).from(p).orderBy(desc(p.number)).limit(1),
  ];
  return [
    { table: "versions", id: versionId },
    { table: "models", id: modelId },
    ...as("revisions", newest),
    ...as("evaluations", evaluations),
    ...as("lineageEdges", edges),
    ...as("tierAssessments", tiers),
    ...as("occupancies", holders),
    ...as("policyVersions", policies),
  ];
}

/** Of a promotion: itself, its votes, and the policy it was asked for under. */
export async function rowsBehindPromotion(reader: Reader, promotionId: string): Promise<readonly RowPlace[]> {
  const { run, t } = open(reader);
  const { promotions: p, votes: v } = t;
  const asked = await run.select({ id: p.policyVersionId }).from(p).where(eq(p.id, promotionId));
  const votes = await run.select({ id: v.id }).from(v).where(eq(v.promotionId, promotionId));
  return [{ table: "promotions", id: promotionId }, ...as("policyVersions", asked), ...as("votes", votes)];
}

/** Of whoever decides: the account, and what makes it a reviewer. */
export async function rowsBehindActor(reader: Reader, actorId: string): Promise<readonly RowPlace[]> {
  const { run, t } = open(reader);
  const { groupMembers: m, grants: g } = t;
  const memberships = await run
    .select({ id: m.id, groupId: m.groupId })
    .from(m)
    .where(and(eq(m.actorId, actorId), isNull(m.to)));
  const groups = memberships.map(({ groupId }) => groupId);
  const held = groups.length > 0 ? or(eq(g.actorId, actorId), inArray(g.groupId, groups)) : eq(g.actorId, actorId);
  const grants = await run
    .select({ id: g.id })
    .from(g)
    .where(and(held, isNull(g.to)));
  return [{ table: "actors", id: actorId }, ...as("groupMembers", memberships), ...as("grants", grants)];
}
