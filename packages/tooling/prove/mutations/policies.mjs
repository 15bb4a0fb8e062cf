// Policies as a person writes them.
const policies = "packages/core/src/policies";
const test = `${policies}/read.test.ts`;

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const policyMutations = [
  {
    area: "policies",
    isInCi: true,
    guarantee: "Every fault of a policy file is told with its line and column",
    file: `${policies}/read.ts`,
    find: "return { line: lines.length, column: lines.at(-1)!.length + 1, message };",
    replace: "return { line: 1, column: 1, message };",
    test,
    title: "a bad policy is refused with line, column and words a count of nought",
  },
  {
    area: "policies",
    guarantee: "A policy's numbers are compared as they are written, to the last digit",
    file: `${policies}/judge-metrics.ts`,
    find: "compareDecimals(value, rule[operator]!)",
    replace: "Number(value) - Number(rule[operator])",
    test,
    title: "a policy's own test fails where its rules answer otherwise",
  },
  {
    area: "policies",
    guarantee: "A policy holds nothing that YAML would fill in unseen: no anchors, aliases, tags or merge keys",
    file: `${policies}/read.ts`,
    find: "const wrong = [...syntaxFaults(document, place), ...forbidden(document, place)];",
    replace: "const wrong = [...syntaxFaults(document, place)];",
    test,
    title: "a bad policy is refused with line, column and words an anchor",
  },
  {
    area: "policies",
    guarantee: "A freeze begins and ends at times that the clocks of its zone show once",
    file: `${policies}/consistent.ts`,
    find: "if (instants.length === 1) return [];",
    replace: "return [];",
    test,
    title: "a bad policy is refused with line, column and words a time that clocks skip",
  },
  {
    area: "policies",
    guarantee: "No text makes the reader of policies fail: it answers policies, or faults that lie in the text",
    file: `${policies}/read.ts`,
    find: "const deep = tooDeep(text);",
    replace: "const deep = undefined as PolicyFault | undefined;",
    test,
    title: "a bad policy is refused with line, column and words a bomb of brackets line by line",
  },
  {
    area: "policies",
    guarantee:
      "A policy that names what a registry has not got is refused where it names it, once the registry's names are given",
    file: `${policies}/known-names.ts`,
    find: "if (name === undefined || names === undefined || names.includes(name)) return [];",
    replace: "if (name === undefined || names === undefined || names.length > 0) return [];",
    test,
    title: "names are held against the names of a registry an unknown group is refused wherever it is named",
  },
  {
    area: "policies",
    guarantee: "A ticket pattern has at most two parts of open length, so that matching stays short",
    file: `${policies}/consistent.ts`,
    find: "?.slice(2).length",
    replace: "?.slice(20).length",
    test,
    title: "a bad policy is refused with line, column and words a ticket of many open parts",
  },
  {
    area: "policies",
    guarantee: "A measured value that is no number fails a metric rule",
    file: `${policies}/judge-metrics.ts`,
    find: "if (!isDecimalInRange(value)) return false;",
    replace: 'if (!isDecimalInRange(value)) return rule.missing === "pass";',
    test,
    title: "a value that is no number fails, a missing one as the rule says",
  },
];
