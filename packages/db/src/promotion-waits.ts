// Whom open promotions wait for. Made of the promotions and the policy, and made again: the inbox asks it, and no decision rests on it.
import type { PromotionState, StageName, Wait } from "@chancery/core";
import { asc, eq, isNotNull, isNull, or } from "drizzle-orm";
import { open, type Reader, type Tx } from "./handle.ts";

/** Whom a promotion waits for from now on. */
export async function saveWaits(
  tx: Tx,
  { promotionId, waits }: { readonly promotionId: string; readonly waits: readonly Wait[] },
): Promise<void> {
  const { run, t } = open(tx);
  const { promotionWaits: w } = t;
  await run.delete(w).where(eq(w.promotionId, promotionId));
  if (waits.length > 0) await run.insert(w).values(waits.map((wait) => ({ promotionId, ...wait })));
}

export type KeptWaits = {
  readonly promotionId: string;
  /** Null where there is no such promotion. */
  readonly promotion: {
    readonly number: number;
    readonly state: PromotionState;
    readonly stage: StageName;
    readonly modelId: string;
  } | null;
  readonly waits: readonly (Omit<Wait, "gate" | "role"> & { readonly gate: string; readonly role: string })[];
};

/** Of every promotion that is open or has such a row, what is kept. As of one instant. */
export async function waitsKept(reader: Reader): Promise<readonly KeptWaits[]> {
  const { run, t } = open(reader);
  const { promotions: p, promotionWaits: w } = t;
  const promotion = { number: p.number, state: p.state, stage: p.stage, modelId: p.modelId };
  const wait = { gate: w.gate, role: w.role, scope: w.scope, scopeId: w.scopeId };
  const rows = await run
    .select({ id: p.id, promotion, wait })
    .from(p)
    .leftJoin(w, eq(w.promotionId, p.id))
    .where(or(eq(p.state, "open"), isNotNull(w.promotionId)))
    .orderBy(asc(p.number), asc(w.gate));
  const strays = await run
    .select({ id: w.promotionId, wait })
    .from(w)
    .leftJoin(p, eq(p.id, w.promotionId))
    .where(isNull(p.id));
  const kept = new Map<string, KeptWaits>();
  for (const { id, wait: one, promotion: of } of rows) {
    const waits = [...(kept.get(id)?.waits ?? []), ...(one ? [one] : [])];
    kept.set(id, { promotionId: id, promotion: of, waits });
  }
  for (const { id, wait: one } of strays) kept.set(id, { promotionId: id, promotion: null, waits: [one] });
  return [...kept.values()];
}
