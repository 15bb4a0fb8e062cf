// Taking back what was recorded wrongly: it stays, struck through, and counts nowhere.
import { allowedUnless, refused, type Verdict } from "./errors.ts";
import { mayVote, type PromotionFacts, type Voter } from "./promotion.ts";

/** What can be taken back: an evaluation, or an edge of the lineage. */
export const retractables = ["evaluation", "edge"] as const;
export type Retractable = (typeof retractables)[number];

type Retracting = {
  readonly isRetracted: boolean;
  /** Who recorded it, and a person behind that account. */
  readonly recorderIds: readonly string[];
  readonly voter: Voter;
  /** Open promotions that show something else without it. */
  readonly restingOnIt: readonly { readonly number: number; readonly facts: PromotionFacts }[];
};

/** Whether they may retract it. */
export function mayRetract({ isRetracted, recorderIds, voter, restingOnIt }: Retracting): Verdict {
  if (isRetracted)
    return refused("ILLEGAL_TRANSITION", { code: "already_retracted", message: "this is already retracted" });
  const isTheirs = recorderIds.includes(voter.id);
  if (!isTheirs && voter.reviewerSince === null)
    return refused("POLICY_UNMET", {
      code: "not_recorder",
      message: "only its author or a reviewer of this model may retract this",
    });
  const others = restingOnIt.filter(({ facts }) => !mayVote(facts, voter).ok);
  return allowedUnless(
    "POLICY_UNMET",
    others.map(({ number }) => ({
      code: "under_review",
      message: `P-${number} is open and rests on this: a reviewer who may vote on it has to retract this, or P-${number} has to be withdrawn first`,
    })),
  );
}
