// Breaks of what views hold against the log before they show it.

const services = "packages/services/src";
const told = "is shown as the log has it by every view";
const named = "is named by every view that shows it";

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const shownMutations = [
  {
    area: "log",
    guarantee:
      "The pages of a promotion, a model and its history name every row that the log contradicts, also one that is gone",
    file: `${services}/audit/contradictions.ts`,
    find: '...told.filter(({ table }) => table !== "occupancies"),',
    replace: "",
    test: `${services}/audit/contradictions.test.ts`,
    title: `${named}: a vote that is gone`,
  },
  {
    area: "log",
    guarantee: "A row that is shown and that no entry tells of is named",
    file: `${services}/audit/contradictions.ts`,
    find: 'one.standing === "untold" && isTold &&',
    replace: 'one.standing === "untold" && !isTold &&',
    test: `${services}/audit/contradictions.test.ts`,
    title: `${named}: a vote nobody cast`,
  },
  {
    area: "log",
    guarantee: "What is personal in a row that is shown is held against the log too",
    file: `${services}/audit/standing.ts`,
    find: "salt: saltOfRow(salts.get(entry), { table, id })",
    replace: "salt: undefined",
    test: `${services}/audit/contradictions.test.ts`,
    title: `${named}: another printed name`,
  },
  {
    area: "log",
    guarantee: "A row that is shown and contradicts the log raises one alarm, until it is as the log says again",
    file: `${services}/audit/contradictions.ts`,
    find: "if (known.has(keyOf(one))) continue;",
    replace: "",
    test: `${services}/audit/contradictions.test.ts`,
    title: "names the entry, and raises one alarm for each row until it is as the log says again",
  },
  {
    area: "log",
    guarantee: "A page holds its rows against what the process read of the log, not against the index beside it",
    file: `${services}/audit/contradictions.ts`,
    find: "const entries = await logForReads(house);",
    replace: "const entries = undefined;",
    test: `${services}/audit/contradictions.test.ts`,
    title: `${named}: a decision turned back, with what the index says of it`,
  },
  {
    area: "log",
    guarantee: "What nobody asked for, and a condition nobody gave, are named on the promotion's page",
    file: `${services}/audit/contradictions.ts`,
    find: "for (const key of there.keys()) if (!asked.has(key)) asked.set(key, placeIn(key));",
    replace: "",
    test: `${services}/audit/contradictions.test.ts`,
    title: `${named}: one more thing asked for`,
  },
  {
    area: "log",
    guarantee: "The pages of a promotion, a model and its history show what the log says where a row was edited",
    file: `${services}/audit/shown-as-told.ts`,
    find: "laidOver([...all.values()])",
    replace: "[]",
    test: `${services}/audit/contradictions.test.ts`,
    title: `${told}: another stage asked for`,
  },
  {
    area: "log",
    guarantee: "A vote, a stay or a condition that no entry tells of is left out of what is shown",
    file: `${services}/audit/shown-as-told.ts`,
    find: "return row && belonging.has(table) ? null : undefined;",
    replace: "return undefined;",
    test: `${services}/audit/contradictions.test.ts`,
    title: `${told}: a vote nobody cast`,
  },
  {
    area: "log",
    guarantee: "A stay that somebody deleted is shown, as its entry has it",
    file: `${services}/audit/shown-as-told.ts`,
    find: "if (!row) return columnsKept(table, told);",
    replace: "if (!row) return undefined;",
    test: `${services}/audit/contradictions.test.ts`,
    title: `${told}: a stay that is gone`,
  },
  {
    area: "log",
    guarantee: "A page freezes no dossier of what the log contradicts",
    file: `${services}/promotions/dossier.ts`,
    find: "...(await rowsBehindVersion(tx, locked)),",
    replace: "",
    test: `${services}/audit/contradictions.test.ts`,
    title: `${told}: another tier`,
  },
  {
    area: "log",
    guarantee: "Of what an entry holds by digest alone no value is named as the log's",
    file: `${services}/audit/shown-as-told.ts`,
    find: 'isColumnTold(table, column) === "plain" ? canonicalJson(value ?? null) : null',
    replace: "canonicalJson(value ?? null)",
    test: `${services}/audit/contradictions.test.ts`,
    title: "names the entry, and raises one alarm for each row until it is as the log says again",
  },
];
