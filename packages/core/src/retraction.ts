// Taking back what was recorded wrongly: it stays, struck through, and counts nowhere.
import type { Reason } from "./errors.ts";
import { whyNotVote, type PromotionFacts, type Voter } from "./promotion.ts";

/** What can be taken back: an evaluation, or an edge of the lineage. */
export const retractables = ["evaluation", "edge"] as const;
export type Retractable = (typeof retractables)[number];
/** Who took it back, and why. */
export type RetractionView = { readonly by: string; readonly reason: string; readonly at: string };

type Retracting = {
  readonly isRetracted: boolean;
  /** Who recorded it, and a person behind that account. */
  readonly recorderIds: readonly string[];
  readonly voter: Voter;
  /** Open promotions that show something else without it. */
  readonly restingOnIt: readonly { readonly number: number; readonly facts: PromotionFacts }[];
};

/** Why this may not be retracted by them; empty when it may. */
export function whyNotRetract({ isRetracted, recorderIds, voter, restingOnIt }: Retracting): readonly Reason[] {
  if (isRetracted) return [{ code: "already_retracted", message: "this is retracted already" }];
  const isTheirs = recorderIds.includes(voter.id);
  if (!isTheirs && voter.reviewerSince === null)
    return [{ code: "not_recorder", message: "only who recorded this, or a reviewer of this model, may retract it" }];
  return restingOnIt
    .filter(({ facts }) => whyNotVote(facts, voter).length > 0)
    .map(({ number }) => ({
      code: "under_review",
      message: `P-${number} is open and rests on this: a reviewer who may vote on it has to retract it, or it is withdrawn first`,
    }));
}
