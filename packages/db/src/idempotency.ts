// Answers kept for replay, claimed and settled in the act's own transaction.
import { eq, lt, sql } from "drizzle-orm";
import { hot, lock, one, open, placeholdersOf, type Tx } from "./handle.ts";

/** Claims a key, or gives back what it was claimed for. A concurrent claim of the same key waits for the first to end. */
export async function claimIdempotency(
  tx: Tx,
  { key, bodyHash, now }: { readonly key: string; readonly bodyHash: string; readonly now: Date },
): Promise<{ readonly bodyHash: string; readonly result: unknown } | undefined> {
  const claimed = await hot(
    tx,
    "claim_key",
    ({ run, t: { idempotency } }) => {
      const { key, bodyHash, createdAt } = placeholdersOf(idempotency);
      const claim = run.insert(idempotency).values({ key, bodyHash, createdAt });
      return claim.onConflictDoNothing().returning({ key: idempotency.key });
    },
    { key, bodyHash, createdAt: now },
  );
  if (claimed.length === 1) return undefined;
  return one(
    hot(
      tx,
      "lock_claim",
      ({ run, t: { idempotency } }) => {
        const { bodyHash, result } = idempotency;
        const held = run.select({ bodyHash, result }).from(idempotency);
        return lock(tx, held.where(eq(idempotency.key, sql.placeholder("key"))));
      },
      { key },
    ),
  );
}

export async function settleIdempotency(
  tx: Tx,
  { key, result }: { readonly key: string; readonly result: unknown },
): Promise<void> {
  await hot(
    tx,
    "settle_key",
    ({ run, t: { idempotency } }) => {
      const { key, result } = placeholdersOf(idempotency);
      return run.update(idempotency).set({ result }).where(eq(idempotency.key, key));
    },
    { key, result: result ?? null },
  );
}

/** Forgets keys claimed before an instant. */
export async function sweepIdempotency(tx: Tx, { before }: { readonly before: Date }): Promise<void> {
  const { run, t } = open(tx);
  await run.delete(t.idempotency).where(lt(t.idempotency.createdAt, before));
}
