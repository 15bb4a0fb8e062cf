// The clients that others generate from the OpenAPI document: called by .ci/run, because their generators come from PyPI and npm.
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { canInstallDebianPackages, installDebianPackages } from "./debian.mjs";
import { run } from "./run.mjs";
import { say } from "./say.mjs";
import { runEndToEnd, suite } from "./suites.mjs";
import { closingLines, readReports, tally } from "./tally.mjs";
import { cacheFolder } from "./workspace.mjs";

const fromPyPi = ["openapi-spec-validator==0.9.0", "openapi-python-client==0.29.1"];
const fromNpm = ["openapi-typescript@7.13.0", "openapi-fetch@0.17.0", "typescript@5.9.3"];
const tools = join(cacheFolder, "client-tools");

const hasTools = await suite("client tools", async () => {
  await mkdir(tools, { recursive: true });
  await writeFile(join(tools, "package.json"), '{ "private": true }');
  const python = join(tools, "python");
  if (!existsSync(join(python, "bin/pip"))) await makeEnvironment(python);
  await run(join(python, "bin/pip"), ["install", "-q", "--disable-pip-version-check", ...fromPyPi]);
  await run("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", ...fromNpm], { cwd: tools });
});
process.env.CHANCERY_CLIENT_TOOLS = tools;
const isGood = hasTools && (await runEndToEnd("generated clients", ["clients/"]));

for (const line of closingLines(
  tally(readReports().filter(({ name }) => /client/.test(name))),
  " in generated clients",
))
  say(line);
process.exitCode = isGood ? 0 : 1;

async function makeEnvironment(folder) {
  const make = () => run("python3", ["-m", "venv", "--clear", folder]);
  await make().catch(async (error) => {
    if (!canInstallDebianPackages()) throw error;
    await installDebianPackages(["python3", "python3-venv"], "generated clients are tested in Python");
    await make();
  });
}
