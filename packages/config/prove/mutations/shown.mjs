// Breaks of what views hold against the log before they show it.

const services = "packages/services/src";
const named = "is named by every view that shows it";

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const shownMutations = [
  {
    area: "log",
    guarantee:
      "The pages of a promotion, a model and its history name every row that the log contradicts, also one that is gone",
    file: `${services}/audit/contradictions.ts`,
    find: "[...rows, ...(await goneFrom(reader, places))]",
    replace: "[...rows]",
    test: `${services}/audit/contradictions.test.ts`,
    title: `${named}: a vote that is gone`,
  },
  {
    area: "log",
    guarantee: "A row that is shown and that no entry tells of is named",
    file: `${services}/audit/contradictions.ts`,
    find: "if (entry === undefined) return row && isTold ?",
    replace: "if (entry === undefined) return row && !isTold ?",
    test: `${services}/audit/contradictions.test.ts`,
    title: `${named}: a vote nobody cast`,
  },
  {
    area: "log",
    guarantee: "What is personal in a row that is shown is held against the log too",
    file: `${services}/audit/contradictions.ts`,
    find: "salt: saltOfRow(salts.get(entry), { table, id })",
    replace: "salt: undefined",
    test: `${services}/audit/contradictions.test.ts`,
    title: `${named}: another printed name`,
  },
  {
    area: "log",
    guarantee: "A row that is shown and contradicts the log raises one alarm, until it is as the log says again",
    file: `${services}/audit/contradictions.ts`,
    find: "if (known.has(keyOf({ table, id }))) continue;",
    replace: "",
    test: `${services}/audit/contradictions.test.ts`,
    title: "names the entry, and raises one alarm for each row until it is as the log says again",
  },
];
