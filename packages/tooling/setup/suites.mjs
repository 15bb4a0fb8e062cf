// Runs the test suites one after another, shows them, and leaves a report of each for the tally.
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { ensureBrowser } from "./browser.mjs";
import { run } from "./run.mjs";
import { say } from "./say.mjs";
import { cacheFolder, listPackages, root } from "./workspace.mjs";

export const reportsFolder = join(cacheFolder, "reports");

/**
 * Runs `work`; a failure is shown and kept as a report of its own, with the `failures` that the error names one by one,
 * so that a suite that died before it could report is still counted. Answers whether it went well.
 */
export async function suite(name, work) {
  say(name);
  try {
    await work();
    return true;
  } catch (error) {
    if (error.output) console.error(error.output);
    console.error(`✗ ${name}: ${error.message}`);
    mkdirSync(reportsFolder, { recursive: true });
    writeFileSync(reportOf(name, "failed"), JSON.stringify({ message: error.message, failures: error.failures }));
    return false;
  }
}

const reportOf = (name, kind) => join(reportsFolder, `${name.replaceAll(/[^a-z0-9]+/gi, "-")}.${kind}.json`);

/** The unit and service suites of the packages that `isWanted` picks by folder. */
export async function runVitest(label, isWanted) {
  let isGood = true;
  for (const { folder, scripts } of listPackages()) {
    if (!scripts.test || !isWanted(folder)) continue;
    const name = `${label} ${folder}`;
    const outputs = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportOf(name, "vitest")}`];
    const vitest = join(root, folder, "node_modules/vitest/vitest.mjs");
    // A busy machine is no failure. Vitest would leave a core idle, which on two is half of them.
    const limits = [
      "--testTimeout=60000",
      "--hookTimeout=60000",
      `--maxWorkers=${Math.max(2, availableParallelism())}`,
    ];
    const args = [vitest, "run", ...limits, ...outputs];
    const work = () => run(process.execPath, args, { cwd: join(root, folder), isShown: true });
    isGood = (await suite(name, work)) && isGood;
  }
  return isGood;
}

/** Breaks one guarantee of each law and area, and expects the test named after it to notice. */
export function runProve(label) {
  const script = join(root, "packages/tooling/prove/run.mjs");
  const env = { CHANCERY_PROVE_REPORT: reportOf(label, "prove") };
  return suite(label, () => run(process.execPath, [script, "--ci"], { env, isShown: true }));
}

/** The journeys in a real browser against the built server. */
export function runEndToEnd(label, args = []) {
  return suite(label, async () => {
    const browser = await ensureBrowser();
    const playwright = join(root, "e2e/node_modules/@playwright/test/cli.js");
    const env = { ...browser.env, CHANCERY_BROWSER: browser.path, CHANCERY_E2E_REPORT: reportOf(label, "playwright") };
    await run(process.execPath, [playwright, "test", ...args], { cwd: join(root, "e2e"), env, isShown: true });
  });
}
