import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { approvalsOf } from "../gates/approvals.ts";
import { countingVotes, objectionsTo, type PromotionFacts } from "../promotion.ts";
import { asked } from "../testing/asked.ts";
import { evaluate, stateFrom, waitingFor } from "./evaluate.ts";
import type { Decision } from "./states.ts";

const digests = { manifest: "m", card: "c", evaluations: "e", policy: "p" };
const promotion: PromotionFacts = { ...asked, createdAt: new Date(0), digests };
const cast = (voterId: string, decision: Decision, seen = digests) => ({
  voterId,
  decision,
  digests: seen,
});
const stale = { ...digests, card: "older" };
const gatesOf = (facts: PromotionFacts) => evaluate(facts.policy, facts);

describe("gates", () => {
  it("wait for the approval the rule asks for, then pass", () => {
    expect(gatesOf(promotion).map(({ status }) => status)).toEqual(["waiting", "passed", "passed"]);
    expect(gatesOf({ ...promotion, votes: [cast("rita", "approve")] }).map(({ status }) => status)).toEqual([
      "passed",
      "passed",
      "passed",
    ]);
  });

  it("say that a vote is stale and does not count", () => {
    const [gate] = gatesOf({ ...promotion, votes: [cast("rita", "approve", stale)] });
    expect(gate).toMatchObject({
      status: "waiting",
      detail: "0 of 1 counted; one approval is stale: the content has changed since",
    });
    expect(approvalsOf({ ...promotion, votes: [cast("rita", "approve", stale)] })).toEqual({
      approvals: 0,
      approvalsNeeded: 1,
    });
  });

  it("fail for a version that was revoked", () => {
    expect(gatesOf({ ...promotion, versionState: "revoked" })[2]?.status).toBe("failed");
  });

  it("say who clears them: reviewers of the model, or nobody", () => {
    const reviewers = { role: "reviewer", at: "model" };
    expect(gatesOf(promotion).map(({ key, kind, clearedBy }) => [key, kind, clearedBy])).toEqual([
      ["approvals", "people", reviewers],
      ["objections", "people", reviewers],
      ["version", "facts", null],
    ]);
  });

  it("reject the promotion once a reviewer's vote does, whatever else has passed", () => {
    const rejected = { ...promotion, votes: [cast("rita", "approve"), cast("hana", "reject")] };
    expect(gatesOf(rejected).map(({ status }) => status)).toEqual(["passed", "failed", "passed"]);
    expect(stateFrom(gatesOf(rejected))).toBe("rejected");
    expect(stateFrom(gatesOf({ ...promotion, versionState: "revoked" }))).toBe("open");
  });

  it("are all passed exactly when the promotion would execute", () => {
    const anyVote = fc.record({
      voterId: fc.constantFrom("a", "b", "c"),
      decision: fc.constantFrom("approve" as const, "request-changes" as const),
      digests: fc.constantFrom(digests, stale),
    });
    fc.assert(
      fc.property(
        fc.array(anyVote, { maxLength: 5 }),
        fc.constantFrom("sealed" as const, "revoked" as const),
        (votes, versionState) => {
          const facts = { ...promotion, votes, versionState };
          const isApproved = countingVotes(facts).some(({ decision }) => decision === "approve");
          const isLetIn = isApproved && objectionsTo(facts).length === 0 && versionState === "sealed";
          expect(gatesOf(facts).every(({ status }) => status === "passed")).toBe(isLetIn);
          expect(stateFrom(gatesOf(facts))).toBe(isLetIn ? "executed" : "open");
        },
      ),
    );
  });
});

describe("what it waits for", () => {
  it.each([
    ["one approval by an independent reviewer", {}],
    ["the changes a reviewer asked for", { votes: [cast("rita", "request-changes")] }],
    ["one approval by an independent reviewer", { votes: [cast("rita", "approve", stale)] }],
    ["a rejection or withdrawal: the version is revoked", { versionState: "revoked" }],
    ["nothing: it is executed", { state: "executed" }],
  ] as const)("is %s", (words, over) => expect(waitingFor({ ...promotion, ...over })).toBe(words));
});
