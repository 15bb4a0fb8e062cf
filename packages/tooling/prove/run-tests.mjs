// Runs tests of one package, one run after another, each with at most one source broken as it is loaded: no file is
// touched, so nothing has to be put back, whatever ends the process. Called with the JSON of
// `{ folder, runs: [{ test, titles, broken? }], report }`; adds a line of JSON to the report after each run.
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { createVitest } from "vitest/node";
import { root } from "../setup/workspace.mjs";

const { folder, runs, report } = JSON.parse(process.argv[2] ?? "{}");
const pathOf = (broken) => join(root, broken.file);
const isLoaded = (broken) => /\.tsx?$/.test(broken?.file ?? "");

let broken;
const breaking = {
  name: "chancery-mutation",
  enforce: "pre",
  transform(code, id) {
    if (!isLoaded(broken) || id.split("?")[0] !== pathOf(broken)) return undefined;
    return { code: code.replace(broken.find, () => broken.replace), map: null };
  },
};
const setupFiles = [join(root, "packages/tooling/prove/break-read.mjs")];
const vitest = await createVitest(
  "test",
  // Each run loads its modules anew, for one of them is broken.
  { root: join(root, folder), watch: false, isolate: true, testTimeout: 60_000, reporters: ["default"] },
  { plugins: [breaking], test: { setupFiles } },
);
await vitest.standalone();

/** What the workers of the next run find broken; undefined for nothing. */
function breakNext(next) {
  for (const changed of [broken, next]) if (isLoaded(changed)) vitest.invalidateFile(pathOf(changed));
  broken = next;
  delete process.env.CHANCERY_MUTATION;
  if (next && !isLoaded(next))
    process.env.CHANCERY_MUTATION = JSON.stringify({ path: pathOf(next), find: next.find, replace: next.replace });
}

for (const { test, titles, broken: next } of runs) {
  breakNext(next);
  vitest.setGlobalTestNamePattern(
    new RegExp(titles.map((title) => title.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")),
  );
  const specifications = await vitest.getRelevantTestSpecifications([join(root, test)]);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  const tests = testModules
    .flatMap((module) => [...module.children.allTests()])
    .map((one) => ({ title: one.fullName.replaceAll(" > ", " "), status: one.result().state }))
    .filter(({ status }) => status === "passed" || status === "failed");
  const errors = [...testModules.flatMap((module) => [...module.errors()]), ...unhandledErrors];
  appendFileSync(report, `${JSON.stringify({ tests, errors: errors.map((error) => error.message) })}\n`);
}
await vitest.close();
