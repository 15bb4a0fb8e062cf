// When a job is due: by its row and the time alone.
import type { JobRow } from "@chancery/db";
import type { Job } from "./table.ts";

const minute = 60_000;

/** A failed job is tried again after its own interval or a minute, whichever is less, then ever more seldom, up to its interval or a minute. */
export function retryMs({ everyMs }: Pick<Job, "everyMs">, failures: number): number {
  return Math.min(Math.min(everyMs, minute) * 2 ** Math.max(0, failures - 1), Math.max(everyMs, minute));
}

/** The next time after `now` in the job's own rhythm: what was missed while nothing ran is made up once. */
export function nextDue(
  { everyMs }: Pick<Job, "everyMs">,
  { dueAt, now }: { readonly dueAt: Date; readonly now: Date },
): Date {
  const passed = Math.max(0, now.getTime() - dueAt.getTime());
  const next = dueAt.getTime() + (Math.floor(passed / everyMs) + 1) * everyMs;
  return new Date(Math.min(next, now.getTime() + everyMs)); // a due time of before the clock was set back is no rhythm
}

/** Due, and held by nobody who is still there. A due time further off than any is made for is of a clock that was set back. */
export function isDue(
  { everyMs }: Pick<Job, "everyMs">,
  { dueAt, leaseHolder, leaseUntil }: Pick<JobRow, "dueAt" | "leaseHolder" | "leaseUntil">,
  { now, isGone }: { readonly now: Date; isGone(holder: string): boolean },
): boolean {
  const isHeld = leaseHolder !== null && leaseUntil !== null && leaseUntil > now && !isGone(leaseHolder);
  if (isHeld) return false;
  return dueAt <= now || dueAt.getTime() > now.getTime() + Math.max(everyMs, minute);
}
