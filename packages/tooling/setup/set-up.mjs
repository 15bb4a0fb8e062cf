// Everything between a fresh clone and a built workspace.
import { join } from "node:path";
import { ensureInstalled, pnpm } from "./install.mjs";
import { step } from "./say.mjs";
import { readJson } from "./workspace.mjs";

/** Refuses a Node that is too old before anything is touched. */
export function requireNode() {
  const wanted = readJson("package.json").engines.node.replace(">=", "");
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [wantedMajor, wantedMinor] = wanted.split(".").map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new Error(`Node ${wanted} or newer is needed; this is ${process.versions.node}`);
}

/** Installs and builds; each part is skipped when it is already done for these very sources. */
export async function setUp() {
  requireNode();
  await ensureInstalled();
  await ensureBuilt();
}

/** Builds what changed: turbo keeps the output of unchanged sources. */
export const ensureBuilt = () =>
  step("building the client, the portal and the server", () =>
    pnpm(["exec", join("node_modules/.bin/turbo"), "run", "build", "--output-logs=errors-only", "--ui=stream"]),
  );
