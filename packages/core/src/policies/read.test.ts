import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leftOutOfTests, passesMetric, runPolicyTests } from "./judge-metrics.ts";
import { policyJsonSchema } from "./language.ts";
import { maxPolicyLength, readPolicies } from "./read.ts";
import { policyInWords } from "./words.ts";

const guide = readFileSync(new URL("../../../../docs/guides/policies.md", import.meta.url), "utf8");
const worked = [...guide.matchAll(/```yaml\n([^]*?)```/g)].map(([, text]) => text!);
const read = (text: string) => {
  const reading = readPolicies(text);
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.policies;
};

describe("the policies of the guide", () => {
  it("all read, say their rules in words and pass their own tests", () => {
    expect(worked.length).toBeGreaterThanOrEqual(2);
    for (const policy of worked.flatMap(read)) {
      expect(policyInWords(policy).length).toBeGreaterThan(1);
      expect(runPolicyTests(policy).filter(({ ok }) => !ok)).toEqual([]);
    }
    expect(read(worked[0]!).map(({ name }) => name)).toEqual(["eu-high", "two-person"]);
  });
  it("keep decimals as they are written, and say the rule in words", () => {
    const [first] = read(worked[0]!);
    expect(first!.metrics![0]![">="]).toBe("0.80");
    expect(policyInWords(first!)).toContain(
      "auc on holdout is at least 0.80, counting the worst measurement; a missing value fails.",
    );
  });
});

const head = "name: a\napplies: { stages: [production] }\n";
const freezing = (from: string, to: string, zone = "Europe/Berlin") =>
  `${head}freeze: [{ from: ${from}, to: ${to}, zone: ${zone} }]`;
const routine = (within: string) =>
  `${head}routine: { when: same-schema-params-code, within: ${within}, of: last-full-review, approvals: [{ group: g, count: 1 }], at-most: 4 in 120d }`;
const bad: readonly (readonly [what: string, text: string, line: number, column: number, message: RegExp])[] = [
  ["an empty file", "", 1, 1, /holds no policy/],
  ["a bare word", "hello", 1, 1, /must be a policy/],
  ["a list", "- a", 1, 1, /must be a policy/],
  ["no name", "applies: { stages: [production] }", 1, 1, /`name` is missing/],
  ["no stages", "name: a\napplies: {}", 2, 10, /`stages` is missing/],
  ["a key twice", `${head}mode: block\nmode: warn`, 4, 1, /given twice/],
  ["an unknown key", `${head}quorum: 2`, 3, 1, /`quorum` is not a key of a policy/],
  ["an unknown mode", `${head}mode: maybe`, 3, 7, /`mode` must be one of observe, warn, block/],
  [
    "a count of nought",
    `${head}approvals:\n  - { group: g, count: 0 }`,
    4,
    24,
    /`count` must be a whole number of 1 or more/,
  ],
  [
    "a count in words",
    `${head}approvals:\n  - { group: g, count: two }`,
    4,
    24,
    /`count` must be a whole number of 1 or more/,
  ],
  [
    "a quoted count",
    `${head}approvals:\n  - { group: g, count: "2" }`,
    4,
    24,
    /`count` must be a whole number of 1 or more/,
  ],
  [
    "half a person",
    `${head}approvals:\n  - { group: g, count: 1.5 }`,
    4,
    24,
    /`count` must be a whole number of 1 or more/,
  ],
  ["no count", `${head}approvals:\n  - { group: g }`, 4, 5, /`count` is missing/],
  ["a group and a role", `${head}approvals:\n  - { group: g, role: reviewer, count: 1 }`, 4, 5, /a group or a role/],
  [
    "an unknown part",
    `${head}approvals:\n  - { group: g, count: 1, covers: [weights] }`,
    4,
    36,
    /must be one of manifest/,
  ],
  ["an anchor", `${head}owner: &o risk`, 3, 11, /anchors/],
  ["an alias", `${head}owner: &o risk\nticket: *o`, 4, 9, /aliases/],
  ["a merge key", `${head}<<: { mode: warn }`, 3, 1, /merge keys/],
  ["a tag", `${head}owner: !js/function x`, 3, 8, /tag/],
  ["a standard tag", `${head}owner: !!str x`, 3, 14, /tags/],
  ["a NaN threshold", `${head}metrics:\n  - { metric: auc, ">=": .nan }`, 4, 26, /decimal number/],
  ["an exponent", `${head}metrics:\n  - { metric: auc, ">=": 1e9 }`, 4, 26, /decimal number/],
  ["two comparisons", `${head}metrics:\n  - { metric: auc, ">=": 1, "<": 2 }`, 4, 5, /must compare once/],
  ["no comparison", `${head}metrics:\n  - { metric: auc }`, 4, 5, /must compare once/],
  [
    "a margin without an incumbent",
    `${head}metrics:\n  - { metric: auc, ">=": 1, margin: 0.1 }`,
    4,
    5,
    /takes `margin`/,
  ],
  ["a month", `${head}valid: 1m`, 3, 8, /duration such as 30d/],
  ["a deadline to nobody", `${head}deadline: { after: 1d, then: escalate }`, 3, 11, /must name `to`/],
  [
    "a freeze that ends first",
    `${head}freeze: [{ from: 2027-01-04T06:00, to: 2026-12-18T18:00, zone: Europe/Berlin }]`,
    3,
    10,
    /end after/,
  ],
  [
    "a zone that is none",
    freezing("2026-12-18T18:00", "2027-01-04T06:00", "Berlin"),
    3,
    64,
    /`zone` must be a time zone/,
  ],
  ["a day that no calendar has", freezing("2027-02-29T18:00", "2027-03-04T06:00"), 3, 18, /day of the calendar/],
  ["a time that clocks skip", freezing("2027-03-28T02:30", "2027-04-04T06:00"), 3, 18, /Europe\/Berlin skip this time/],
  ["a time that clocks repeat", freezing("2027-10-01T02:30", "2027-10-31T02:30"), 3, 40, /Berlin repeat this time/],
  ["an evaluation of no id", `${head}metrics:\n  - { metric: auc, on: holdout, ">=": 1 }`, 4, 24, /not holdout/],
  [
    "a test of no rule",
    `${head}tests:\n  - { given: { auc: 1 }, expect: passed }`,
    4,
    21,
    /one of this policy's rules/,
  ],
  [
    "a group twice",
    `${head}approvals:\n  - { group: g, count: 1 }\n  - { group: g, count: 2 }`,
    5,
    14,
    /one rule for g/,
  ],
  ["a check twice", `${head}checks: [{ name: scan }, { name: scan }]`, 3, 34, /one rule for scan/],
  ["a lineage that asks for nothing", `${head}lineage: { when: { kinds: [files] } }`, 3, 10, /at least one of commit/],
  ["a ticket with groups", `${head}ticket: "(a+)+"`, 3, 9, /pattern without brackets/],
  ["a ticket that is no pattern", `${head}ticket: "CHG[0-9"`, 3, 9, /pattern without brackets/],
  ["a ticket of many open parts", `${head}ticket: "a*a*a*a*b"`, 3, 9, /at most two parts of open length/],
  ["two unknown keys, the first", `${head}quorum: 2\nvotes: 3`, 3, 1, /`quorum` is not a key/],
  ["two unknown keys, the second", `${head}quorum: 2\nvotes: 3`, 4, 1, /`votes` is not a key/],
  ["an unknown key of a rule", `${head}checks: [{ name: scan, must: pass }]`, 3, 24, /`must` is not a key of checks/],
  ["a key without a value", `${head}deadline:`, 3, 10, /`deadline` has no value/],
  ["a word for a mapping", `${head}deadline: 14d`, 3, 11, /`deadline` must be a mapping/],
  ["a word for a list", `${head}approvals: two`, 3, 12, /`approvals` must be a list/],
  ["no kinds", `${head}lineage: { when: { kinds: [] }, tree: clean }`, 3, 27, /`kinds` must not be empty/],
  ["a key twice in a rule", `${head}approvals:\n  - { group: g, count: 1, count: 2 }`, 4, 27, /given twice/],
  ["a name of JavaScript", `${head}aliases: { __proto__: { follows: a } }`, 3, 12, /__proto__ is not allowed/],
  ["a bound below nought", `${routine("{ auc: -0.1 }")}`, 3, 58, /`auc` must be 0 or more/],
  ["a test of nothing", `${head}tests: [{ given: {}, expect: passed }]`, 3, 8, /must have a metric rule to judge/],
  ["a test of NaN", `${head}tests: [{ given: { auc: NaN }, expect: passed }]`, 3, 25, /`auc` must be a decimal/],
  ["bytes beyond 64 KiB", `${head}#${"€".repeat(22_000)}`, 1, 1, /64 KiB/],
  ["an open bracket", `${head}card: [a`, 3, 9, /not valid YAML/],
  ["two policies of one name", `${head}---\n${head}`, 4, 7, /two policies are named a/],
  ["a bomb of brackets", "[".repeat(60_000), 1, 13, /nested deeper/],
  ["a bomb of brackets line by line", "[\n".repeat(30_000), 13, 1, /nested deeper/],
  ["a bomb of dashes", `${"- ".repeat(30_000)}a`, 1, 1, /nested deeper/],
  ["a megabyte", "#".repeat(2 ** 20), 1, 1, /64 KiB/],
];
describe("a bad policy is refused with line, column and words", () => {
  it.each(bad)("%s", (_, text, line, column, message) => {
    const reading = readPolicies(text);
    expect(reading.ok).toBe(false);
    if (reading.ok) return;
    expect(reading.faults).toContainEqual({ line, column, message: expect.stringMatching(message) as string });
  });
});

it("whatever text is given, there are policies or faults that lie in the text", () => {
  const words = [
    "&a ",
    "*a",
    "<<: ",
    "!!x ",
    "- ",
    ": ",
    "{",
    "]",
    "\n",
    "\t",
    '"',
    "'",
    "---\n",
    "\u0000",
    "🙂",
    "#",
    "|\n",
    "? ",
  ];
  const cut = fc.record({ at: fc.nat(worked[0]!.length), length: fc.nat(40), put: fc.constantFrom(...words) });
  const damaged = fc
    .array(cut, { minLength: 1, maxLength: 6 })
    .map((cuts) =>
      cuts.reduce((text, { at, length, put }) => text.slice(0, at) + put + text.slice(at + length), worked[0]!),
    );
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), damaged), (text) => {
      const reading = readPolicies(text);
      if (reading.ok) return reading.policies.length > 0;
      const lines = text.split("\n");
      return reading.faults.every(
        ({ line, column, message }) =>
          message !== "" && line >= 1 && line <= lines.length && column >= 1 && column <= lines[line - 1]!.length + 1,
      );
    }),
    { numRuns: 500 },
  );
});

it("brackets in quotes nest nothing", () => {
  expect(readPolicies(`${head}card: ["[[[[[[[[[[[[[[ a", '{{{{{{{{{{{{{{']`).ok).toBe(true);
});

it("a text as long as is allowed reads", () => {
  expect(readPolicies(`${head}#`.padEnd(maxPolicyLength, "#")).ok).toBe(true);
});

it("a policy's own test fails where its rules answer otherwise", () => {
  const [policy] = read(
    `${head}metrics: [{ metric: auc, ">=": 0.80 }]\ntests:\n  - { given: { auc: 0.79999999999999999999 }, expect: passed }\n  - { given: { auc: 0.8 }, expect: passed }\n  - { given: {}, expect: blocked }`,
  );
  expect(runPolicyTests(policy!).map(({ ok, found }) => [ok, found])).toEqual([
    [false, "blocked"],
    [true, "passed"],
    [true, "blocked"],
  ]);
});

it("the JSON Schema of editors follows from the schema that checks", () => {
  expect(policyJsonSchema()).toMatchObject({
    type: "object",
    required: ["name", "applies"],
    additionalProperties: false,
  });
  expect(JSON.stringify(policyJsonSchema())).toContain('"type":["string","number"]'); // an editor takes 0.80 unquoted
});

describe("names are held against the names of a registry", () => {
  const known = {
    group: ["validators", "model-risk", "on-call"],
    stage: ["staging", "production"],
    tier: ["high"],
    team: ["a"],
    metric: ["auc"],
  };
  it("as far as they are given", () => {
    expect(readPolicies(worked[0]!, known).ok).toBe(true);
    expect(readPolicies(worked[0]!, {}).ok).toBe(true);
  });
  it.each([
    ["group", "model-risk", 5],
    ["stage", "staging", 1],
    ["tier", "high", 1],
  ] as const)("an unknown %s is refused wherever it is named", (noun, missing, times) => {
    const without = { ...known, [noun]: known[noun].filter((name) => name !== missing) };
    const reading = readPolicies(worked[0]!, without);
    const lines = worked[0]!.split("\n");
    const pointedAt = reading.ok
      ? []
      : reading.faults.map(({ line, column }) => lines[line - 1]!.slice(column - 1, column - 1 + missing.length));
    expect(pointedAt).toEqual(Array(times).fill(missing));
    expect(reading.ok ? "" : reading.faults[0]!.message).toMatch(`must be a ${noun} of this registry`);
  });
  it("an unknown metric, stage and team too", () => {
    const text = `${head}owner: risk\nmetrics: [{ metric: ece, "<": 1 }]`.replace(
      "production] }",
      "live], teams: [b] }",
    );
    const reading = readPolicies(text, known);
    expect(reading.ok ? [] : reading.faults.map(({ message }) => message)).toEqual([
      "`stages` must be a stage of this registry: staging, production; live is none",
      "`teams` must be a team of this registry: a; b is none",
      "`owner` must be a group of this registry: validators, model-risk, on-call; risk is none",
      "`metric` must be a metric of this registry: auc; ece is none",
    ]);
  });
});

it("a file full of faults is told by its first fifty", () => {
  for (const line of ["a:\n", "card: [&a x]\n", "---\n&a x\n"]) {
    const reading = readPolicies(line.repeat(Math.floor(maxPolicyLength / line.length)));
    expect(reading.ok ? [] : reading.faults).toHaveLength(50);
  }
});

it("a value that is no number fails, a missing one as the rule says", () => {
  const least = { metric: "auc", ">=": "0.8", missing: "pass" } as const;
  const versus = { metric: "auc", versus: "incumbent", "no-incumbent": "pass" } as const;
  for (const value of ["NaN", "Infinity", "-Infinity", ""])
    expect([passesMetric(least, value), passesMetric(versus, value)]).toEqual([false, false]);
  expect(passesMetric(least, undefined)).toBe(true);
  expect(passesMetric(versus, undefined)).toBe(false);
  expect(passesMetric(least, "8e-1")).toBe(true);
});

it("what the tests of a policy leave out is named", () => {
  const [first, second] = read(worked[0]!);
  expect(leftOutOfTests(first!)).toEqual(
    expect.arrayContaining(["approvals", "checks", "freeze", "versus: incumbent"]),
  );
  expect(leftOutOfTests(second!)).not.toContain("metrics");
});
