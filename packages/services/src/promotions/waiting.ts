// The open promotions that wait for somebody's vote: where their role is asked for, those the rules let them vote on.
import { mayVote, mintersAt, openPolicy, type VotingFacts } from "@chancery/core";
import { currentPolicy, mintingsOf, waitingReviews, type Reader, type Waiting } from "@chancery/db";
import { involvedIn } from "../versions/makers.ts";
import type { viewerOf } from "./facts.ts";

type Candidates = Waiting["promotions"];

/** Those this person may vote on, newest first. As many statements however many there are, and those that read what versions hold. */
export async function waitingFor(reader: Reader, viewer: ReturnType<typeof viewerOf>): Promise<Candidates> {
  const { theirs, promotions } = await waitingReviews(reader, viewer);
  if (promotions.length === 0) return [];
  const facts = await votingFactsOf(reader, promotions);
  // What an account in their hands did, they did.
  return promotions.filter((promotion) =>
    theirs.every((id) => {
      const voter = { id, answerableId: id, kind: "person", reviewerSince: promotion.createdAt } as const;
      return mayVote(facts(promotion), voter).ok;
    }),
  );
}

async function votingFactsOf(reader: Reader, promotions: Candidates) {
  const policy = openPolicy(await currentPolicy(reader));
  const involved = await involvedIn(reader, [...new Set(promotions.map(({ versionId }) => versionId))]);
  const machines = promotions.filter((row) => row.requesterId !== row.requesterAnswerableId);
  const mintings = await mintingsOf(
    reader,
    machines.map(({ requesterId }) => requesterId),
  );
  return (row: Candidates[number]): VotingFacts => ({
    ...row,
    ...involved.get(row.versionId)!, // one for each asked for
    state: "open",
    policy,
    requesterMinterIds: mintersAt(mintings, { accountId: row.requesterId, at: row.createdAt }),
  });
}

/** How many: the length of the inbox's first tab. */
export const countWaitingReviews = async (...asked: Parameters<typeof waitingFor>): Promise<number> =>
  (await waitingFor(...asked)).length;
