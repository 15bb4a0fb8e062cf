// Whether anybody could approve a version, asked when it is registered: its reviewers may all have a hand in it.
import type { Reason } from "../errors.ts";
import { inList } from "../lists.ts";
import type { PolicyDocument } from "../policy.ts";
import { makingOf, type Uploader } from "../promotion.ts";
import { stageNames } from "../stage.ts";

type Reviewer = { readonly id: string; readonly name: string };
type Asked = {
  readonly policy: PolicyDocument;
  readonly reviewers: readonly Reviewer[];
  readonly uploaders: readonly Uploader[];
};

/**
 * A warning where what these accounts put in leaves too few reviewers for a stage that takes votes. Says nothing where there
 * were too few anyway: that is not of its making.
 */
export function whyNotApprovable({ policy, reviewers, uploaders }: Asked): readonly Reason[] {
  const voter = ({ id }: Reviewer) => ({ id, answerableId: id });
  const stages = stageNames.flatMap((stage) => {
    const rule = policy.stages[stage];
    const hands = reviewers.map((one) => ({ ...one, ...makingOf(rule, uploaders, voter(one)) }));
    const barred = hands.filter(({ isMaker, isBehindMaker }) => isMaker || isBehindMaker);
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
      message: `nobody can approve this version for ${where}: ${whose(reviewers, first)}. Give another person the reviewer role, or push with another account`,
    },
  ];
}

type Short = { readonly approvals: number; readonly barred: readonly (Reviewer & { readonly isMaker: boolean })[] };
function whose(reviewers: readonly Reviewer[], { approvals, barred }: Short): string {
  const [only] = barred;
  if (only && reviewers.length === 1)
    return `${only.name} is the only reviewer and ${only.isMaker ? "sends it" : "answers for the account that sends it"}`;
  if (barred.length === reviewers.length)
    return `${named(reviewers)} are its reviewers, and each sends it or answers for the account that does`;
  const free = reviewers.filter(({ id }) => !barred.some((one) => one.id === id));
  return `it takes ${approvals} approvals, and of its reviewers only ${named(free)} neither ${free.length === 1 ? "sends" : "send"} it nor ${free.length === 1 ? "answers" : "answer"} for the account that does`;
}

const shown = 5;
const named = (people: readonly Reviewer[]): string => {
  const names = people.slice(0, shown).map(({ name }) => name);
  const more = people.length - names.length;
  return inList(more > 0 ? [...names, `${more} more`] : names, "and");
};
