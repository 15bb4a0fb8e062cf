// Votes on promotions, only ever added.
import { toDecision, type Decision, type Digests } from "@chancery/core";
import { and, asc, eq, inArray } from "drizzle-orm";
import { open, type Reader, type Tx } from "./handle.ts";

export type VoteRow = {
  readonly id: string;
  readonly promotionId: string;
  readonly voterId: string;
  readonly decision: Decision;
  /** What the signature means: approval, rejection, review. */
  readonly meaning: string;
  readonly note: string;
  readonly printedName: string;
  /** What the voter saw. */
  readonly digests: Digests;
  readonly createdAt: Date;
};

export async function insertVote(tx: Tx, vote: VoteRow): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.votes).values(vote);
}

/** The votes on some promotions, oldest first. */
export async function votesOn(reader: Reader, promotionIds: readonly string[]): Promise<readonly VoteRow[]> {
  if (promotionIds.length === 0) return [];
  const { run, t } = open(reader);
  const rows = await run
    .select()
    .from(t.votes)
    .where(inArray(t.votes.promotionId, [...promotionIds]))
    .orderBy(asc(t.votes.createdAt), asc(t.votes.id));
  return rows.map((row) => ({ ...row, decision: toDecision(row.decision) }));
}

/** What votes bind to besides manifest and policy: digests of the newest card and of every evaluation, by version. Two statements, however many versions. */
export async function boundContent(
  reader: Reader,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly card: string | undefined; readonly evaluations: readonly string[] }>> {
  if (versionIds.length === 0) return new Map();
  const { run, t } = open(reader);
  const { revisions: r, versions: v, evaluations: e } = t;
  const ids = [...new Set(versionIds)];
  const cards = await run
    .select({ versionId: v.id, digest: r.digest })
    .from(v)
    .innerJoin(r, and(eq(r.modelId, v.modelId), eq(r.versionId, v.id), eq(r.field, "card")))
    .where(inArray(v.id, ids))
    .orderBy(asc(r.number));
  const evaluations = await run
    .select({ versionId: e.versionId, digest: e.digest })
    .from(e)
    .where(inArray(e.versionId, ids));
  const newest = new Map(cards.map((card) => [card.versionId, card.digest]));
  const recorded = new Map(ids.map((id) => [id, [] as string[]]));
  for (const { versionId, digest } of evaluations) recorded.get(versionId)?.push(digest);
  return new Map(ids.map((id) => [id, { card: newest.get(id), evaluations: recorded.get(id) ?? [] }]));
}
