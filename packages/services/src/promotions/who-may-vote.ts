// The people whose vote on a promotion would be taken now.
import { shortageWaitMs, mayVote, type Voter } from "@chancery/core";
import { reviewersOf, rowsBehindReviewers, type Reader, type Tx } from "@chancery/db";
import { assertRecorded } from "../audit/said.ts";
import type { House } from "../house.ts";
import type { Weighed } from "./facts.ts";

type Named = Voter & { readonly name: string };

/** Reviewers of it since it was asked for, by name, whatever else bars them. */
export async function votersOf(
  reader: Reader,
  { row }: Weighed,
  { at, leftAfter }: { readonly at: Date; readonly leftAfter?: Date },
): Promise<readonly Named[]> {
  const { modelId, teamId, visibility, createdAt: since } = row;
  const reviewers = await reviewersOf(reader, { modelId, teamId, visibility, since, at, leftAfter });
  return reviewers.map(({ id, name }) => ({ id, name, kind: "person", answerableId: id, reviewerSince: since }));
}

/**
 * Whether nobody but this actor may vote, nor could have in the last seven days: who has the others removed waits as long as
 * for any other exception (ADR 0007). ILLEGAL_TRANSITION `record_contradicts_log` where the log says otherwise of who could.
 */
export async function isNobodyElse(
  tx: Tx,
  seen: Weighed,
  { actorId, at, house }: { readonly actorId: string; readonly at: Date; readonly house: House },
): Promise<boolean> {
  const voters = await votersOf(tx, seen, { at, leftAfter: new Date(at.getTime() - shortageWaitMs) });
  if (voters.some((voter) => voter.id !== actorId && mayVote(seen.facts, voter).ok)) return false;
  await assertRecorded({ reader: tx, house }, await rowsBehindReviewers(tx));
  return true;
}
