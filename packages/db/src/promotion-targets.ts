// What promotions ask for: one stage or alias, or several that are executed as one.
import type { PromotionTarget } from "@chancery/core";
import { asc, inArray } from "drizzle-orm";
import { open, type Reader, type Tx } from "./handle.ts";

/** What promotions ask for, in its order. */
export async function targetsOf(
  reader: Reader,
  promotionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PromotionTarget[]>> {
  const found = new Map<string, PromotionTarget[]>();
  if (promotionIds.length === 0) return found;
  const { run, t } = open(reader);
  const { promotionTargets: p } = t;
  const rows = await run
    .select({ promotionId: p.promotionId, kind: p.kind, name: p.name })
    .from(p)
    .where(inArray(p.promotionId, [...promotionIds]))
    .orderBy(asc(p.promotionId), asc(p.position));
  for (const { promotionId, ...target } of rows) found.set(promotionId, [...(found.get(promotionId) ?? []), target]);
  return found;
}

export async function insertTargets(
  tx: Tx,
  { promotionId, targets }: { readonly promotionId: string; readonly targets: readonly PromotionTarget[] },
): Promise<void> {
  const { run, t } = open(tx);
  await run
    .insert(t.promotionTargets)
    .values(targets.map(({ kind, name }, n) => ({ promotionId, position: n + 1, kind, name })));
}
