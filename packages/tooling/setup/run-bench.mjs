// Runs packages/bench with its arguments; what it measures must be built.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "./run.mjs";
import { root } from "./workspace.mjs";

const folder = join(root, "packages/bench");

/** Refuses when a bench fails; a reach that is missed is told, and is no failure. */
export const runBench = (args, env = {}) =>
  run(
    process.execPath,
    [
      ...["--enable-source-maps", "--import", pathToFileURL(join(folder, "register.mjs")).href],
      join(folder, "src/main.ts"),
      ...args,
    ],
    { env, isShown: true },
  );
