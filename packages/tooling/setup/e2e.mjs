// The end-to-end journeys alone; arguments go to Playwright. `pnpm --filter e2e e2e [file] [-g title]`.
import { giveUp } from "./say.mjs";
import { setUp } from "./set-up.mjs";
import { runEndToEnd } from "./suites.mjs";

try {
  await setUp();
} catch (error) {
  giveUp(error);
}
process.exitCode = (await runEndToEnd("e2e", process.argv.slice(2))) ? 0 : 1;
