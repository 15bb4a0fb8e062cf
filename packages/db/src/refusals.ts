// Equal refusals within a window: the first is a leaf at once, the rest are counted here.
import { eq, gt, lt, or, sql } from "drizzle-orm";
import { one, open, type Tx } from "./handle.ts";

type Counted = { readonly entry: unknown; readonly repeats: number };

/** Counts a refusal. `isRepeat`: an equal one within the window has its leaf already. `elapsed`: what an earlier window still owes. */
export async function countRefusal(
  tx: Tx,
  {
    key,
    now,
    windowMs,
    entry,
  }: { readonly key: string; readonly now: Date; readonly windowMs: number; readonly entry: unknown },
): Promise<{ readonly isRepeat: boolean; readonly elapsed: Counted | undefined }> {
  const { run, t } = open(tx);
  // One statement makes the row or locks the one there: between two, the timer of another process could take it away.
  const row = await one(
    run
      .insert(t.refusals)
      .values({ key, since: new Date(0), repeats: 0, entry })
      .onConflictDoUpdate({ target: t.refusals.key, set: { key } })
      .returning(),
  );
  if (!row) throw new Error("a refusal counter vanished under its lock");
  // Either way: one counted under a clock that ran ahead must not silence those to come.
  if (Math.abs(now.getTime() - row.since.getTime()) < windowMs) {
    await run
      .update(t.refusals)
      .set({ repeats: sql`${t.refusals.repeats} + 1` })
      .where(eq(t.refusals.key, key));
    return { isRepeat: true, elapsed: undefined };
  }
  await run.update(t.refusals).set({ since: now, repeats: 0, entry }).where(eq(t.refusals.key, key));
  return { isRepeat: false, elapsed: row.repeats > 0 ? { entry: row.entry, repeats: row.repeats } : undefined };
}

/** Takes every counter whose window is over, or began under a clock that ran ahead. */
export async function takeElapsedRefusals(
  tx: Tx,
  { now, windowMs }: { readonly now: Date; readonly windowMs: number },
): Promise<readonly Counted[]> {
  const { run, t } = open(tx);
  return run
    .delete(t.refusals)
    .where(
      or(
        lt(t.refusals.since, new Date(now.getTime() - windowMs)),
        gt(t.refusals.since, new Date(now.getTime() + windowMs)),
      ),
    )
    .returning({ entry: t.refusals.entry, repeats: t.refusals.repeats });
}
