import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openTerminal } from "../testing/terminal.ts";

const written = (text: string) => {
  const file = join(mkdtempSync(join(tmpdir(), "policy-")), "policy.yaml");
  writeFileSync(file, text);
  return file;
};
const test = (text: string) => openTerminal().chancery("policy", "test", written(text));
const policy = (threshold: string) =>
  `name: a\napplies: { stages: [production] }\nmetrics: [{ metric: auc, ">=": ${threshold} }]\ntests: [{ given: { auc: 0.79 }, expect: blocked }]\n`;

it("policy test says the rules in words, runs the tests and says that nothing is in force", async () => {
  const { code, stdout } = await test(policy("0.80"));
  expect(stdout).toContain("auc is at least 0.80; a missing value fails.");
  expect(stdout).toContain("✓ test 1: blocked");
  expect(stdout).toContain("Not in force");
  expect(code).toBe(0);
});

it("policy test ends with 1 for a failed test, and for a fault with its line", async () => {
  const failed = await test(policy("0.70"));
  expect(failed.stdout).toContain("✗ test 1: expected blocked, found passed");
  expect(failed.code).toBe(1);
  const faulty = await test(policy("high"));
  expect(faulty.stdout).toMatch(":3:32: `>=` must be a decimal number such as 0.80");
  expect(faulty.code).toBe(1);
});

it("policy test reads every file, and places faults as file:line:column", async () => {
  const [good, bad] = [written(policy("0.80")), written(policy("high"))];
  const { code, stdout } = await openTerminal().chancery("policy", "test", good, bad);
  expect(stdout).toContain("✓ test 1: blocked");
  expect(stdout).toContain(`${bad}:3:32: \`>=\` must be a decimal number such as 0.80`);
  expect(code).toBe(1);
});

it("policy test says what its tests leave out", async () => {
  const { stdout } = await test(`${policy("0.80")}approvals: [{ role: reviewer, count: 1 }]\nvalid: 30d\n`);
  expect(stdout).toContain("They leave out approvals, valid.");
});
