// What a reviewer is told before deciding, and what whoever asks again has to say.
const services = "packages/services/src";

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const reviewMutations = [
  {
    area: "reviews",
    isInCi: true,
    guarantee: "An earlier rejection of the same content is told to whoever decides again",
    file: `${services}/promotions/get.ts`,
    find: "content: contentOf(row), below: row.number",
    replace: "content: contentOf(row), below: 0",
    test: `${services}/promotions/earlier.test.ts`,
    title: "tells the reviewer of an earlier rejection of the same digest, though by another version",
  },
  {
    area: "reviews",
    guarantee: "Asking again for content that was objected to takes what changed",
    file: `${services}/promotions/request.ts`,
    find: "orThrow(mayAskAgain({ earlier, answers }));",
    replace: "",
    test: `${services}/promotions/earlier.test.ts`,
    title: "refuses to ask again for content that was rejected without saying what changed",
  },
  {
    area: "reviews",
    guarantee: "No number of later requests buries an objection",
    file: "packages/db/src/earlier-promotions.ts",
    find: ".orderBy(desc(isObjectedTo), desc(p.number))\n    .limit(limit);",
    replace: ".orderBy(desc(p.number))\n    .limit(limit);",
    test: `${services}/promotions/earlier.test.ts`,
    title: "shows objections first, however many requests were made and withdrawn since",
  },
  {
    area: "reviews",
    guarantee: "A missing evaluation, card or tier is said in every row of the inbox",
    file: `${services}/promotions/summary.ts`,
    find: "missing: missingEvidence({",
    replace: "missing: [], ...({",
    test: `${services}/promotions/earlier.test.ts`,
    title: "says in every row of the inbox what is missing and what was objected to, in as many statements",
  },
  {
    area: "reviews",
    guarantee: "A dossier names no model its reader may not see",
    file: `${services}/promotions/lineage-shown.ts`,
    find: "const isHiddenBase = line.kind",
    replace: "const isHiddenBase = false && line.kind",
    test: `${services}/promotions/review-page.test.ts`,
    title: "names no base version whose model its reader may no longer see",
  },
  {
    area: "reviews",
    guarantee: "The timeline says what made votes stale",
    file: `${services}/promotions/timeline.ts`,
    find: "if (by.has(leaf.id)) return before.length > 0;",
    replace: "",
    test: `${services}/promotions/review-page.test.ts`,
    title: "tells in the timeline what changed since it was asked for, and which of it made votes stale",
  },
];
