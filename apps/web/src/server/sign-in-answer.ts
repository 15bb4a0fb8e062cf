// What the sign-in page may learn of a failure: that it was refused, how long to wait, or that nobody can sign in now.
import { isChanceryError, unavailableSeconds } from "@chancery/core";
import type { SignInHindrance } from "../portal-door.ts";

/** Nothing of an error but its kind: next-auth would write its text into a URL. */
export function answerFor(error: unknown): "refused" | SignInHindrance {
  if (!isChanceryError(error) || error.code === "UNAVAILABLE" || error.code === "INTERNAL") return "unavailable";
  if (error.code !== "LIMIT_EXCEEDED") return "refused";
  return { retryAfterSeconds: Number(error.facts["retryAfterSeconds"] ?? unavailableSeconds) };
}
