// Objections: what holds a promotion back, who may dismiss one, and what that person's approval is then worth.
import { codesOf } from "../testing/codes-of.ts";
import { describe, expect, it } from "vitest";
import { whoMayApprove } from "../headline.ts";
import { ruleOf, twoPerson } from "../policy.ts";
import { objectionsTo, promotionActions, mayDismiss, type Voter } from "../promotion.ts";
import { evaluate, waitingFor } from "./evaluate.ts";
import type { Decision } from "./states.ts";
import { asked as promotion } from "../testing/asked.ts";
import { vote } from "../testing/cast.ts";
import { digests } from "../testing/digests.ts";

const cast = (voterId: string, decision: Decision, dismissedBy: string | null = null) => ({
  voterId,
  decision,
  digests,
  dismissedBy,
});
const needing = (approvals: number) => ({
  ...twoPerson,
  stages: { ...twoPerson.stages, production: { ...ruleOf(twoPerson, "production"), approvals } },
});
const person = (id: string): Voter => ({ id, kind: "person", answerableId: id, reviewerSince: new Date(0) });
const approve = { decision: "approve", seen: digests } as const;

describe("an objection", () => {
  it("is followed into the next request, until its author votes there or somebody dismisses it", () => {
    const asked = { ...promotion, carried: [cast("hana", "request-changes")] };
    expect(vote(asked, person("rita"), approve)).toMatchObject({ state: "open" });
    expect(vote(asked, person("hana"), approve)).toMatchObject({ state: "executed" });
    const dismissed = { ...promotion, carried: [cast("hana", "request-changes", "rolf")] };
    expect(vote(dismissed, person("rita"), approve)).toMatchObject({ state: "executed" });
  });

  it("may be dismissed by another who may vote, not by its author, the requester or an uploader", () => {
    const objected = { ...promotion, votes: [cast("hana", "request-changes")] };
    const [objection] = objectionsTo(objected);
    const why = (who: Voter) => codesOf(mayDismiss(objected, who, objection));
    expect(why(person("rita"))).toEqual([]);
    expect(why(person("hana"))).toEqual(["objection_is_yours"]);
    expect(why(person("ada"))).toEqual(["voter_is_requester", "voter_is_uploader"]);
    expect(why({ ...person("rita"), reviewerSince: null })).toEqual(["voter_not_reviewer"]);
    expect(codesOf(mayDismiss(promotion, person("rita"), undefined))).toEqual(["objection_not_standing"]);
    expect(promotionActions(objected, person("rita")).availableActions).toContain("dismiss");
    expect(promotionActions(objected, person("hana")).availableActions).not.toContain("dismiss");
  });

  it("once dismissed holds nothing back, and a new one of the same author does again", () => {
    const votes = [cast("hana", "request-changes", "rolf")];
    expect(objectionsTo({ votes, carried: [] })).toEqual([]);
    expect(objectionsTo({ votes: [...votes, cast("hana", "request-changes")], carried: [] })).toHaveLength(1);
  });
});

describe("whoever dismissed an objection", () => {
  const dismissed = { ...promotion, votes: [cast("hana", "request-changes", "rolf")] };

  it("does not give the approval that completes the rule, unless nobody else may vote", () => {
    expect(vote(dismissed, person("rolf"), approve)).toEqual({ ok: true, state: "open", isExecuted: false });
    expect(vote(dismissed, person("rita"), approve)).toMatchObject({ state: "executed" });
    expect(vote(dismissed, person("rolf"), { ...approve, isAlone: true })).toMatchObject({ state: "executed" });
  });

  it("may approve before another completes it, and is waited for no more", () => {
    const two = { ...dismissed, policy: needing(2) };
    expect(vote(two, person("rolf"), approve)).toMatchObject({ state: "open" });
    const approved = { ...two, votes: [...two.votes, cast("rolf", "approve")] };
    expect(vote(approved, person("rita"), approve)).toMatchObject({ state: "executed" });
    expect(waitingFor(approved)).toBe("an approval by a reviewer who dismissed no objection");
    expect(whoMayApprove(approved, ["hana", "rita", "rolf"].map(person)).map(({ id }) => id)).toEqual(["hana", "rita"]);
  });

  it("leaves it to an earlier approver to complete it by voting once more, where the count is full", () => {
    const full = {
      ...dismissed,
      policy: needing(2),
      votes: [cast("rita", "approve"), ...dismissed.votes, cast("rolf", "approve")],
    };
    expect(whoMayApprove(full, ["rita", "rolf"].map(person)).map(({ id }) => id)).toEqual(["rita"]);
    expect(vote(full, person("rita"), approve)).toMatchObject({ state: "executed" });
    expect(evaluate(full.policy, full).map(({ status }) => status)).toEqual(["waiting", "passed", "passed"]);
  });

  it("is free again once the objector votes", () => {
    const relented = { ...dismissed, policy: needing(2), votes: [...dismissed.votes, cast("hana", "approve")] };
    expect(vote(relented, person("rolf"), approve)).toMatchObject({ state: "executed" });
  });
});
