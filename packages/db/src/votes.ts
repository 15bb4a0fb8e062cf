// Votes on promotions, only ever added.
import { toDecision, type BoundDigests, type Capacity, type Decision } from "@chancery/core";
import { asc, eq, inArray } from "drizzle-orm";
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
  readonly digests: BoundDigests;
  /** The revision of the dossier it was cast on. */
  readonly dossierRevision: number;
  /** An account between voter and maker that nobody had vouched for, where nobody else could have. */
  readonly unvouchedId: string | null;
  /** As what they voted; null from before this was kept. */
  readonly capacity: Capacity | null;
  /** The voter's vote before it on the same promotion. */
  readonly renewsId: string | null;
  readonly createdAt: Date;
};

export type DismissalRow = {
  readonly id: string;
  readonly voteId: string;
  readonly objectorId: string;
  /** The promotion the objection held back. */
  readonly promotionId: string;
  readonly dismisserId: string;
  readonly printedName: string;
  readonly reason: string;
  readonly createdAt: Date;
};
/** A vote as it is read: with who dismissed it, an objection, and why. */
export type CastVote = VoteRow & { readonly dismissal: DismissalRow | null };

/** With the conditions it is given under. */
export async function insertVote(tx: Tx, vote: VoteRow, conditions: readonly string[]): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.votes).values(vote);
  if (conditions.length === 0) return;
  await run.insert(t.voteConditions).values(conditions.map((text, n) => ({ voteId: vote.id, position: n + 1, text })));
}

/** What votes were given under, by vote, in the order given. */
export async function conditionsOf(
  reader: Reader,
  voteIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  if (voteIds.length === 0) return found;
  const { run, t } = open(reader);
  const { voteConditions: c } = t;
  const rows = await run
    .select({ voteId: c.voteId, text: c.text })
    .from(c)
    .where(inArray(c.voteId, [...voteIds]))
    .orderBy(asc(c.voteId), asc(c.position));
  for (const { voteId, text } of rows) found.set(voteId, [...(found.get(voteId) ?? []), text]);
  return found;
}

/** The votes on some promotions, oldest first. */
export async function votesOn(reader: Reader, promotionIds: readonly string[]): Promise<readonly CastVote[]> {
  if (promotionIds.length === 0) return [];
  const { run, t } = open(reader);
  const rows = await run
    .select({ vote: t.votes, dismissal: t.dismissals })
    .from(t.votes)
    .leftJoin(t.dismissals, eq(t.dismissals.voteId, t.votes.id))
    .where(inArray(t.votes.promotionId, [...promotionIds]))
    .orderBy(asc(t.votes.createdAt), asc(t.votes.id));
  return rows.map(({ vote, dismissal }) => ({ ...vote, decision: toDecision(vote.decision), dismissal }));
}
