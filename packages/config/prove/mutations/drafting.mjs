// Breaks of the page on which a draft is filled: what it reads from files, and when it calls a draft ready.

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const draftingMutations = [
  {
    area: "shown",
    guarantee: "Which way a metric from a file is better is never guessed: where nobody says it, its person is asked",
    file: "apps/web/src/features/drafting/evaluation-input.ts",
    find: "return known && { direction: known.direction",
    replace: 'return { direction: known?.direction ?? "higher"',
    test: "apps/web/src/features/drafting/evaluation-input.test.ts",
    title: "a direction is nobody where nobody said",
  },
  {
    area: "shown",
    guarantee:
      "A draft is not called ready while a file of it is on the way, paused, refused or failed, or typed text is unsent",
    file: "apps/web/src/features/drafting/not-yet.ts",
    find: '...(counts.refused > 0 ? [`${named(files, "refused")} refused`] : []),',
    replace: "",
    test: "apps/web/src/features/drafting/not-yet.test.ts",
    title: "a draft says in words what it lacks",
  },
];
