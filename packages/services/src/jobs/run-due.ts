// Runs the jobs that are due: each due time once, by whichever process takes the lease of its row first.
import { isChanceryError } from "@chancery/core";
import { addJobs, leaseJob, readJobs, renewJob, settleJob, type JobRow } from "@chancery/db";
import { bookkeeping, noteIfPossible } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { isGone, thisProcess } from "../this-process.ts";
import { isDue, nextDue, retryMs } from "./schedule.ts";
import { jobs as allJobs, type Job } from "./table.ts";

/** So long a lease holds without a word; it is renewed well before. */
const leaseMs = 15_000;
const renewMs = 4_000;
/** Of what a failed job said. */
const maxErrorLength = 500;

export type JobRunner = {
  /** Begins what is due and not under way; answers once that is begun. UNAVAILABLE where the database is. */
  begin(): Promise<void>;
  /** Waits for what was begun. */
  idle(): Promise<void>;
};

/** A job of this process never runs twice at once. What one fails with is logged and kept in its row. */
export function createJobRunner(house: House, jobs: readonly Job[] = allJobs): JobRunner {
  const running = new Map<string, Promise<void>>();
  const begin = async (job: Job, row: JobRow) => {
    if (running.has(job.name) || (job.hasWork && !(await job.hasWork(house)))) return;
    const holder = `${thisProcess}/${house.newId()}`;
    if (!(await lease(house, row, holder))) return;
    const over = runLeased(house, { job, row, holder }).finally(() => running.delete(job.name));
    running.set(job.name, over);
  };
  return {
    async begin() {
      const rows = await rowsOf(house, jobs);
      const now = house.clock.now();
      const due = jobs.flatMap((job) => {
        const row = rows.get(job.name);
        return row && isDue(job, row, { now, isGone }) ? [begin(job, row)] : [];
      });
      for (const one of await Promise.allSettled(due)) if (one.status === "rejected") throw one.reason; // the others have begun
    },
    async idle() {
      await Promise.all(running.values());
    },
  };
}

/** By name. A job without a row is due at once. */
async function rowsOf(house: House, jobs: readonly Job[]): Promise<ReadonlyMap<string, JobRow>> {
  const read = async () => new Map((await readJobs(house.db.read)).map((row) => [row.name, row]));
  const rows = await read();
  const missing = jobs.filter(({ name }) => !rows.has(name));
  if (missing.length === 0) return rows;
  const dueAt = house.clock.now();
  await bookkeeping(house, "job.leased", (tx) =>
    addJobs(
      tx,
      missing.map(({ name }) => ({ name, dueAt })),
    ),
  );
  return read();
}

const lease = (house: House, row: JobRow, holder: string): Promise<boolean> =>
  bookkeeping(house, "job.leased", (tx) => {
    const now = house.clock.now();
    return leaseJob(tx, row, { holder, now, until: after(now) });
  });
const after = (now: Date): Date => new Date(now.getTime() + leaseMs);

type Leased = { readonly job: Job; readonly row: JobRow; readonly holder: string };

/** Never fails: where the outcome cannot be written the lease runs out, and the job is due as it was. */
async function runLeased(house: House, { job, row, holder }: Leased): Promise<void> {
  const { name } = job;
  const renew = () =>
    noteIfPossible(house, "job.leased", (tx) => renewJob(tx, { name, holder, until: after(house.clock.now()) }));
  const timer = setInterval(() => void renew(), renewMs).unref();
  try {
    const error = await job.run(house).then(
      () => undefined,
      (thrown: unknown) => thrown ?? new Error("it failed with nothing"),
    );
    if (error !== undefined) tell(house, { job, error, failures: row.failures + 1 });
    const outcome = outcomeOf(job, row, { error, now: house.clock.now() });
    await bookkeeping(house, "job.leased", (tx) => settleJob(tx, { name, holder, ...outcome }));
  } catch (error) {
    house.log.error({ err: error, job: name }, "how a timed job went could not be noted");
  } finally {
    clearInterval(timer);
  }
}

/** An outage in its own words, anything else as the fault it is. */
function tell(
  house: House,
  { job: { name: job }, error, failures }: { readonly job: Job; readonly error: unknown; readonly failures: number },
) {
  if (isChanceryError(error) && error.code === "UNAVAILABLE")
    house.log.error({ reasons: error.reasons, job, failures }, error.message);
  else house.log.error({ err: error, job, failures }, "a timed job failed");
}

function outcomeOf(
  job: Job,
  { dueAt, failures: before }: JobRow,
  { error, now }: { readonly error: unknown; readonly now: Date },
) {
  if (error === undefined) return { dueAt: nextDue(job, { dueAt, now }), endedAt: now, failures: 0, lastError: null };
  const failures = before + 1;
  const lastError = (error instanceof Error ? error.message : "something that is no error").slice(0, maxErrorLength);
  return { dueAt: new Date(now.getTime() + retryMs(job, failures)), endedAt: now, failures, lastError };
}

/** Jobs that failed last, and how often in a row. */
export const failingJobs = async (house: House): Promise<readonly Pick<JobRow, "name" | "failures">[]> =>
  (await readJobs(house.db.read)).flatMap(({ name, failures }) => (failures > 0 ? [{ name, failures }] : []));
