// What a promotion and its votes keep beside the decision.
const rows = { area: "reviews", test: "packages/services/src/promotions/rows.test.ts" };

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const promotionRowMutations = [
  {
    ...rows,
    guarantee: "A ticket holds no secret",
    file: "packages/core/src/promotion/target.ts",
    find: "line(200).superRefine(refuseSecrets)",
    replace: "line(200)",
    title: "refuses a ticket that holds a secret, is too long, no line or empty",
  },
  {
    ...rows,
    guarantee: "A promotion says who let its version in, and when",
    file: "packages/services/src/promotions/execute.ts",
    find: "executedBy: actor.id",
    replace: "executedBy: id",
    title: "says when its rule was met and who let the version in",
  },
  {
    ...rows,
    guarantee: "A promotion's stage and its targets say the same",
    file: "packages/services/src/promotions/request.ts",
    find: 'targets: [{ kind: "stage", name: stage }],',
    replace: 'targets: [{ kind: "stage", name: "archived" }],',
    title: "keeps the ticket it was asked for under",
  },
  {
    ...rows,
    guarantee: "A vote keeps the role it was cast by, and through which group",
    file: "packages/core/src/promotion/capacity.ts",
    find: "groupId: groupId ?? null,",
    replace: "groupId: null,",
    title: "keeps the role it was cast by, where it is held and through which group",
  },
  {
    ...rows,
    guarantee: "A vote names its voter's vote before it",
    file: "packages/services/src/promotions/vote.ts",
    find: "votes.findLast(({ voterId }) => voterId === actor.id)?.id ?? null",
    replace: "votes.at(-1)?.id ?? null",
    title: "names the voter's vote before it on the same promotion, and nobody else's",
  },
  {
    ...rows,
    guarantee: "Only an approval has conditions",
    file: "packages/services/src/promotions/vote.ts",
    find: 'decision === "approve" || conditions.length === 0',
    replace: "conditions.length <= 10",
    title: "takes conditions with an approval only, at most ten lines of 500",
  },
  {
    ...rows,
    guarantee: "An executed promotion of before says who let it in as its entry says",
    file: "packages/db/migrations/sqlite/0026_promotion_rows.sql",
    find: "ORDER BY vote.created_at DESC, vote.id DESC LIMIT 1), requester_id)",
    replace: "ORDER BY vote.created_at DESC, vote.id DESC LIMIT 0), requester_id)",
    test: "packages/services/src/audit/kept-registries.test.ts",
    title: "says of what was executed the same as the entry of then",
  },
];
