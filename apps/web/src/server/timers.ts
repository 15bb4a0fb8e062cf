// What happens by itself: checkpoints, digests of the access log, counted refusals, sweeps.
import { isChanceryError } from "@chancery/core";
import {
  digestDueHours,
  flushRefusals,
  makeDueCheckpoint,
  sweepIdempotencyKeys,
  sweepSignInCounters,
  sweepUploads,
  type House,
} from "@chancery/services";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Starts them; the answer stops them and waits for the one that is running. A job never runs twice at once. */
export function startTimers(house: House): () => Promise<void> {
  const jobs = [
    every(house, second, "checkpoint", () => makeDueCheckpoint(house)),
    every(house, minute, "counted refusals", () => flushRefusals(house)),
    every(house, minute, "newest checkpoint", () => logCheckpoint(house)),
    every(house, 5 * minute, "digest of the access log", () => digestDueHours(house)),
    every(house, hour, "forgotten uploads", () => sweepUploads(house)),
    every(house, hour, "old idempotency keys", () => sweepIdempotencyKeys(house)),
    every(house, hour, "old sign-in counters", () => sweepSignInCounters(house)),
  ];
  return async () => void (await Promise.all(jobs.map((stop) => stop())));
}

function every(house: House, ms: number, what: string, work: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<unknown> | undefined;
  const tick = () => {
    if (running || house.freeze.because) return;
    running = work()
      .catch((error: unknown) =>
        house.log.error({ err: error, job: what }, isChanceryError(error) ? error.message : "a timed job failed"),
      )
      .finally(() => (running = undefined));
  };
  const timer = setInterval(tick, ms);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** In the process log too: whoever collects that holds a copy outside the database. */
async function logCheckpoint(house: House): Promise<void> {
  const note = await house.checkpointFile.read();
  if (note !== undefined) house.log.info({ checkpoint: note }, "newest checkpoint");
}
