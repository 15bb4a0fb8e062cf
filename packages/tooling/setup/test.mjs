// `npm test`: sets up, then every test that needs nothing but Node, the end-to-end journey in a real browser included.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { listChecks, runChecks } from "./checks.mjs";
import { ensureProgram } from "./debian.mjs";
import { ensureInstalled } from "./install.mjs";
import { runBench } from "./run-bench.mjs";
import { ProgramFailed } from "./run.mjs";
import { giveUp, say } from "./say.mjs";
import { ensureBuilt, requireNode } from "./set-up.mjs";
import { root } from "./workspace.mjs";
import { reportsFolder, runEndToEnd, runProve, runVitest, suite } from "./suites.mjs";
import { closingLines, firstComplaint, readReports, tally } from "./tally.mjs";

try {
  requireNode();
  await ensureInstalled();
  await ensureProgram("git", "a push records the commit it was built from");
  await ensureProgram("strace", "whether the server syncs before it answers is seen in its system calls");
} catch (error) {
  giveUp(error);
}

rmSync(reportsFolder, { recursive: true, force: true });
// What lint remembers would not see a type that changed in another file.
rmSync(join(root, "node_modules/.cache/eslint"), { recursive: true, force: true });
const isBuilt = await suite("build", ensureBuilt);
const isChecked = await suite("format, lint, types, unused code", async () => {
  const failures = await runChecks(listChecks().filter(({ name }) => name !== "rooms"));
  if (failures.length === 0) return;
  const output = failures.map(({ name, output }) => `✗ ${name}\n${output}`).join("\n\n");
  const named = failures.map(({ name, output }) => `${name}: ${firstComplaint(output)}`);
  throw Object.assign(new ProgramFailed(failures.map(({ name }) => name).join(", "), output), { failures: named });
});
const isUnitGood = await runVitest("sqlite", () => true);
const isProven = await runProve("prove on sqlite");
const isJourneyGood = isBuilt && (await runEndToEnd("e2e on sqlite"));

// One of each kind; all of them with `npm run bench -- --quick`.
const few = ["start", "resolve-http", "get-1", "write-audited", "evidence-pages"];
const isMeasurable = isBuilt && (await suite("benches, in small", () => runBench(["--quick", ...few])));

const isGood = isBuilt && isChecked && isUnitGood && isProven && isJourneyGood && isMeasurable;
// The last lines name every failure, whoever reads them where: nobody has to look for it above.
const summary = tally(readReports());
for (const line of closingLines(summary)) say(line);
process.exitCode = isGood && summary.failures.length === 0 ? 0 : 1;
