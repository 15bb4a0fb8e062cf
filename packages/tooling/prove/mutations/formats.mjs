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
  {
    area: "shown",
    guarantee: "A dossier or policy of an earlier format is read as it was sealed",
    file: "packages/core/src/promotion/dossier.ts",
    find: "notes: Notes.default([])",
    replace: "notes: Notes",
    test: "packages/core/src/promotion/dossier.test.ts",
    title: "is read where it was frozen before it held schema, environment, notes, and who measured a value",
  },
  {
    area: "shown",
    guarantee: "A stored document that is not whole is refused with what it lacks, never half shown",
    file: "packages/core/src/stored-document.ts",
    find: "if (success) return data;",
    replace: "if (success || true) return (data ?? content);",
    test: "packages/core/src/promotion/dossier.test.ts",
    title: "and never half shown",
  },
  {
    area: "shown",
    guarantee: "A stored document of an unknown format is refused, saying which",
    file: "packages/core/src/stored-document.ts",
    find: "? formats[format] : undefined",
    replace: "? (formats[format] ?? formats[0]) : undefined",
    test: "packages/core/src/policy.test.ts",
    title: "saying what it lacks",
  },
];
