// An objection: how long it holds a promotion back, who may dismiss it, and what that costs.
const services = "packages/services/src";
const objection = { area: "reviews", test: `${services}/promotions/dismiss.test.ts` };

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const objectionMutations = [
  {
    ...objection,
    guarantee: "An objection stands until its author votes again or another dismisses it",
    file: "packages/core/src/promotion.ts",
    find: "&& objectionsTo(promotion).length === 0;",
    replace: ";",
    title: "holds the promotion back until another reviewer dismisses it with a reason, in an act of its own",
  },
  {
    ...objection,
    guarantee: "Nobody dismisses an objection of their own",
    file: "packages/core/src/promotion.ts",
    find: "else if (objection.voterId === voter.id)",
    replace: "else if (false)",
    title: "is dismissed by nobody who may not vote here, nor by its author, nor twice",
  },
  {
    ...objection,
    guarantee: "Only who may vote on a promotion dismisses an objection to it",
    file: "packages/core/src/promotion.ts",
    find: "const reasons = [...whyNotVote(promotion, voter)];",
    replace: "const reasons: Reason[] = [];",
    title: "is dismissed by nobody who may not vote here, nor by its author, nor twice",
  },
  {
    ...objection,
    guarantee: "Whoever dismissed an objection does not complete the rule while another may vote",
    file: "packages/core/src/promotion.ts",
    find: "(ballot.isAlone === true || !dismissersIn(promotion).has(voter.id))",
    replace: "true",
    title: "once dismissed is not completed by the approval of who dismissed it, while another may vote",
  },
  {
    ...objection,
    guarantee: "Completing alone after dismissing an objection is marked",
    file: `${services}/promotions/vote.ts`,
    find: "outcome.isExecuted && isDismisser",
    replace: "false",
    title: "is completed by who dismissed it where nobody else is eligible, and that is marked",
  },
  {
    ...objection,
    guarantee: "An objection follows a request that was closed into the next for the version",
    file: "packages/db/src/dismissals.ts",
    find: 'decision === "request-changes" && state !== "executed"',
    replace: "false",
    title: "follows a withdrawn request into the next one for the version, until its author agrees there",
  },
  {
    ...objection,
    guarantee: "Whoever objected is told that it was dismissed, by whom and why",
    file: "packages/db/src/dismissals.ts",
    find: "eq(d.objectorId, objectorId),",
    replace: "eq(d.dismisserId, objectorId),",
    title: "once dismissed is told to its author, with who and why, until the author votes there again",
  },
  {
    ...objection,
    guarantee: "A vote rests on no dismissal that only SQL knows of",
    file: "packages/db/src/governed/behind.ts",
    find: '...as("dismissals", dismissals),',
    replace: "",
    test: `${services}/audit/said.test.ts`,
    title: "is refused on an objection dismissed by SQL alone",
  },
  {
    area: "duties",
    guarantee: "Who dismissed an objection on one request does not complete another for the version",
    file: "packages/services/src/promotions/facts.ts",
    find: "dismissal && (isOpen(row) || dismissal.promotionId === row.id)",
    replace: "dismissal && dismissal.promotionId === row.id",
    test: "packages/services/src/promotions/dismiss.test.ts",
    title: "dismissed on one of two open requests leaves the other's completion to somebody else too",
  },
];
