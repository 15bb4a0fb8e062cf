// Answers kept for replay, claimed and settled in the act's own transaction.
import { eq, lt } from "drizzle-orm";
import { lock, one, open, type Tx } from "./handle.ts";

/** Claims a key, or gives back what it was claimed for. A concurrent claim of the same key waits for the first to end. */
export async function claimIdempotency(
  tx: Tx,
  { key, bodyHash, now }: { readonly key: string; readonly bodyHash: string; readonly now: Date },
): Promise<{ readonly bodyHash: string; readonly result: unknown } | undefined> {
  const { run, t } = open(tx);
  const claimed = await run
    .insert(t.idempotency)
    .values({ key, bodyHash, createdAt: now })
    .onConflictDoNothing()
    .returning({ key: t.idempotency.key });
  if (claimed.length === 1) return undefined;
  return one(
    lock(
      tx,
      run
        .select({ bodyHash: t.idempotency.bodyHash, result: t.idempotency.result })
        .from(t.idempotency)
        .where(eq(t.idempotency.key, key)),
    ),
  );
}

export async function settleIdempotency(
  tx: Tx,
  { key, result }: { readonly key: string; readonly result: unknown },
): Promise<void> {
  const { run, t } = open(tx);
  await run
    .update(t.idempotency)
    .set({ result: result ?? null })
    .where(eq(t.idempotency.key, key));
}

/** Forgets keys claimed before an instant. */
export async function sweepIdempotency(tx: Tx, { before }: { readonly before: Date }): Promise<void> {
  const { run, t } = open(tx);
  await run.delete(t.idempotency).where(lt(t.idempotency.createdAt, before));
}
