// Whether anybody could approve a version, asked when it is registered: its reviewers may all have a hand in it.
import type { Reason } from "../kernel/view.ts";
import { inList } from "../lists.ts";
import { ruleOf, type PolicyDocument } from "../policy.ts";
import { barredFor, type Involvement, type Part } from "../promotion.ts";
import type { Stages } from "../stage.ts";

type Reviewer = { readonly id: string; readonly name: string };
type Asked = {
  readonly stages: Stages;
  readonly policy: PolicyDocument;
  readonly reviewers: readonly Reviewer[];
  readonly involved: Involvement;
};

/**
 * A warning where those who made or described the version leave too few reviewers for a stage that takes votes. Says nothing
 * where there were too few anyway.
 */
export function whyNotApprovable({ stages: known, policy, reviewers, involved }: Asked): readonly Reason[] {
  const voter = ({ id }: Reviewer) => ({ id, answerableId: id });
  const stages = known.names.flatMap((stage) => {
    const rule = ruleOf(policy, stage);
    const barred = reviewers.flatMap((one) => {
      const [bar] = barredFor(rule, involved, voter(one));
      return bar ? [{ ...one, ...bar }] : [];
    });
    const isLeft = reviewers.length - barred.length >= rule.approvals;
    return isLeft || reviewers.length < rule.approvals ? [] : [{ stage, barred, approvals: rule.approvals }];
  });
  const [first] = stages;
  if (!first) return [];
  const where = inList(
    stages.map(({ stage }) => stage),
    "or",
  );
  return [
    {
      code: "nobody_could_approve",
      message: `nobody can approve this version for ${where}: ${whose(reviewers, first)}. Give another person the reviewer role, or push and describe it with another account`,
    },
  ];
}

const deeds = {
  uploader: { own: "sends it", behind: "answers for the account that sends it" },
  author: { own: "wrote its card or lineage", behind: "answers for the account that wrote its card or lineage" },
  "training-evaluator": {
    own: "recorded its training evaluations",
    behind: "answers for the account that recorded its training evaluations",
  },
} as const satisfies Record<Part, object>;

type Barred = Reviewer & { readonly part: Part; readonly isOwn: boolean };
type Short = { readonly approvals: number; readonly barred: readonly Barred[] };
function whose(reviewers: readonly Reviewer[], { approvals, barred }: Short): string {
  const [only] = barred;
  if (only && reviewers.length === 1)
    return `${only.name} is the only reviewer and ${deeds[only.part][only.isOwn ? "own" : "behind"]}`;
  if (barred.length === reviewers.length)
    return `${named(reviewers)} are its reviewers, and each has a part in it or answers for an account that does`;
  const free = reviewers.filter(({ id }) => !barred.some((one) => one.id === id));
  return `it takes ${approvals} approvals, and of its reviewers only ${named(free)} ${free.length === 1 ? "has" : "have"} no part in it`;
}

const shown = 5;
const named = (people: readonly Reviewer[]): string => {
  const names = people.slice(0, shown).map(({ name }) => name);
  const more = people.length - names.length;
  return inList(more > 0 ? [...names, `${more} more`] : names, "and");
};
