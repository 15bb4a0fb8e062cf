// Gap-free numbers, handed out under a row lock.
import { eq, sql } from "drizzle-orm";
import { one, open, type Reader, type Tx } from "./handle.ts";

/** The next number of a series, from 1. The row stays locked until the transaction ends, so a rollback leaves no gap. */
export async function nextNumber(tx: Tx, name: string): Promise<number> {
  const next = await countUp(tx, name);
  if (next !== undefined) return next;
  const { run, t } = open(tx);
  await run.insert(t.counters).values({ name, value: 0 }).onConflictDoNothing(); // another transaction may begin it too
  const first = await countUp(tx, name);
  if (first === undefined) throw new Error(`counter ${name} vanished`);
  return first;
}

async function countUp(tx: Tx, name: string): Promise<number | undefined> {
  const { run, t } = open(tx);
  const row = await one(
    run
      .update(t.counters)
      .set({ value: sql`${t.counters.value} + 1` })
      .where(eq(t.counters.name, name))
      .returning({ value: t.counters.value }),
  );
  return row?.value;
}

/** The number given out last; 0 before the first. */
export async function lastNumber(reader: Reader, name: string): Promise<number> {
  const { run, t } = open(reader);
  return (
    (await one(run.select({ value: t.counters.value }).from(t.counters).where(eq(t.counters.name, name))))?.value ?? 0
  );
}
