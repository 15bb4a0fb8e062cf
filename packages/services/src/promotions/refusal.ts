// The code a verdict against a promotion is answered with.
import type { ErrorCode, Reason } from "@chancery/core";

/** A closed promotion is a state that cannot be left; everything else is a rule that is not met. */
export const refusalCode = (reasons: readonly Reason[]): ErrorCode =>
  reasons.some((reason) => reason.code === "promotion_closed") ? "ILLEGAL_TRANSITION" : "POLICY_UNMET";
