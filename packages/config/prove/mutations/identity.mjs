// Breaks of what keeps accounts, tokens and secrets: who may be sent where, what a token may do, what is said of whom.

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const identityMutations = [
  {
    area: "requests",
    guarantee: "Nobody is sent to another site",
    file: "apps/web/src/same-origin-path.ts",
    find: "\\/\\/|\\/\\.{1,2}",
    replace: "never",
    test: "apps/web/src/same-origin-path.test.ts",
    title: "answers only what stays on this origin, whatever it is given",
  },
];
