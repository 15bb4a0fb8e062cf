// `pnpm prove`: breaks each guarantee once and expects its test to notice. `--docs` only rewrites docs/guarantees.md;
// other words pick guarantees.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../setup/run.mjs";
import { listPackages, root } from "../setup/workspace.mjs";
import { guaranteesDocument } from "./guarantees.mjs";
import { mutations } from "./mutations.mjs";

const atOnce = 2;
const reports = mkdtempSync(join(tmpdir(), "chancery-prove-"));
process.on("exit", () => rmSync(reports, { recursive: true, force: true }));
let nthReport = 0;

/** The tests that ran, as `{ title, status }`, and what the runner wrote. */
async function runTests({ test, title, broken }) {
  const folder = listPackages().find((entry) => test.startsWith(`${entry.folder}/`))?.folder;
  if (!folder) throw new Error(`${test} lies in no package`);
  const report = join(reports, `${nthReport++}.json`);
  const order = JSON.stringify({ folder, test, title, report, broken });
  const script = join(root, "packages/config/prove/run-tests.mjs");
  const output = await run(process.execPath, [script, order], { cwd: join(root, folder) }).catch(
    (error) => error.output,
  );
  return { tests: readReport(report), output };
}

function readReport(report) {
  let text;
  try {
    text = readFileSync(report, "utf8");
  } catch {
    return [];
  }
  return JSON.parse(text)
    .testResults.flatMap((file) => file.assertionResults)
    .map(({ fullName, status }) => ({ title: fullName, status }))
    .filter(({ status }) => status === "passed" || status === "failed");
}

/** What is wrong with a mutation, or undefined when its test is green without the break and notices it. */
async function judge(mutation, unbroken) {
  const { file, find, test, title, engine } = mutation;
  if (engine === "postgres" && !process.env.CHANCERY_TEST_POSTGRES_URL)
    return "needs a PostgreSQL: set CHANCERY_TEST_POSTGRES_URL";
  const count = readFileSync(join(root, file), "utf8").split(find).length - 1;
  if (count !== 1) return `the text to break stands ${count} times in ${file}`;
  const before = await unbroken(test);
  const sound = before.tests.filter((entry) => entry.title.includes(title));
  if (sound.length === 0) return `no test of ${test} is titled “${title}”\n${before.output}`;
  if (sound.some(({ status }) => status !== "passed")) return "its test fails without the break";
  const { tests, output } = await runTests({ test, title, broken: mutation });
  if (tests.some(({ status }) => status === "failed")) return undefined;
  return tests.length > 0 ? "its test stays green" : `its test did not run\n${output}`;
}

async function prove(list) {
  const runs = new Map();
  const unbroken = (test) => runs.get(test) ?? runs.set(test, runTests({ test })).get(test);
  const waiting = [...list];
  let unproven = 0;
  const work = async () => {
    for (let mutation = waiting.shift(); mutation; mutation = waiting.shift()) {
      const fault = await judge(mutation, unbroken);
      console.log(fault ? `✗ ${mutation.guarantee}: ${fault}` : `✓ ${mutation.guarantee}`);
      if (fault) unproven++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  console.log(`${list.length - unproven} guarantees proven, ${unproven} not`);
  return list.length > 0 && unproven === 0;
}

const args = process.argv.slice(2);
if (args.includes("--docs")) {
  writeFileSync(join(root, "docs/guarantees.md"), guaranteesDocument(mutations));
} else {
  const isWanted = ({ guarantee, file }) =>
    args.length === 0 || args.some((word) => `${guarantee} ${file}`.includes(word));
  process.exitCode = (await prove(mutations.filter(isWanted))) ? 0 : 1;
}
