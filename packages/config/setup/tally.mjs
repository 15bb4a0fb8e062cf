// Sums the reports of every runner into one last line, `N passed, N failed`; fails when a test failed or none ran.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { reportsFolder } from "./suites.mjs";

/** What the report of one runner counts as; a file that did not load, or a runner's own error, is a failure. */
const counters = {
  vitest({ testResults, numPassedTests, numFailedTests }) {
    const dead = testResults.filter(
      ({ status, assertionResults }) =>
        status === "failed" && assertionResults.every((test) => test.status !== "failed"),
    );
    return { passed: numPassedTests, failed: numFailedTests + dead.length };
  },
  prove: ({ proven, unproven }) => ({ passed: proven, failed: unproven }),
  playwright({ stats, errors }) {
    const failed = stats.unexpected + stats.flaky;
    return { passed: stats.expected, failed: failed > 0 ? failed : errors.length };
  },
};

/**
 * The sum over files named `<suite>.<runner>.json`. A suite marked `<suite>.failed.json` counts as one failure when its
 * runner left no report, or one that shows none.
 */
export function tally(files) {
  const suites = new Map();
  for (const { name, text } of files) {
    const [suite, kind] = name.split(".");
    const seen = suites.get(suite) ?? { passed: 0, failed: 0, hasDied: false };
    const { passed, failed } = counters[kind]?.(JSON.parse(text)) ?? { passed: 0, failed: 0 };
    const hasDied = seen.hasDied || kind === "failed";
    suites.set(suite, { passed: seen.passed + passed, failed: seen.failed + failed, hasDied });
  }
  let passed = 0;
  let failed = 0;
  for (const suite of suites.values()) {
    passed += suite.passed;
    failed += suite.hasDied ? Math.max(suite.failed, 1) : suite.failed;
  }
  return { passed, failed };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const names = existsSync(reportsFolder) ? readdirSync(reportsFolder) : [];
  const { passed, failed } = tally(
    names.map((name) => ({ name, text: readFileSync(join(reportsFolder, name), "utf8") })),
  );
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
}
