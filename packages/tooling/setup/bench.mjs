// `npm run bench`: sets up and builds, then measures. Arguments pick benches: names, --quick, --docs.
import { ensureBrowser } from "./browser.mjs";
import { runBench } from "./run-bench.mjs";
import { giveUp } from "./say.mjs";
import { setUp } from "./set-up.mjs";

try {
  await setUp();
  // Without one, the bench that needs it says so and is left out.
  const browser = await ensureBrowser().catch(() => undefined);
  await runBench(process.argv.slice(2), browser && { ...browser.env, CHANCERY_BROWSER: browser.path });
} catch (error) {
  giveUp(error);
}
