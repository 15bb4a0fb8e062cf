// Breaks of what lasts: documents and entries that were stored once must be read for good.

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const formatMutations = [
  {
    area: "log",
    guarantee: "An entry that an earlier Chancery wrote still parses, and says what it said",
    file: "packages/core/src/audit/acts/promotion.ts",
    find: "data: shape(requested),",
    replace: "data: shape({ ...requested, answers: id.nullable() }),",
    test: "packages/core/src/audit/tell.test.ts",
    title: "reads as it did when it was written",
  },
  {
    area: "log",
    guarantee: "A population of acts holds every act of its class and no other",
    file: "packages/services/src/audit/entry-filter.ts",
    find: "kinds: filter.class && actsOfClass(filter.class),",
    replace: "kinds: undefined,",
    test: "packages/services/src/audit/evidence.test.ts",
    title: "draws a population by its class, and says which",
  },
];
