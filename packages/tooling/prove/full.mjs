// The long rounds of `npm run prove -- --full`: faults, races and attacks on the running built server, and random
// histories against the model, on PostgreSQL too where CHANCERY_TEST_POSTGRES_URL names a server.
import { join } from "node:path";
import { run } from "../setup/run.mjs";
import { runEndToEnd, suite } from "../setup/suites.mjs";
import { ensureBuilt } from "../setup/set-up.mjs";
import { root } from "../setup/workspace.mjs";

const folders = ["faults", "races", "attacks"];

/** Every suite once in full, one after another; answers whether all went well. */
export async function runLongRounds() {
  process.env.CHANCERY_FULL = "1";
  const server = process.env.CHANCERY_TEST_POSTGRES_URL;
  delete process.env.CHANCERY_E2E_DATABASE_URL;
  const good = [await suite("build", ensureBuilt)];
  good.push(await suite("random histories in full", runHistories));
  good.push(await runEndToEnd("long rounds on sqlite", folders));
  if (server) {
    process.env.CHANCERY_E2E_DATABASE_URL = server;
    good.push(await runEndToEnd("long rounds on postgres", folders));
  }
  return good.every(Boolean);
}

function runHistories() {
  const cwd = join(root, "packages/services");
  const vitest = join(cwd, "node_modules/vitest/vitest.mjs");
  return run(process.execPath, [vitest, "run", "src/promotions/model.test.ts"], { cwd, isShown: true });
}
