// From what a rule says against an act to its refusal, and back from a refusal to its reason.
import { ChanceryError, isChanceryError, type ErrorCode, type Reason } from "@chancery/core";

/** Throws when there is any reason against it. */
export function refuseIf(reasons: readonly Reason[], code: ErrorCode = "ILLEGAL_TRANSITION"): void {
  if (reasons.length === 0) return;
  throw new ChanceryError(code, reasons.map((reason) => reason.message).join("; "), { reasons });
}

/** True for a refusal with this reason. */
export const hasReason = (error: unknown, code: string): boolean =>
  isChanceryError(error) && error.reasons.some((reason) => reason.code === code);
