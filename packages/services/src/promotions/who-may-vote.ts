// The people whose vote on a promotion would be taken now.
import { whyNotVote, type Voter } from "@chancery/core";
import { reviewersOf, type Reader } from "@chancery/db";
import type { Weighed } from "./facts.ts";

type Named = Voter & { readonly name: string };

/** Reviewers of it since it was asked for, by name, whatever else bars them. */
export async function votersOf(reader: Reader, { row }: Weighed, at: Date): Promise<readonly Named[]> {
  const { modelId, teamId, visibility, createdAt: since } = row;
  const reviewers = await reviewersOf(reader, { modelId, teamId, visibility, since, at });
  return reviewers.map(({ id, name }) => ({ id, name, kind: "person", answerableId: id, reviewerSince: since }));
}

export async function mayAnotherVote(
  reader: Reader,
  seen: Weighed,
  { actorId, at }: { readonly actorId: string; readonly at: Date },
): Promise<boolean> {
  const voters = await votersOf(reader, seen, at);
  return voters.some((voter) => voter.id !== actorId && whyNotVote(seen.facts, voter).length === 0);
}
