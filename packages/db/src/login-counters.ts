// Sign-in attempts per key in a window, counted before anything is hashed; shared by all processes.
import { and, eq, gt, lt, sql } from "drizzle-orm";
import { one, open, type Reader, type Tx } from "./handle.ts";

export type AttemptLimit = { readonly key: string; readonly most: number; readonly windowMs: number };

/**
 * Counts one attempt against every limit, or against none and says until when the first exceeded one is closed.
 * Keys are locked in the order given: give them in the same order everywhere.
 */
export async function countAttempt(
  tx: Tx,
  { limits, now }: { readonly limits: readonly AttemptLimit[]; readonly now: Date },
): Promise<{ readonly closedUntil: Date } | undefined> {
  const { run, t } = open(tx);
  const counted = [];
  for (const { key, most, windowMs } of limits) {
    const resetsAt = new Date(now.getTime() + windowMs);
    // One statement makes the row or locks the one there: between two, a sweep could take it away.
    const row = await one(
      run
        .insert(t.loginCounters)
        .values({ key, failures: 0, resetsAt })
        .onConflictDoUpdate({ target: t.loginCounters.key, set: { key } })
        .returning(),
    );
    if (!row) throw new Error("a sign-in counter vanished under its lock");
    const isAhead = row.resetsAt.getTime() > resetsAt.getTime() + windowMs; // begun before the clock was set back
    const isOver = row.resetsAt <= now || isAhead;
    if (!isOver && row.failures >= most) return { closedUntil: row.resetsAt };
    counted.push(isOver ? { key, failures: 1, resetsAt } : { key, failures: row.failures + 1, resetsAt: row.resetsAt });
  }
  for (const { key, failures, resetsAt } of counted)
    await run.update(t.loginCounters).set({ failures, resetsAt }).where(eq(t.loginCounters.key, key));
  return undefined;
}

/** Gives one attempt back: it was no failure. */
export async function giveBackAttempt(tx: Tx, keys: readonly string[]): Promise<void> {
  const { run, t } = open(tx);
  for (const key of keys)
    await run
      .update(t.loginCounters)
      .set({ failures: sql`${t.loginCounters.failures} - 1` })
      .where(and(eq(t.loginCounters.key, key), gt(t.loginCounters.failures, 0)));
}

/** Marks a key until an instant, with no attempt counted. */
export async function markLoginKey(
  tx: Tx,
  { key, until }: { readonly key: string; readonly until: Date },
): Promise<void> {
  const { run, t } = open(tx);
  await run
    .insert(t.loginCounters)
    .values({ key, failures: 0, resetsAt: until })
    .onConflictDoUpdate({ target: t.loginCounters.key, set: { failures: 0, resetsAt: until } });
}

export async function isLoginKeyMarked(
  reader: Reader,
  { key, at }: { readonly key: string; readonly at: Date },
): Promise<boolean> {
  const { run, t } = open(reader);
  const row = await one(
    run
      .select({ key: t.loginCounters.key })
      .from(t.loginCounters)
      .where(and(eq(t.loginCounters.key, key), gt(t.loginCounters.resetsAt, at))),
  );
  return row !== undefined;
}

/** Forgets keys whose window ended before an instant. */
export async function sweepLoginCounters(tx: Tx, { before }: { readonly before: Date }): Promise<void> {
  const { run, t } = open(tx);
  await run.delete(t.loginCounters).where(lt(t.loginCounters.resetsAt, before));
}
