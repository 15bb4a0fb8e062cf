// `npm run bench`: sets up and builds, then measures. Arguments pick benches: names, --quick, --docs.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "./run.mjs";
import { giveUp } from "./say.mjs";
import { setUp } from "./set-up.mjs";
import { root } from "./workspace.mjs";

const folder = join(root, "packages/bench");
try {
  await setUp();
  const loader = pathToFileURL(join(folder, "register.mjs")).href;
  const args = ["--enable-source-maps", "--import", loader, join(folder, "src/main.ts"), ...process.argv.slice(2)];
  await run(process.execPath, args, { isShown: true });
} catch (error) {
  giveUp(error);
}
