// Marks dossiers old in the transaction of the act that changed a part of what they show.
import { changedParts, type ActKind } from "@chancery/core";
import {
  currentPolicy,
  freshPromotionsBeside,
  freshPromotionsOf,
  freshPromotionsOnDataset,
  markDossiersOld,
  promotionsById,
  type Tx,
} from "@chancery/db";
import { partsNow } from "./parts.ts";

/**
 * What an act may change a part of: a model's promotions, those of versions on a dataset, or those that wait for the stage a
 * version enters: they all have another incumbent then, so none is weighed. The other acts change none.
 */
const reaches: Partial<Record<ActKind, "model" | "dataset" | "stage">> = {
  "model.card-revised@1": "model",
  "model.metric-set@1": "model",
  "tier.assessed@1": "model",
  "tier.confirmed@1": "model",
  "version.revised@1": "model",
  "version.revoked@1": "model", // it may leave a stage
  "evaluation.recorded@1": "model",
  "evaluation.retracted@1": "model",
  "lineage.retracted@1": "model",
  "lineage.recorded@1": "model",
  "dataset.withdrawn@1": "dataset",
  "promotion.executed@1": "stage",
};

type Done = {
  readonly kinds: readonly ActKind[];
  readonly subject: object & { readonly id: string };
  readonly about: { readonly kind: string; readonly id: string };
  /** The entry of the act. */
  readonly entryId: string;
};

/** Marks every open promotion the act reaches whose dossier no longer shows what is. */
export async function markOldAfter(tx: Tx, { kinds, subject, about, entryId }: Done): Promise<void> {
  const reach = kinds.map((kind) => reaches[kind]).find((one) => one !== undefined);
  if (reach === undefined) return;
  if (reach === "stage") {
    const promotionIds = await freshPromotionsBeside(tx, about.id);
    return markDossiersOld(tx, { promotionIds, by: entryId });
  }
  const ids =
    reach === "dataset" ? await freshPromotionsOnDataset(tx, subject.id) : await reachedIn(tx, subject, about);
  if (ids.length === 0) return;
  const policy = await currentPolicy(tx);
  const old: string[] = [];
  for (const row of await promotionsById(tx, ids)) {
    if (row.manifestDigest === null) continue;
    const { digests } = await partsNow(tx, { ...row, manifest: row.manifestDigest }, policy);
    if (changedParts(row.digests, digests).length > 0) old.push(row.id);
  }
  await markDossiersOld(tx, { promotionIds: old, by: entryId });
}

async function reachedIn(tx: Tx, subject: object, about: Done["about"]): Promise<readonly string[]> {
  const modelId = about.kind === "model" ? about.id : "modelId" in subject ? subject.modelId : undefined;
  if (typeof modelId !== "string")
    throw new Error(`an act changes what promotions show, but ${about.kind} names no model`);
  return freshPromotionsOf(tx, modelId);
}
