import { expect, it } from "vitest";
import {
  emptyCardDigest,
  evidenceIn,
  missingEvidence,
  missingInWords,
  noEvaluationsDigest,
} from "./missing-evidence.ts";

it.each([
  [{ hasEvaluation: true, hasCard: true, tier: "high" }, []],
  [{ hasEvaluation: false, hasCard: true, tier: "high" }, ["no_evaluation"]],
  [{ hasEvaluation: true, hasCard: false, tier: "high" }, ["no_card"]],
  [{ hasEvaluation: true, hasCard: true, tier: null }, ["no_tier"]],
  [{ hasEvaluation: true, hasCard: true, tier: undefined }, []],
  [{ hasEvaluation: false, hasCard: false, tier: null }, ["no_evaluation", "no_card", "no_tier"]],
] as const)("says of %j that it lacks %j", (facts, codes) => {
  expect(missingEvidence(facts).map(({ code }) => code)).toEqual(codes);
});

it("reads from the digests a vote binds whether there is a card and an evaluation", () => {
  const [card, evaluations] = ["c".repeat(64), "e".repeat(64)];
  expect(evidenceIn({ card, evaluations })).toEqual({ hasCard: true, hasEvaluation: true });
  expect(evidenceIn({ card: emptyCardDigest, evaluations: noEvaluationsDigest })).toEqual({
    hasCard: false,
    hasEvaluation: false,
  });
});

it("says it in words", () => {
  const missing = missingEvidence({ hasEvaluation: false, hasCard: false, tier: "high" });
  expect(missingInWords(missing)).toBe("no evaluation is recorded, it has no card");
});
