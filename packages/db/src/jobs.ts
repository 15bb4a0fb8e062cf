// Timed work that the registry does by itself: one row for each job, leased to the process that runs it.
import { and, eq, isNull } from "drizzle-orm";
import { hot, open, type Reader, type Tx } from "./handle.ts";
import type { Tables } from "./schema/schema.ts";

export type JobRow = Tables["jobs"]["$inferSelect"];

export const readJobs = async (reader: Reader): Promise<readonly JobRow[]> =>
  hot(reader, "read_jobs", ({ run, t: { jobs } }) => run.select().from(jobs), {});

/** Jobs that have no row yet get one. */
export async function addJobs(tx: Tx, rows: readonly Pick<JobRow, "name" | "dueAt">[]): Promise<void> {
  const { run, t } = open(tx);
  await run
    .insert(t.jobs)
    .values([...rows])
    .onConflictDoNothing();
}

/** Gives the job to a holder, as it was when they read it. False where another has taken or settled it since. */
export async function leaseJob(
  tx: Tx,
  { name, dueAt, leaseHolder }: Pick<JobRow, "name" | "dueAt" | "leaseHolder">,
  { holder, now, until }: { readonly holder: string; readonly now: Date; readonly until: Date },
): Promise<boolean> {
  const { run, t } = open(tx);
  const { jobs } = t;
  const isAsRead = and(
    eq(jobs.name, name),
    eq(jobs.dueAt, dueAt),
    leaseHolder === null ? isNull(jobs.leaseHolder) : eq(jobs.leaseHolder, leaseHolder),
  );
  const leased = await run
    .update(jobs)
    .set({ leaseHolder: holder, leaseUntil: until, startedAt: now })
    .where(isAsRead)
    .returning({ name: jobs.name });
  return leased.length === 1;
}

/** Holds the lease on. */
export async function renewJob(
  tx: Tx,
  { name, holder, until }: { readonly name: string; readonly holder: string; readonly until: Date },
): Promise<void> {
  const { run, t } = open(tx);
  const { jobs } = t;
  await run
    .update(jobs)
    .set({ leaseUntil: until })
    .where(and(eq(jobs.name, name), eq(jobs.leaseHolder, holder)));
}

/** Says how it went and when it is due next, and lets it go; nothing where another has it by now. */
export async function settleJob(
  tx: Tx,
  {
    name,
    holder,
    ...outcome
  }: Pick<JobRow, "name" | "dueAt" | "endedAt" | "failures" | "lastError"> & {
    readonly holder: string;
  },
): Promise<void> {
  const { run, t } = open(tx);
  const { jobs } = t;
  await run
    .update(jobs)
    .set({ ...outcome, leaseHolder: null, leaseUntil: null })
    .where(and(eq(jobs.name, name), eq(jobs.leaseHolder, holder)));
}
