// `npm run bench`: sets up and builds, then measures. Arguments pick benches: names, --quick, --docs.
import { runBench } from "./run-bench.mjs";
import { giveUp } from "./say.mjs";
import { setUp } from "./set-up.mjs";

try {
  await setUp();
  await runBench(process.argv.slice(2));
} catch (error) {
  giveUp(error);
}
