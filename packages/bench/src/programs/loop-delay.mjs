// Loaded into the server before its own code: on SIGUSR2 it reports the event-loop delay since the last time, and begins anew.
import { renameSync, writeFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";

const resolutionMs = 1;
const delay = monitorEventLoopDelay({ resolution: resolutionMs });
delay.enable();
process.on("SIGUSR2", () => {
  const path = process.env.BENCH_LOOP_DELAY;
  // The timer that measures fires every millisecond at best: that much is no delay.
  writeFileSync(`${path}.new`, JSON.stringify({ p99Ms: Math.max(0, delay.percentile(99) / 1e6 - resolutionMs) }));
  renameSync(`${path}.new`, path);
  delay.reset();
});
