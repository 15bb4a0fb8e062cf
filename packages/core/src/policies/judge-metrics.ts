// The metric rules of a policy over given values, and the tests a policy carries.
import { compareDecimals, isDecimalInRange } from "../decimal.ts";
import type { PolicyText } from "./language.ts";

type MetricRule = NonNullable<PolicyText["metrics"]>[number];
type PolicyTest = NonNullable<PolicyText["tests"]>[number];

const holds = {
  ">=": (order: number) => order >= 0,
  ">": (order: number) => order > 0,
  "<=": (order: number) => order <= 0,
  "<": (order: number) => order < 0,
} as const;
const operators = [">=", ">", "<=", "<"] as const;

/** For a version that replaces nothing, so a comparison with the incumbent takes the outcome `no-incumbent` states. To the last digit; what is no number (NaN) fails. */
export function passesMetric(rule: MetricRule, value: string | undefined): boolean {
  if (value === undefined) return rule.missing === "pass";
  if (!isDecimalInRange(value)) return false;
  const operator = operators.find((sign) => rule[sign] !== undefined);
  return operator ? holds[operator](compareDecimals(value, rule[operator]!)) : rule["no-incumbent"] === "pass";
}

export type TestResult = { readonly ok: boolean; readonly found: PolicyTest["expect"]; readonly test: PolicyTest };

/** Judged by the metric rules that block; every other rule counts as passed. */
export function runPolicyTests({ metrics = [], mode = "block", tests = [] }: PolicyText): readonly TestResult[] {
  const blocking = metrics.filter((rule) => (rule.mode ?? mode) === "block");
  return tests.map((test) => {
    const given = new Map(Object.entries(test.given));
    const found = blocking.every((rule) => passesMetric(rule, given.get(rule.metric))) ? "passed" : "blocked";
    return { ok: found === test.expect, found, test };
  });
}

const judged = ["name", "owner", "applies", "mode", "metrics", "tests"];
/** What the tests of a policy leave out, by its keys; to be said beside their outcome. */
export const leftOutOfTests = (policy: PolicyText): readonly string[] => [
  ...Object.keys(policy).filter((key) => !judged.includes(key)),
  ...(policy.metrics?.some(({ versus }) => versus !== undefined) ? ["versus: incumbent"] : []),
];
