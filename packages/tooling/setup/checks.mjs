// What is checked without running the product: format, lint, types, unused code. Each check is a name and a shell line.
import { delimiter, join } from "node:path";
import { run } from "./run.mjs";
import { listPackages, root } from "./workspace.mjs";

const atOnce = 2;
const cache = "node_modules/.cache";

/** Every check of the workspace, the slowest first. */
export function listChecks() {
  const types = listPackages()
    .filter(({ scripts }) => scripts.types)
    .map(({ folder, scripts }) => ({ name: `types ${folder}`, line: remembering(scripts.types), folder }));
  return [
    // Halves of like size, one for each of two cores: what they know of types they learn anew, package by package.
    { name: "lint packages", line: linting("packages", "packages") },
    { name: "lint apps, e2e", line: linting("apps", ". --ignore-pattern packages/") },
    ...types,
    {
      name: "unused code",
      line: "CHANCERY_BROWSER=none knip --config packages/tooling/knip.json --no-progress --cache",
    },
    { name: "rooms", line: "vitest run --reporter=dot --testTimeout=60000", folder: "packages/tooling" },
    {
      name: "format",
      line: `prettier --check . --log-level warn --cache --cache-location ${cache}/prettier/.prettier-cache`,
    },
  ];
}

/** What lint remembers of a file may rest on types that have changed since: before it fails, it looks again at all. */
const linting = (half, files) => {
  const remembered = `${cache}/eslint/${half}/`;
  const eslint = `eslint --config packages/tooling/eslint.js --max-warnings 0 --cache --cache-strategy content --cache-location ${remembered} ${files}`;
  return `${eslint} >/dev/null 2>&1 || { rm -rf ${remembered}; ${eslint}; }`;
};

/** Lets tsc start from what it found last time. Not in the tsconfigs: a build that emits must not trust it. */
const remembering = (line) => {
  let nth = 0;
  return line.replaceAll(
    "tsc --noEmit",
    () => `tsc --noEmit --incremental --tsBuildInfoFile ${cache}/tsc-${nth++}.json`,
  );
};

/** Runs the checks two at a time and answers `{ name, output }` of each that failed. */
export async function runChecks(checks) {
  const waiting = [...checks];
  const failures = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { name, line, folder } = check;
      const cwd = join(root, folder ?? ".");
      const path = [join(cwd, "node_modules/.bin"), join(root, "node_modules/.bin"), process.env.PATH].join(delimiter);
      await run("sh", ["-c", line], { cwd, env: { PATH: path } }).catch((error) =>
        failures.push({ name, output: error.output || error.message }),
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return failures;
}
