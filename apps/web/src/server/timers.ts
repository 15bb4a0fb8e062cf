// What happens by itself: the registry's jobs, which any process may run, and what each process does of its own.
import { isChanceryError } from "@chancery/core";
import {
  checkWhenDue,
  createJobRunner,
  fillModelSummaries,
  flushRefusals,
  lookEveryMs,
  type House,
} from "@chancery/services";

const minute = 60_000;
const longestPauseMs = minute;

/** Starts them; the answer stops them and waits for those that are running. */
export function startTimers(house: House): () => Promise<void> {
  const jobs = createJobRunner(house);
  const timers = [
    every(house, lookEveryMs, "timed jobs", () => jobs.begin()),
    every(house, minute, "counted refusals", () => flushRefusals(house)), // some are counted in this process
    every(house, minute, "newest checkpoint", () => logCheckpoint(house)),
  ];
  return async () => {
    await Promise.all(timers.map((stop) => stop()));
    await jobs.idle();
  };
}

/**
 * Never twice at once. Where the registry is UNAVAILABLE, which the first attempt says in the log, it is tried ever more seldom, up to once
 * a minute (or as seldom as it is meant to run), until it goes well again.
 */
function every(
  house: House,
  ms: number,
  what: string,
  work: () => Promise<unknown>,
  { isAtOnce = false } = {},
): () => Promise<void> {
  let running: Promise<unknown> | undefined;
  let [passed, passing] = [0, 0]; // ticks passed by since the last attempt, and how many to pass by
  const failed = (error: unknown) => {
    const isOutage = isChanceryError(error) && error.code === "UNAVAILABLE";
    if (!isOutage) house.log.error({ err: error, job: what }, "a timed job failed");
    else if (passing === 0) house.log.error({ reasons: error.reasons, job: what }, error.message);
    passing = isOutage ? Math.min(passing * 2 + 1, Math.ceil(longestPauseMs / ms) - 1) : 0;
  };
  const tick = () => {
    if (running || house.freeze.because || passed++ < passing) return;
    passed = 0;
    running = work()
      .then(() => void (passing = 0), failed)
      .finally(() => (running = undefined));
  };
  const timer = setInterval(tick, ms);
  if (isAtOnce) tick();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** Now, and whenever it is due again. The answer stops it where it is, to be taken up by the next start. */
export function startChecking(house: House): () => Promise<void> {
  let isStopped = false;
  const check = () => checkWhenDue(house, () => isStopped);
  const stop = every(house, minute, "check of the audit log", check, { isAtOnce: true });
  return () => {
    isStopped = true;
    return stop();
  };
}

/** What a registry of before has to be given once; a model whose row is missing is listed all the same. The answer stops it. */
export function startFilling(house: House): () => Promise<void> {
  let isStopped = false;
  const filling = Promise.resolve()
    .then(() => (house.freeze.because ? 0 : fillModelSummaries(house, () => isStopped)))
    .catch((error: unknown) => house.log.error({ err: error }, "some rows of the models list could not be written"));
  return async () => {
    isStopped = true;
    await filling;
  };
}

/** In the process log too: whoever collects that holds a copy outside the database. */
async function logCheckpoint(house: House): Promise<void> {
  const note = await house.checkpointFile.read();
  if (note !== undefined) house.log.info({ checkpoint: note }, "newest checkpoint");
}
