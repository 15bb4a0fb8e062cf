import { allowed } from "./errors.ts";
import { codesOf } from "./testing/codes-of.ts";
import { describe, expect, it } from "vitest";
import { ruleOf, twoPerson, type Independence, type PolicyDocument } from "./policy.ts";
import { decisions, type Decision } from "./promotion/states.ts";
import {
  countingVotes,
  judgedDigests,
  meanings,
  toDecision,
  voterOn,
  mayRequest,
  mayVote,
  mayWithdraw,
  type PromotionFacts,
  type Voter,
} from "./promotion.ts";
import { evaluate, stateFrom } from "./promotion/evaluate.ts";
import { vote } from "./testing/cast.ts";
import { digests } from "./testing/digests.ts";
import { isStale } from "./vote-parts.ts";
import type { Actor, GrantFact } from "./roles.ts";

const asked = new Date("2026-03-01T09:00:00.000Z");
const before = new Date(asked.getTime() - 1);
const after = new Date(asked.getTime() + 1);
const promotion: PromotionFacts = {
  state: "open",
  stage: "production",
  createdAt: asked,
  requesterId: "ada",
  requesterAnswerableId: "ada",
  requesterMinterIds: [],
  uploaders: [{ id: "ci", answerableId: "owen" }],
  authors: [],
  trainers: [],
  versionState: "sealed",
  digests,
  votes: [],
  carried: [],
  policy: twoPerson,
};
const person = (id: string, reviewerSince: Date | null = before): Voter => ({
  id,
  kind: "person",
  answerableId: id,
  reviewerSince,
});
const rita = person("rita");
const approve = { decision: "approve", seen: digests } as const;
const needing = (
  approvals: number,
  not: readonly Independence[] = ruleOf(twoPerson, "production").not,
): PolicyDocument => ({
  ...twoPerson,
  stages: { ...twoPerson.stages, production: { approvals, role: "reviewer", not } },
});
const refusal = (outcome: ReturnType<typeof vote>) => (outcome.ok ? [] : codesOf(outcome));

const stateNow = (facts: PromotionFacts) => stateFrom(evaluate(facts.policy, facts));

describe("voting", () => {
  it("executes the promotion on the approval that completes the rule", () => {
    expect(vote(promotion, rita, approve)).toEqual({ ok: true, state: "executed", isExecuted: true });
  });

  it("waits for as many approvals as the rule says, each by another person", () => {
    const three = { ...promotion, policy: needing(3) };
    const cast = (voterId: string) => ({ voterId, decision: "approve", digests }) as const;
    expect(vote({ ...three, votes: [cast("a")] }, rita, approve)).toMatchObject({ state: "open", isExecuted: false });
    expect(vote({ ...three, votes: [cast("a"), cast("rita")] }, rita, approve)).toMatchObject({ state: "open" });
    expect(vote({ ...three, votes: [cast("a"), cast("b")] }, rita, approve)).toMatchObject({ state: "executed" });
  });

  it("refuses approval by the requester", () => {
    expect(refusal(vote(promotion, person("ada"), approve))).toEqual(["voter_is_requester"]);
  });

  it("refuses approval by the owner of the service account that asked", () => {
    const withTokenOfRitas = { ...promotion, requesterId: "bot", requesterMinterIds: ["rita"] };
    expect(codesOf(mayVote(withTokenOfRitas, rita))).toEqual(["voter_is_requester"]);
    const byService = { ...promotion, requesterId: "bot", requesterAnswerableId: "rita" };
    expect(refusal(vote(byService, rita, approve))).toEqual(["voter_is_requester"]);
  });

  it("refuses approval by the uploader", () => {
    const uploaded = { ...promotion, uploaders: [{ id: "rita", answerableId: "rita" }] };
    expect(refusal(vote(uploaded, rita, approve))).toEqual(["voter_is_uploader"]);
  });

  it("refuses approval by the owner of the service account that uploaded", () => {
    expect(refusal(vote(promotion, person("owen"), approve))).toEqual(["voter_owns_uploader"]);
  });

  it.each([
    ["authors", "voter_is_author"],
    ["trainers", "voter_evaluated_training"],
  ] as const)("refuses approval by the %s of what tells how it was made, and by who answers for them", (part, code) => {
    for (const by of [
      { id: "rita", answerableId: "rita" },
      { id: "ci", answerableId: "rita" },
    ])
      expect(refusal(vote({ ...promotion, [part]: [by] }, rita, approve))).toEqual([code]);
    expect(vote({ ...promotion, [part]: [{ id: "ada", answerableId: "ada" }] }, rita, approve).ok).toBe(true);
    const others = needing(1, ["requester", "uploader", "service-account-owner"]); // the policy of before
    const own = { ...promotion, policy: others, [part]: [{ id: "rita", answerableId: "rita" }] };
    expect(vote(own, rita, approve).ok).toBe(true);
  });

  it("refuses a service account, also one of a reviewer", () => {
    const bot: Voter = { id: "bot", kind: "service", answerableId: "rita", reviewerSince: before };
    expect(refusal(vote(promotion, bot, approve))).toEqual(["voter_not_a_person"]);
  });

  it("refuses who is no reviewer of the model, whatever else they are", () => {
    expect(refusal(vote(promotion, person("root", null), approve))).toEqual(["voter_not_reviewer"]);
  });

  it("refuses who became a reviewer after it was asked for", () => {
    expect(refusal(vote(promotion, person("late", after), approve))).toEqual(["reviewer_too_late"]);
  });

  it.each(["approved", "executed", "rejected", "withdrawn", "expired", "superseded"] as const)(
    "refuses any vote once %s",
    (state) => {
      for (const decision of decisions)
        expect(refusal(vote({ ...promotion, state }, rita, { decision, seen: digests }))).toEqual(["promotion_closed"]);
    },
  );

  it("says of a vote that leaves parts out which they are, and not that they changed", () => {
    const { tags: _, lineage: __, ...seen } = digests;
    const messageOf = (given: typeof seen) => {
      const outcome = vote(promotion, rita, { decision: "approve", seen: given });
      return outcome.ok ? "" : outcome.reasons[0]?.message;
    };
    expect(messageOf(seen)).toBe(
      "the vote does not confirm that you saw the tags and the lineage: read it again, then vote",
    );
    expect(messageOf({ ...seen, card: "other" })).toBe(
      "the version card changed since you read it, and the vote does not confirm that you saw the tags and the lineage: read it again, then vote",
    );
  });

  it.each(["manifest", "card", "evaluations", "policy"] as const)(
    "refuses a vote on another %s than the present one",
    (part) => {
      const seen = { ...digests, [part]: "other" };
      for (const decision of decisions)
        expect(refusal(vote(promotion, rita, { decision, seen }))).toEqual(["content_changed"]);
    },
  );

  it.each(["revoked", "draft"] as const)("refuses to approve a %s version, and lets it be rejected", (versionState) => {
    const unfit = { ...promotion, versionState, policy: needing(2) };
    expect(refusal(vote(unfit, rita, approve))).toEqual([`version_${versionState}`]);
    expect(vote(unfit, rita, { decision: "reject", seen: digests })).toMatchObject({ ok: true, state: "rejected" });
  });

  it("names every ground at once", () => {
    const own = {
      ...promotion,
      requesterId: "rita",
      requesterAnswerableId: "rita",
      uploaders: [{ id: "rita", answerableId: "rita" }],
    };
    expect(refusal(vote(own, person("rita", null), approve))).toEqual([
      "voter_is_requester",
      "voter_is_uploader",
      "voter_not_reviewer",
    ]);
  });

  it("ends the promotion on a rejection", () => {
    expect(vote(promotion, rita, { decision: "reject", seen: digests })).toEqual({
      ok: true,
      state: "rejected",
      isExecuted: false,
    });
  });

  it("stays open while somebody's last word asks for changes", () => {
    const objection = { voterId: "a", decision: "request-changes", digests } as const;
    expect(vote({ ...promotion, votes: [objection] }, rita, approve)).toMatchObject({
      state: "open",
      isExecuted: false,
    });
    const relented = { ...promotion, votes: [objection] };
    expect(vote(relented, person("a"), approve)).toMatchObject({ state: "executed" });
  });

  it("bars only whom the policy's list names", () => {
    const all = {
      requester: "voter_is_requester",
      uploader: "voter_is_uploader",
      "service-account-owner": "voter_owns_uploader",
    } as const;
    const facts = {
      ...promotion,
      requesterId: "rita",
      requesterAnswerableId: "rita",
      uploaders: [{ id: "rita", answerableId: "rita" }],
    };
    const forThem = { ...promotion, uploaders: [{ id: "ci", answerableId: "rita" }] };
    for (const not of [[], ["requester"], ["uploader"], ["service-account-owner"]] as const) {
      const own = codesOf(mayVote({ ...facts, policy: needing(1, not) }, rita));
      expect(own).toEqual(not.filter((who) => who !== "service-account-owner").map((who) => all[who]));
      const owned = codesOf(mayVote({ ...forThem, policy: needing(1, not) }, rita));
      expect(owned).toEqual(not.filter((who) => who === "service-account-owner").map((who) => all[who]));
    }
  });
});

describe("stale votes", () => {
  const cast = (voterId: string, decision: Decision, seen = digests) => ({ voterId, decision, digests: seen });
  const old = { ...digests, card: "older" };

  it("do not count", () => {
    expect(isStale({ digests: old }, digests)).toBe(true);
    expect(isStale({ digests }, digests)).toBe(false);
    expect(countingVotes({ votes: [cast("a", "approve", old)], carried: [], digests })).toEqual([]);
    expect(stateNow({ ...promotion, votes: [cast("a", "approve", old)] })).toBe("open");
  });

  it("are approvals only: an objection stands whatever changed since", () => {
    const objecting = { ...promotion, votes: [cast("a", "request-changes", old)] };
    expect(countingVotes(objecting)).toEqual(objecting.votes);
    expect(vote(objecting, rita, approve)).toMatchObject({ state: "open" });
  });

  it("silence earlier votes of the same person", () => {
    const relented = [cast("a", "request-changes"), cast("a", "approve", old)];
    expect(countingVotes({ votes: relented, carried: [], digests })).toEqual([]);
  });

  it("are judged by the present content while open, by the decided one when closed", () => {
    const now = { ...digests, card: "newer" };
    const votes = [cast("a", "approve")];
    expect(judgedDigests({ state: "open", asked: old, now, votes })).toEqual(now);
    expect(judgedDigests({ state: "executed", asked: old, now, votes })).toEqual(digests);
    expect(judgedDigests({ state: "withdrawn", asked: old, now, votes: [] })).toEqual(old);
  });
});

describe("withdrawing", () => {
  it("is for who asked, and the people behind a service account that asked", () => {
    expect(mayWithdraw(promotion, { id: "ada", answerableId: "ada" })).toEqual(allowed);
    const byService = { ...promotion, requesterId: "bot", requesterAnswerableId: "ada" };
    expect(mayWithdraw(byService, { id: "ada", answerableId: "ada" })).toEqual(allowed);
    expect(mayWithdraw(byService, { id: "bot", answerableId: "ada" })).toEqual(allowed);
    expect(codesOf(mayWithdraw(promotion, { id: "root", answerableId: "root" }))).toEqual(["not_requester"]);
    expect(mayWithdraw(promotion, { id: "root", answerableId: "root", isCustodian: true })).toEqual(allowed);
  });
  it("is over once it is decided", () => {
    expect(codesOf(mayWithdraw({ ...promotion, state: "executed" }, { id: "ada", answerableId: "ada" }))).toEqual([
      "promotion_closed",
    ]);
  });
});

describe("asking", () => {
  const version = { state: "sealed", stage: "production", heldStages: [], openStages: [] } as const;
  it("takes a sealed version that neither holds the stage nor is asked into it", () => {
    expect(mayRequest(version)).toEqual(allowed);
    expect(mayRequest({ ...version, heldStages: ["staging"], openStages: ["archived"] })).toEqual(allowed);
    expect(codesOf(mayRequest({ ...version, heldStages: ["production"] }))).toEqual(["already_in_stage"]);
    expect(codesOf(mayRequest({ ...version, openStages: ["production"] }))).toEqual(["already_asked"]);
    expect(codesOf(mayRequest({ ...version, state: "draft" }))).toEqual(["version_draft"]);
    expect(codesOf(mayRequest({ ...version, state: "revoked" }))).toEqual(["version_revoked"]);
  });
  it("needs no vote for a stage whose rule asks for none", () => {
    expect(stateNow({ ...promotion, stage: "development" })).toBe("executed");
    expect(stateNow(promotion)).toBe("open");
    // an objection to another stage followed the version here
    const carried = [{ voterId: "a", decision: "request-changes" as const, digests }];
    expect(stateNow({ ...promotion, stage: "development", carried })).toBe("executed");
  });
});

describe("a voter", () => {
  const actor: Actor = {
    id: "rita",
    kind: "person",
    name: "Rita",
    answerableId: "rita",
    via: "session",
    scopes: ["*"],
  };
  const model = { kind: "model", id: "m", modelId: "m", teamId: "speech", visibility: "organisation" } as const;
  const grant = (over: Partial<GrantFact>): GrantFact => ({
    role: "reviewer",
    scope: "team",
    scopeId: "speech",
    from: before,
    ...over,
  });

  it("is a reviewer since the oldest reviewer grant that reaches the model", () => {
    expect(
      voterOn(actor, [grant({ from: after }), grant({ scope: "organisation", scopeId: "organisation" })], model)
        .reviewerSince,
    ).toEqual(before);
    expect(voterOn(actor, [grant({ scopeId: "vision" })], model).reviewerSince).toBeNull();
    expect(voterOn(actor, [], model).reviewerSince).toBeNull();
  });
  it.each(["viewer", "contributor", "maintainer", "auditor", "admin"] as const)("is none as %s", (role) => {
    expect(
      voterOn(actor, [grant({ role }), grant({ role, scope: "organisation", scopeId: "organisation" })], model)
        .reviewerSince,
    ).toBeNull();
  });
  it("of a restricted model needs a grant on it, not only on its team", () => {
    const restricted = { ...model, visibility: "restricted" } as const;
    expect(voterOn(actor, [grant({})], restricted).reviewerSince).toBeNull();
    expect(voterOn(actor, [grant({ scope: "model", scopeId: "m" })], restricted).reviewerSince).toEqual(before);
  });
});

describe("decisions", () => {
  it("each have a meaning a signature can carry, and no other text is one", () => {
    expect(decisions.map((name) => meanings[toDecision(name)])).toEqual(["approval", "review", "rejection"]);
    expect(() => toDecision("maybe")).toThrow(RangeError);
  });
});
