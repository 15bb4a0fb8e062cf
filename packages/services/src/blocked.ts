// Turns what a rule of core says against an act into its refusal.
import { ChanceryError, type ErrorCode, type Reason } from "@chancery/core";

/** Throws when there is any reason against it. */
export function refuseIf(reasons: readonly Reason[], code: ErrorCode = "ILLEGAL_TRANSITION"): void {
  if (reasons.length === 0) return;
  throw new ChanceryError(code, reasons.map((reason) => reason.message).join("; "), { reasons });
}
