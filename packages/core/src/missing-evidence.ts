// What a version lacks that a decision should rest on: said wherever it is asked for and wherever it is decided.
import { digestOf, sha256Hex } from "./digest.ts";
import type { Reason } from "./kernel/view.ts";
import type { Tier } from "./tier.ts";
import type { BoundDigests } from "./promotion/digests.ts";

/** Digest of a card nobody has written yet. */
export const emptyCardDigest = sha256Hex("");
/** Digest of no evaluation at all. */
export const noEvaluationsDigest = digestOf([]);

export type EvidenceFacts = {
  readonly hasEvaluation: boolean;
  readonly hasCard: boolean;
  /** Of the model; null before its first assessment, undefined where it is not known which was in force. */
  readonly tier: Tier | null | undefined;
};

/** What is missing, in a fixed order; empty when nothing is. It forbids nothing: policies do that. */
export function missingEvidence({ hasEvaluation, hasCard, tier }: EvidenceFacts): readonly Reason[] {
  const missing: Reason[] = [];
  if (!hasEvaluation) missing.push({ code: "no_evaluation", message: "no evaluation is recorded" });
  if (!hasCard) missing.push({ code: "no_card", message: "it has no card" });
  if (tier === null) missing.push({ code: "no_tier", message: "the model's tier is not assessed" });
  return missing;
}

/** The same facts read from the digests a vote binds. */
export const evidenceIn = ({ card, evaluations }: Pick<BoundDigests, "card" | "evaluations">) => ({
  hasEvaluation: evaluations !== noEvaluationsDigest,
  hasCard: card !== emptyCardDigest,
});

/** `no evaluation is recorded, it has no card`; "" when nothing is missing. */
export const missingInWords = (missing: readonly Reason[]): string => missing.map(({ message }) => message).join(", ");
