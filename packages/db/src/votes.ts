// Votes on promotions, only ever added.
import { toDecision, type BoundDigests, type Decision } from "@chancery/core";
import { asc, inArray } from "drizzle-orm";
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
