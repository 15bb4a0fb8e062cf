// A reviewer's signed decision; the vote that completes the rule lets the version into its stage.
import { decisions, meanings, orThrow, prose, Sha256, vote, voterOn } from "@chancery/core";
import {
  closePromotion,
  insertVote,
  lockPromotion,
  rowsBehindActor,
  rowsBehindPromotion,
  rowsBehindVersion,
  type VoteRow,
} from "@chancery/db";
import { z } from "zod";
import { assertHolder, assertRecorded } from "../audit/said.ts";
import { grantsInForce } from "../authorise.ts";
import { command, type Scope } from "../command.ts";
import { executePromotion } from "./execute.ts";
import { promotionSubject, weighed, weighOne, type PromotionSubject, type Weighed } from "./facts.ts";
import { refusalCode } from "./refusal.ts";
import { summaryOf } from "./summary.ts";

const VoteInput = z.strictObject({
  promotionId: z.uuid(),
  decision: z.enum(decisions),
  note: prose(4000, 1),
  /** What the voter saw: refused when any of it has changed since. */
  seen: z.strictObject({ manifest: Sha256, card: Sha256, evaluations: Sha256, policy: Sha256 }),
});
type Ballot = z.output<typeof VoteInput>;

/**
 * Votes on an open promotion. Refused to its requester, its uploader, the owner of the service account that uploaded,
 * and reviewers of later date, whatever else they are; and when what the voter saw has changed.
 */
export const voteOnPromotion = command({
  kind: "promotion.voted@1",
  permission: "promotion:vote",
  input: VoteInput,
  // Locked with its version: votes on one promotion wait for each other, so two at once cannot each miss the other.
  async subject(tx, input) {
    const row = await lockPromotion(tx, input.promotionId);
    return row && promotionSubject(row);
  },
  causes: ["promotion.executed@1", "promotion.rejected@1"],
  async run(scope, input) {
    const { tx, actor, now, subject, house } = scope;
    const { versionId, modelId, stage } = subject.row;
    await assertRecorded({ reader: tx, db: house.db }, [
      ...(await rowsBehindPromotion(tx, subject.id)),
      ...(await rowsBehindVersion(tx, { versionId, modelId, stage })),
      ...(await rowsBehindActor(tx, actor.id)),
    ]);
    await assertHolder({ reader: tx, db: house.db }, { modelId, stage });
    const before = await weighOne(tx, subject.row);
    const voter = voterOn(actor, await grantsInForce(tx, actor, now), subject);
    const verdict = vote(before.facts, voter, input);
    const outcome = orThrow(verdict, verdict.ok ? undefined : refusalCode(verdict.reasons));
    const cast = ballotOf(scope, input, before.votes.at(-1));
    await insertVote(tx, cast);
    const decidedAt = outcome.state === "open" ? null : now;
    const row = { ...subject.row, state: outcome.state, decidedAt };
    const after = weighed({ ...before, row, votes: [...before.votes, cast] });
    const { decision, meaning, digests, printedName, note } = cast;
    return {
      result: summaryOf(after),
      audit: { promotionId: subject.id, decision, meaning, digests, printedName, note },
      caused: await conclude(scope, after),
    };
  },
});

const ballotOf = (
  { actor, now, newId, subject }: Scope<PromotionSubject>,
  { decision, note, seen }: Ballot,
  last: VoteRow | undefined,
): VoteRow => ({
  id: newId(),
  promotionId: subject.id,
  voterId: actor.id,
  decision,
  meaning: meanings[decision],
  note,
  printedName: actor.name,
  digests: seen,
  // After the vote before it, whatever the clocks of several processes say: what was decided on is what the last vote saw.
  createdAt: last && last.createdAt >= now ? new Date(last.createdAt.getTime() + 1) : now,
});

async function conclude(scope: Scope<PromotionSubject>, { row, facts }: Weighed) {
  if (facts.state === "executed") return [await executePromotion(scope, row)];
  if (facts.state !== "rejected") return [];
  await closePromotion(scope.tx, { id: row.id, state: "rejected", at: scope.now });
  return [
    { kind: "promotion.rejected@1", about: { kind: "promotion", id: row.id }, data: { promotionId: row.id } } as const,
  ];
}
