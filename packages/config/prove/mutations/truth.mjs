// Breaks of what holds the tables against the log: rows told in entries, the comparison, acts and reads that follow the log.

const services = "packages/services/src";
const edited =
  "are what it says, until somebody edits a row with SQL: each edit is found, with the entry it contradicts";

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const truthMutations = [
  {
    area: "log",
    guarantee: "A governed row that was edited with SQL is named, with the entry it contradicts",
    file: `${services}/audit/compare-rows.ts`,
    find: "if (digestOf(`${table}/${id}`, told, word.salt) === word.digest) return undefined;",
    replace: "if (word.digest) return undefined;",
    test: `${services}/audit/compare-rows.test.ts`,
    title: edited,
  },
  {
    area: "log",
    guarantee: "A governed row that was put there with SQL is named",
    file: `${services}/audit/compare-rows.ts`,
    find: "if (!word?.columns) return",
    replace: "if (!word?.columns) return undefined;\n  if (!word.columns) return",
    test: `${services}/audit/compare-rows.test.ts`,
    title: edited,
  },
  {
    area: "log",
    guarantee: "An act tells of every governed row it writes",
    file: `${services}/audit/tell-rows.ts`,
    find: 'act?.outcome === "success" ? partsOf',
    replace: "!act ? partsOf",
    test: `${services}/command.test.ts`,
    title:
      "adds to an act the rows it wrote, the lock of the head, the leaf, its rows and the moved head, and a node where one is completed",
  },
  {
    area: "log",
    guarantee: "The log and every governed row are checked after a start and every night, by one process of a registry",
    file: `${services}/audit/check-by-itself.ts`,
    find: "if (ended.getTime() < lastNightBefore(now)) return true;",
    replace: "",
    test: `${services}/audit/check-by-itself.test.ts`,
    title: "is made after a start and every night, and once between all processes",
  },
  {
    area: "log",
    guarantee:
      "Whoever may read the log sees the last check, and of each kind of row the first at fault beside its entry",
    file: `${services}/audit/compare-rows.ts`,
    find: "const known = first.get(`${fault.table} ${fault.fault}`);",
    replace: 'const known = first.get([...first.keys()].find((key) => key.startsWith(`${fault.table} `)) ?? "");',
    test: `${services}/audit/integrity.test.ts`,
    title: "names of each kind the first row at fault with its entry, column by column, until it is as recorded again",
  },
  {
    area: "log",
    guarantee: "What is personal in a row that contradicts the log is not shown to who reads the log",
    file: `${services}/audit/said.ts`,
    find: "from && !isPersonal(table, name) ?",
    replace: "from ?",
    test: `${services}/audit/integrity.test.ts`,
    title: "shows of what is personal that it differs, and neither text nor digest",
  },
  {
    area: "log",
    guarantee: "A log whose end is damaged while the server runs takes no further entry",
    file: `${services}/audit/check-by-itself.ts`,
    find: "if (!result.isOk && !house.freeze.because) await assertLogIntact(house);",
    replace: "",
    test: `${services}/audit/check-by-itself.test.ts`,
    title: "freezes a log whose end was damaged while the server ran",
  },
  {
    area: "log",
    guarantee: "A registry whose log is damaged stays ready for who reads, and says so",
    file: "packages/api/src/http/well-known.ts",
    find: "reason: freeze.because, check });",
    replace: "reason: freeze.because, check }, 503);",
    test: "packages/api/src/health.test.ts",
    title: "stays ready for who reads once the log is frozen, says so, and takes no act",
  },
  {
    area: "log",
    guarantee: "An upgrade tells of no row that the log contradicts",
    file: `${services}/audit/tell-migrated.ts`,
    find: '(isNew && standing === "untold")',
    replace: 'standing === "untold"',
    test: `${services}/audit/kept-registries.test.ts`,
    title: "still shows what was edited before the upgrade: an upgrade tells of no row that the log contradicts",
  },
  {
    area: "log",
    guarantee: "Nobody votes on what the log contradicts",
    file: `${services}/promotions/vote.ts`,
    find: "...(await rowsBehindPromotion(tx, subject.id)),",
    replace: "",
    test: `${services}/audit/said.test.ts`,
    title: "is refused on a vote turned round, and the refusal is an entry",
  },
  {
    area: "log",
    guarantee: "Who holds an exclusive stage is what the log says, whatever a row does",
    file: `${services}/versions/resolve.ts`,
    find: "if (!said || said.versionId === referred.versionId) return referred;",
    replace: "if (said || !said) return referred;",
    test: `${services}/audit/said.test.ts`,
    title: "answers what the log says, with an alarm, where the row of production is pointed elsewhere",
  },
];
