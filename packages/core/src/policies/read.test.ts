import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runPolicyTests } from "./judge-metrics.ts";
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
  ["an open bracket", `${head}card: [a`, 3, 9, /not valid YAML/],
  ["two policies of one name", `${head}---\n${head}`, 4, 7, /two policies are named a/],
  ["a bomb of brackets", "[".repeat(60_000), 1, 1, /nested deeper/],
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

it("a text as long as is allowed reads", () => {
  expect(readPolicies(`${head}#`.padEnd(maxPolicyLength, "#")).ok).toBe(true);
});

it("a policy's own test fails where its rules answer otherwise", () => {
  const [policy] = read(
    `${head}metrics: [{ metric: auc, ">=": 0.80 }]\ntests:\n  - { given: { auc: 0.79999999999999999999 }, expect: passed }\n  - { given: { auc: 0.8 }, expect: passed }\n  - { given: { f1: 1 }, expect: blocked }`,
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
});
