// Laws of the promotion state machine, for any promotion, voter and ballot.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { approvalsOf } from "./gates/approvals.ts";
import { ruleOf, twoPerson, type PolicyDocument } from "./policy.ts";
import { decisions, type PromotionState } from "./promotion/states.ts";
import type { Digests } from "./promotion/digests.ts";
import {
  objectionsTo,
  promotionActions,
  mayDismiss,
  mayVote,
  mayWithdraw,
  type PromotionFacts,
  type Voter,
} from "./promotion.ts";
import { evaluate, stateFrom } from "./promotion/evaluate.ts";
import { vote } from "./testing/cast.ts";
import { digests } from "./testing/digests.ts";

const asked = new Date("2026-03-01T09:00:00.000Z");
const before = new Date(asked.getTime() - 1);
const after = new Date(asked.getTime() + 1);
const needing = (approvals: number): PolicyDocument => ({
  ...twoPerson,
  stages: { ...twoPerson.stages, production: { ...ruleOf(twoPerson, "production"), approvals } },
});

describe("laws of the state machine", () => {
  const people = ["ada", "owen", "rita", "sam", "tess"];
  const anyDigests = fc.constantFrom(digests, { ...digests, card: "c2" }, { ...digests, manifest: "m2" });
  const anyState = fc.constantFrom<PromotionState>(
    "open",
    "approved",
    "executed",
    "rejected",
    "withdrawn",
    "expired",
    "superseded",
  );
  const anyVote = fc
    .record({
      voterId: fc.constantFrom(...people),
      decision: fc.constantFrom(...decisions),
      digests: anyDigests,
      dismissedBy: fc.constantFrom(null, null, ...people),
    })
    .map((cast) => ({ ...cast, dismissedBy: cast.decision === "request-changes" ? cast.dismissedBy : null }));
  const anyHand = fc.record({ id: fc.constantFrom(...people, "ci"), answerableId: fc.constantFrom(...people) });
  const anyPromotion: fc.Arbitrary<PromotionFacts & { readonly digests: Digests }> = fc.record({
    state: fc.oneof({ weight: 4, arbitrary: fc.constant<PromotionState>("open") }, anyState),
    stage: fc.constant("production" as const),
    createdAt: fc.constant(asked),
    requesterId: fc.constantFrom(...people, "bot"),
    requesterAnswerableId: fc.constantFrom(...people),
    requesterMinterIds: fc.array(fc.constantFrom(...people), { maxLength: 2 }),
    uploaders: fc.array(anyHand, { minLength: 1, maxLength: 3 }),
    authors: fc.array(anyHand, { maxLength: 2 }),
    trainers: fc.array(anyHand, { maxLength: 1 }),
    versionState: fc.constantFrom("draft" as const, "sealed" as const, "sealed" as const, "revoked" as const),
    digests: anyDigests,
    votes: fc.array(anyVote, { maxLength: 6 }),
    carried: fc.array(
      anyVote.map((cast) => ({ ...cast, decision: "request-changes" as const })),
      { maxLength: 2 },
    ),
    policy: fc.integer({ min: 1, max: 3 }).map((approvals) => needing(approvals)),
  });
  const anyVoter: fc.Arbitrary<Voter> = fc
    .record({
      id: fc.constantFrom(...people),
      kind: fc.constantFrom("person" as const, "person" as const, "service" as const),
      answerableId: fc.constantFrom(...people),
      reviewerSince: fc.constantFrom(before, before, after, null),
    })
    .map((voter) => (voter.kind === "person" ? { ...voter, answerableId: voter.id } : voter));
  const anyDecision = fc.constantFrom(...decisions);

  it("what is offered is what is accepted", () => {
    fc.assert(
      fc.property(anyPromotion, anyVoter, anyDecision, (facts, voter, decision) => {
        const { availableActions, blockedBecause } = promotionActions(facts, voter);
        const outcome = vote(facts, voter, { decision, seen: facts.digests });
        expect(availableActions.includes(decision)).toBe(outcome.ok);
        const blocked = blockedBecause.find(({ action }) => action === decision);
        expect(outcome.ok ? undefined : outcome.reasons).toEqual(blocked?.reasons);
        expect(availableActions.includes("withdraw")).toBe(mayWithdraw(facts, voter).ok);
        const dismissible = objectionsTo(facts).filter((cast) => mayDismiss(facts, voter, cast).ok);
        expect(availableActions.includes("dismiss")).toBe(dismissible.length > 0);
      }),
      { numRuns: 2000 },
    );
  });

  it("nothing executes but a sealed version, on enough present approvals by people who had no part in it", () => {
    let executed = 0;
    fc.assert(
      fc.property(anyPromotion, anyVoter, anyDecision, (facts, voter, decision) => {
        const outcome = vote(facts, voter, { decision, seen: facts.digests });
        if (!outcome.ok || !outcome.isExecuted) return;
        executed += 1;
        expect([facts.state, facts.versionState, decision, voter.kind]).toEqual([
          "open",
          "sealed",
          "approve",
          "person",
        ]);
        expect([
          facts.requesterId,
          facts.requesterAnswerableId,
          ...facts.requesterMinterIds,
          ...[...facts.uploaders, ...facts.authors, ...facts.trainers].flatMap(({ id, answerableId }) => [
            id,
            answerableId,
          ]),
        ]).not.toContain(voter.id);
        const own = { voterId: voter.id, decision, digests: facts.digests, dismissedBy: null };
        const last = new Map([...facts.carried, ...facts.votes, own].map((cast) => [cast.voterId, cast]));
        const words = [...last.values()];
        const present = words.filter((cast) => JSON.stringify(cast.digests) === JSON.stringify(facts.digests));
        expect(present.filter((cast) => cast.decision === "approve").length).toBeGreaterThanOrEqual(
          ruleOf(facts.policy, "production").approvals,
        );
        expect(words.some((cast) => cast.decision === "request-changes" && cast.dismissedBy === null)).toBe(false);
        expect(words.map(({ dismissedBy }) => dismissedBy)).not.toContain(voter.id);
      }),
      { numRuns: 5000 },
    );
    expect(executed).toBeGreaterThan(0); // the law was not tried in vain
  });

  it("a closed promotion never changes", () => {
    fc.assert(
      fc.property(anyPromotion, anyVoter, anyDecision, (facts, voter, decision) => {
        fc.pre(facts.state !== "open");
        expect(vote(facts, voter, { decision, seen: facts.digests }).ok).toBe(false);
        expect(promotionActions(facts, voter).availableActions).toEqual([]);
      }),
    );
  });

  it("a vote leads to open, executed or rejected, and executed is said twice alike", () => {
    fc.assert(
      fc.property(anyPromotion, anyVoter, anyDecision, (facts, voter, decision) => {
        const outcome = vote(facts, voter, { decision, seen: facts.digests });
        if (!outcome.ok) return void expect(outcome.reasons.length).toBeGreaterThan(0);
        expect(["open", "executed", "rejected"]).toContain(outcome.state);
        expect(outcome.isExecuted).toBe(outcome.state === "executed");
      }),
    );
  });

  const stateOf = (facts: PromotionFacts) => stateFrom(evaluate(facts.policy, facts));

  it("the verdict is a function of the policy and what gates look at", () => {
    fc.assert(
      fc.property(anyPromotion, anyPromotion, (facts, other) => {
        const { state, stage, versionState, votes, carried } = facts;
        const seen = { state, stage, versionState, digests: facts.digests, votes, carried };
        const before = structuredClone(seen);
        const gates = evaluate(facts.policy, facts);
        expect(evaluate(structuredClone(facts.policy), { ...other, ...before })).toEqual(gates);
        expect(seen).toEqual(before);
      }),
    );
  });

  /** Votes in the order given, each on the promotion as the ones before left it. */
  const anyCasts = fc.array(fc.record({ voter: anyVoter, decision: anyDecision, isStale: fc.boolean() }), {
    maxLength: 12,
  });
  type Casts = typeof anyCasts extends fc.Arbitrary<infer T> ? T : never;
  const castAll = (promotion: PromotionFacts, casts: Casts, onVote?: (state: PromotionState) => void) => {
    let facts = promotion;
    for (const { voter, decision, isStale } of casts) {
      const outcome = vote(facts, voter, { decision, seen: facts.digests });
      if (!outcome.ok) continue;
      onVote?.(outcome.state);
      const cast = { voterId: voter.id, decision, digests: isStale ? { ...digests, card: "older" } : facts.digests };
      facts = { ...facts, state: outcome.state, votes: [...facts.votes, cast] };
    }
    return facts;
  };
  const unvoted = (facts: PromotionFacts): PromotionFacts => ({ ...facts, state: "open", votes: [], carried: [] });

  it("executes at most once, whoever votes in whatever order, and takes no vote after that", () => {
    let executed = 0;
    fc.assert(
      fc.property(anyPromotion, anyCasts, (facts, casts) => {
        const states: PromotionState[] = [];
        castAll(unvoted(facts), casts, (state) => states.push(state));
        const at = states.indexOf("executed");
        if (at === -1) return;
        executed += 1;
        expect(states.slice(at)).toEqual(["executed"]);
      }),
      { numRuns: 1000 },
    );
    expect(executed).toBeGreaterThan(0);
  });

  it("no number of votes by people the rule excludes, or by fewer than it needs, executes", () => {
    fc.assert(
      fc.property(anyPromotion, anyCasts, (promotion, casts) => {
        const facts = unvoted(promotion);
        const free = new Set(casts.flatMap(({ voter }) => (mayVote(facts, voter).ok ? [voter.id] : [])));
        const few = casts.filter(({ voter }) => !free.has(voter.id) || voter.id === [...free][0]);
        const excluded = few.filter(({ voter }) => !mayVote(facts, voter).ok);
        expect(castAll(facts, excluded)).toEqual(facts);
        fc.pre(ruleOf(facts.policy, "production").approvals > 1);
        expect(castAll(facts, few).state).not.toBe("executed");
      }),
    );
  });

  it("a change of content passes no gate that was not passed, and adds no approval", () => {
    fc.assert(
      fc.property(anyPromotion, fc.constantFrom("card", "manifest", "lineage"), (promotion, part) => {
        const facts = { ...promotion, state: "open" as const };
        const changed = { ...facts, digests: { ...facts.digests, [part]: "never seen by a vote" } };
        expect(approvalsOf(changed).approvals).toBeLessThanOrEqual(approvalsOf(facts).approvals);
        const statuses = evaluate(facts.policy, changed).map(({ status }) => status);
        evaluate(facts.policy, facts).forEach(({ status }, at) => {
          if (status !== "passed") expect(statuses[at]).toBe(status);
        });
        if (stateOf(facts) !== "executed") expect(stateOf(changed)).toBe(stateOf(facts));
      }),
    );
  });
});
