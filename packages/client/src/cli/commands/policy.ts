// chancery policy: check a policy on this machine. Nothing is asked of the server.
import { policyInWords, policyJsonSchema, readPolicies, runPolicyTests } from "@chancery/core";
import type { Answer } from "../cli.ts";
import { exitCodes } from "../exit-code.ts";
import { resolve } from "node:path";
import { readText } from "../read-text.ts";
import { examples, type Registry } from "../registry.ts";

export function addPolicy({ program, cli, answer }: Registry): void {
  const policy = program.command("policy").description("check a policy on this machine, before anyone shares it");
  const testing = policy
    .command("test <file>")
    .description("read a policy, show its rules in words and run its tests; it is not put in force")
    .action(async (file: string) => answer(testPolicies(await readText(resolve(cli.cwd, file)))));
  examples(testing, ["chancery policy test policy.yaml"]);
  policy
    .command("schema")
    .description("the JSON Schema of a policy, for editors")
    .action(() => {
      const schema = policyJsonSchema();
      answer({ json: schema, text: JSON.stringify(schema, null, 2) });
    });
}

function testPolicies(text: string): Answer {
  const reading = readPolicies(text);
  if (!reading.ok) {
    const lines = reading.faults.map(({ line, column, message }) => `line ${line}, column ${column}: ${message}`);
    return { json: reading, text: lines.join("\n"), exitCode: exitCodes.error };
  }
  const policies = reading.policies.map((policy) => ({
    name: policy.name,
    rules: policyInWords(policy),
    tests: runPolicyTests(policy),
  }));
  const isPassed = policies.every(({ tests }) => tests.every(({ ok }) => ok));
  const told = policies.map(({ name, rules, tests }) =>
    [
      name,
      ...rules.map((rule) => `  ${rule}`),
      ...tests.map(({ ok, found, test }, index) =>
        ok ? `  ✓ test ${index + 1}: ${found}` : `  ✗ test ${index + 1}: expected ${test.expect}, found ${found}`,
      ),
    ].join("\n"),
  );
  return {
    json: { ok: isPassed, policies },
    text: [...told, "Not in force: the registry does not take in policies yet."].join("\n\n"),
    exitCode: isPassed ? exitCodes.ok : exitCodes.error,
  };
}
