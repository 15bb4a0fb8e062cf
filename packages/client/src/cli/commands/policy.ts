// chancery policy: check a policy on this machine. Nothing is asked of the server.
import { leftOutOfTests, policyInWords, policyJsonSchema, readPolicies, runPolicyTests } from "@chancery/core";
import { exitCodes } from "../exit-code.ts";
import { resolve } from "node:path";
import { readText } from "../read-text.ts";
import { examples, type Registry } from "../registry.ts";

export function addPolicy({ program, cli, answer }: Registry): void {
  const policy = program.command("policy").description("check a policy on this machine, before anyone shares it");
  const testing = policy
    .command("test <file...>")
    .description("read policies, show their rules in words and run their tests; nothing is put in force")
    .action(async (files: readonly string[]) => {
      const tested: FileAnswer[] = [];
      for (const file of files) tested.push(testFile(file, await readText(resolve(cli.cwd, file))));
      const ok = tested.every((answered) => answered.json.ok);
      answer({
        json: { ok, files: tested.map(({ json }) => json) },
        text: [...tested.map(({ text }) => text), "Not in force: the registry does not take in policies yet."].join(
          "\n\n",
        ),
        exitCode: ok ? exitCodes.ok : exitCodes.error,
      });
    });
  examples(testing, ["chancery policy test policy.yaml", "chancery policy test policies/*.yaml"]);
  policy
    .command("schema")
    .description("the JSON Schema of a policy, for editors")
    .action(() => {
      const schema = policyJsonSchema();
      answer({ json: schema, text: JSON.stringify(schema, null, 2) });
    });
}

type FileAnswer = { readonly json: { readonly file: string; readonly ok: boolean }; readonly text: string };

function testFile(file: string, content: string): FileAnswer {
  const reading = readPolicies(content);
  if (!reading.ok) {
    const lines = reading.faults.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
    return { json: { file, ...reading }, text: lines.join("\n") };
  }
  const policies = reading.policies.map((policy) => ({
    name: policy.name,
    rules: policyInWords(policy),
    tests: runPolicyTests(policy),
    leftOutOfTests: policy.tests ? leftOutOfTests(policy) : [],
  }));
  const told = policies.map(({ name, rules, tests, leftOutOfTests: left }) =>
    [
      name,
      ...rules.map((rule) => `  ${rule}`),
      ...tests.map(({ ok, found, test }, index) =>
        ok ? `  ✓ test ${index + 1}: ${found}` : `  ✗ test ${index + 1}: expected ${test.expect}, found ${found}`,
      ),
      ...(left.length > 0
        ? [`  Tests judge metric rules alone, for a version that replaces nothing. They leave out ${left.join(", ")}.`]
        : []),
    ].join("\n"),
  );
  const ok = policies.every(({ tests }) => tests.every((test) => test.ok));
  const json = { file, ok, policies };
  return { json, text: told.join("\n\n") };
}
