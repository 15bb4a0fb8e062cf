// Sums the reports of every runner: names what failed, then one last line, `N passed, N failed`; fails when a test failed or none ran.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { reportsFolder } from "./suites.mjs";

/** What the report of one runner says; a file that did not load, or a runner's own error, is a failure. */
const readers = {
  vitest({ testResults, numPassedTests }) {
    const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === "failed");
      if (failed.length === 0 && status === "failed") return [inWords(basename(name), message)];
      return failed.map(({ fullName, failureMessages }) => inWords(fullName, failureMessages[0]));
    });
    return { passed: numPassedTests, failures };
  },
  prove: ({ proven, unproven }) => ({
    passed: proven,
    failures: unproven.map(({ guarantee, fault }) => inWords(guarantee, fault)),
  }),
  playwright({ stats, suites, errors }) {
    const failures = suites.flatMap(failuresIn);
    const own = errors.map(({ message }) => inWords("playwright", message));
    return { passed: stats.expected, failures: failures.length > 0 ? failures : own };
  },
};

const failuresIn = ({ specs = [], suites = [] }) => [
  ...specs.filter(({ ok }) => !ok).map(({ title, file, tests }) => inWords(`${file} › ${title}`, messageOf(tests))),
  ...suites.flatMap(failuresIn),
];
const messageOf = (tests) => withCauses(tests.flatMap(({ results }) => results).find(({ error }) => error)?.error);
/** `fetch failed` says nothing; what stands below it does. */
const withCauses = (error) => error && [firstLine(error.message), withCauses(error.cause)].filter(Boolean).join(" ← ");
/** Where two values differ, the first line only says that they do: what differs stands in lines with a sign. */
function firstLine(message) {
  const [first, ...rest] = stripVTControlCharacters(message ?? "").split("\n");
  const differing = rest.filter((line) => /^\s*[-+] (?!Expected|Received)/.test(line)).map((line) => line.trim());
  return [first, ...differing.slice(0, 4)].join(" ");
}
const inWords = (title, message) => [title, firstLine(message)].filter(Boolean).join(": ").slice(0, 500);

/** What a checker complains of first: its first line that says error, else its first. */
export function firstComplaint(output) {
  const lines = stripVTControlCharacters(output)
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const at = lines.findIndex((line) => /\berror\b/i.test(line));
  // Linters name the file on a line of its own, above.
  const file = at > 0 && !lines[at].includes("/") && lines[at - 1].includes("/") ? `${lines[at - 1]} ` : "";
  return `${file}${lines[Math.max(0, at)] ?? "it said nothing"}`.slice(0, 300);
}

/**
 * The sum over files named `<suite>.<runner>.json`, and a line for each failure. A suite marked `<suite>.failed.json`
 * counts as what that names, or as one failure, when its runner left no report, or one that shows none.
 */
export function tally(files) {
  const suites = new Map();
  for (const { name, text } of files) {
    const [suite, kind] = name.split(".");
    const seen = suites.get(suite) ?? { passed: 0, failures: [], death: undefined };
    const report = JSON.parse(text);
    if (kind === "failed") seen.death = { lines: report.failures ?? [report.message] };
    const { passed, failures } = readers[kind]?.(report) ?? { passed: 0, failures: [] };
    suites.set(suite, { ...seen, passed: seen.passed + passed, failures: [...seen.failures, ...failures] });
  }
  const failures = [...suites].flatMap(([suite, { failures, death }]) =>
    (failures.length === 0 && death !== undefined ? death.lines : failures).map((line) => `${suite}: ${line}`),
  );
  return { passed: [...suites.values()].reduce((sum, { passed }) => sum + passed, 0), failures };
}

/** The reports that the suites have left, in the order they were run in. */
export function readReports(folder = reportsFolder) {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const reports = names.map((name) => ({ name, path: join(folder, name) }));
  return reports
    .map(({ name, path }) => ({ name, text: readFileSync(path, "utf8"), writtenMs: statSync(path).mtimeMs }))
    .sort((a, b) => a.writtenMs - b.writtenMs);
}

/** The last lines of a run: every failure with its first line of why, then one verdict. */
export function closingLines({ failures }, where = "") {
  if (failures.length === 0) return [`all fine${where}`];
  return [...failures.map((failure) => `✗ ${failure}`), `failed${where}: ${failures.length}, named above`];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failures } = tally(readReports());
  for (const line of [...failures.map((failure) => `✗ ${failure}`), `${passed} passed, ${failures.length} failed`])
    console.log(line);
  process.exitCode = passed > 0 && failures.length === 0 ? 0 : 1;
}
