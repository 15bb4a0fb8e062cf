// The promotion a caller named: by its number or its id; and a promotion as permissions see it.
import { promotionNumberIn, type Subjects, type Target } from "@chancery/core";
import * as db from "@chancery/db";
import type { PromotionRow, Reader, Tx } from "@chancery/db";

/** With the row it was read from. */
export type PromotionSubject = Subjects["promotion"] & { readonly row: PromotionRow };

export const promotionSubject = (row: PromotionRow): PromotionSubject => ({
  kind: "promotion",
  id: row.id,
  teamId: row.teamId,
  modelId: row.modelId,
  visibility: row.visibility,
  isOrphaned: row.disabled !== null,
  row,
});

/** Undefined when there is none. */
export async function findPromotion(
  reader: Reader,
  target: Target<"promotion">,
): Promise<PromotionSubject | undefined> {
  const row =
    target.id === undefined
      ? await db.promotionByNumber(reader, promotionNumberIn(target))
      : (await db.promotionsById(reader, [target.id]))[0];
  return row && promotionSubject(row);
}

/** As `findPromotion`, locked with its version and model: of two votes at once each sees the other. */
export async function lockPromotion(tx: Tx, target: Target<"promotion">): Promise<PromotionSubject | undefined> {
  const { id } = target;
  const row = await db.lockPromotion(tx, id === undefined ? { number: promotionNumberIn(target) } : { id });
  return row && promotionSubject(row);
}
