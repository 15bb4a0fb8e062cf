// Breaks of whose part in a version keeps them from deciding on it.

const promotion = "packages/core/src/promotion.ts";

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const makersMutations = [
  ...[
    ["edited its draft", '  "version.edited",\n', "edited its params while it was a draft"],
    ["removed something of it", '  "version.file-removed",\n', "removed a file of it, which another then sent anew"],
    ["sealed it", '  "version.sealed",\n', "sealed it"],
    [
      "sent what was removed again",
      '  "upload.begun",\n',
      "sent a file that another then removed and sent as their own",
    ],
    [
      "made a version with the same manifest",
      ", and(eq(twin.manifestDigest, v.manifestDigest), eq(twin.modelId, v.modelId)));\n  const by",
      "made another version of the model with the same manifest",
      ");\n  const by",
    ],
    [
      "first sent large bytes of it elsewhere",
      "[...sent, ...firstIn]",
      "first sent large bytes of it to a version that never entered a stage",
      "sent",
      "packages/services/src/versions/makers.ts",
    ],
  ].map(([who, find, what, replace = "", file = "packages/db/src/makers.ts"]) => ({
    area: "duties",
    guarantee: `Nobody approves a version whose content they had a hand in: who ${who}`,
    file,
    find,
    replace,
    test: "packages/services/src/promotions/makers.test.ts",
    title: `bars whoever ${what}, at the vote and in the inbox`,
  })),
  {
    area: "duties",
    guarantee: "Who began to send bytes, and did not, is not who sent them first",
    file: "packages/services/src/audit/first-sendings.ts",
    find: "isStored && isTelling",
    replace: "isTelling",
    test: "packages/services/src/promotions/first-sender.test.ts",
    title: "is not who began to send them before, nor who held a batch with them open",
  },
  {
    area: "duties",
    guarantee: "Nobody approves what a service account made that they owned then",
    file: "packages/services/src/versions/makers.ts",
    find: "      ...owners.flatMap((one) => (one ? [one.ownerId] : [])),\n",
    replace: "",
    test: "packages/services/src/promotions/makers.test.ts",
    title: "bars who owned a service account when it made something, whoever made its token and owns it now",
  },
  {
    area: "duties",
    guarantee: "Nobody approves a version whose card or lineage they wrote",
    file: promotion,
    find: '    ...bar("author", authors, "author"),\n',
    replace: "",
    test: "packages/services/src/promotions/authors.test.ts",
    title: "is not decided on by who wrote its card, nor by who answers for that account",
  },
  {
    area: "duties",
    guarantee: "Nobody approves a version whose training evaluations they recorded",
    file: promotion,
    find: '    ...bar("training-evaluator", trainers, "training-evaluator"),\n',
    replace: "",
    test: "packages/services/src/promotions/authors.test.ts",
    title: "is not decided on by who recorded its training evaluations",
  },
  {
    area: "duties",
    guarantee: "A reviewer records what validates a version, and nothing of how it was made",
    file: "packages/services/src/evaluations/record.ts",
    find: 'given.phase !== "validation"',
    replace: "false",
    test: "packages/services/src/promotions/authors.test.ts",
    title: "is told by a reviewer nothing of how it was made, only what validates it",
  },
  {
    area: "duties",
    guarantee: "A policy that comes with an upgrade makes earlier approvals count no more",
    file: "packages/services/src/promotions/facts.ts",
    find: "policy && isOpen(row) ? { ...row, ...judgedBy(policy) } : row",
    replace: "row",
    test: "packages/services/src/identity/adopt-policy.test.ts",
    title: "makes approvals of what is open count no more, saying why, and is what is then decided by",
  },
];
