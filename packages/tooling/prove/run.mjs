// `npm run prove`: breaks each guarantee once and expects its test to notice. Words pick guarantees; `--ci` the one of
// each law and area that CI repeats; `--full` goes on to the long rounds; `--docs` only rewrites docs/guarantees.md.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../setup/run.mjs";
import { listPackages, root } from "../setup/workspace.mjs";
import { runLongRounds } from "./full.mjs";
import { guaranteesDocument } from "./guarantees.mjs";
import { mutations } from "./mutations.mjs";

const atOnce = 2;
/** So many share a process: starting the test runner takes longer than most tests. */
const perProcess = 12;
const reports = mkdtempSync(join(tmpdir(), "chancery-prove-"));
process.on("exit", () => rmSync(reports, { recursive: true, force: true }));
let nthReport = 0;

/** For each run of `{ test, titles, broken? }`, all in one package, its tests and errors; an absent one did not end. */
async function runTests(folder, runs) {
  const report = join(reports, `${nthReport++}.ndjson`);
  writeFileSync(report, "");
  const script = join(root, "packages/tooling/prove/run-tests.mjs");
  const order = JSON.stringify({ folder, runs, report });
  const output = await run(process.execPath, [script, order], { cwd: join(root, folder) }).catch(
    (error) => error.output,
  );
  const lines = readFileSync(report, "utf8").split("\n").filter(Boolean);
  return runs.map((_, n) => (lines[n] ? JSON.parse(lines[n]) : { tests: [], errors: [output] }));
}

/** What is wrong with a mutation before anything runs. */
function whyNotRun({ file, find, engine }) {
  if (engine === "postgres" && !process.env.CHANCERY_TEST_POSTGRES_URL)
    return "needs a PostgreSQL: set CHANCERY_TEST_POSTGRES_URL";
  const count = readFileSync(join(root, file), "utf8").split(find).length - 1;
  return count === 1 ? undefined : `the text to break stands ${count} times in ${file}`;
}

/** What is wrong with a mutation, or undefined when its test is green without the break and notices it. */
function judge({ test, title }, unbroken, broken) {
  const sound = unbroken.tests.filter((entry) => entry.title.includes(title));
  if (sound.length === 0) return `no test of ${test} is titled “${title}”\n${unbroken.errors.join("\n")}`;
  if (sound.some(({ status }) => status !== "passed")) return "its test fails without the break";
  if (broken.tests.some(({ status }) => status === "failed")) return undefined;
  return broken.tests.length > 0 ? "its test stays green" : `its test did not run\n${broken.errors.join("\n")}`;
}

/** Proves mutations of one package in one process: each test file whole first, then every break. */
async function proveTogether({ folder, list }, tell) {
  const tests = [...new Set(list.map(({ test }) => test))];
  const titlesOf = (test) => list.filter((mutation) => mutation.test === test).map(({ title }) => title);
  const whole = tests.map((test) => ({ test, titles: titlesOf(test) }));
  const breaks = list.map((mutation) => ({ test: mutation.test, titles: [mutation.title], broken: mutation }));
  const results = await runTests(folder, [...whole, ...breaks]);
  for (const [n, mutation] of list.entries())
    tell(mutation, judge(mutation, results[tests.indexOf(mutation.test)], results[tests.length + n]));
}

/** Mutations side by side that one process can take: of one package, those of one test file together. */
function batchesOf(list) {
  return listPackages().flatMap(({ folder }) => {
    const own = list.filter(({ test }) => test.startsWith(`${folder}/`));
    own.sort((a, b) => a.test.localeCompare(b.test));
    return Array.from({ length: Math.ceil(own.length / perProcess) }, (_, n) => ({
      folder,
      list: own.slice(n * perProcess, (n + 1) * perProcess),
    }));
  });
}

async function prove(list) {
  const faults = new Map();
  const tell = (mutation, fault) => {
    console.log(fault ? `✗ ${mutation.guarantee}: ${fault}` : `✓ ${mutation.guarantee}`);
    if (fault) faults.set(mutation, fault);
  };
  for (const mutation of list) if (whyNotRun(mutation)) tell(mutation, whyNotRun(mutation));
  const waiting = batchesOf(list.filter((mutation) => !faults.has(mutation)));
  const work = async () => {
    for (let batch = waiting.shift(); batch; batch = waiting.shift()) await proveTogether(batch, tell);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const proven = list.length - faults.size;
  console.log(`${proven} guarantees proven, ${faults.size} not`);
  if (process.env.CHANCERY_PROVE_REPORT) {
    const unproven = [...faults].map(([{ guarantee }, fault]) => ({ guarantee, fault }));
    writeFileSync(process.env.CHANCERY_PROVE_REPORT, JSON.stringify({ proven, unproven }));
  }
  return list.length > 0 && faults.size === 0;
}

const args = process.argv.slice(2);
const words = args.filter((arg) => !arg.startsWith("--"));
if (args.includes("--docs")) {
  writeFileSync(join(root, "docs/guarantees.md"), guaranteesDocument(mutations));
} else {
  const isWanted = ({ guarantee, file, isInCi }) =>
    (!args.includes("--ci") || isInCi === true) &&
    (words.length === 0 || words.some((word) => `${guarantee} ${file}`.includes(word)));
  const isProven = await prove(mutations.filter(isWanted));
  const isHeld = !args.includes("--full") || (await runLongRounds());
  process.exitCode = isProven && isHeld ? 0 : 1;
}
