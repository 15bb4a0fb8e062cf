// From a refusal back to its reason.
import { isChanceryError } from "@chancery/core";

/** True for a refusal with this reason. */
export const hasReason = (error: unknown, code: string): boolean =>
  isChanceryError(error) && error.reasons.some((reason) => reason.code === code);
