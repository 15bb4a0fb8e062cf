// The one way into a stage: closing a promotion as executed and letting its version in.
import { openPolicy, policyLabel } from "@chancery/core";
import { closePromotion, enterStage, touchModel, type PromotionRow } from "@chancery/db";
import type { Caused, Scope } from "../command.ts";

/** Called by the vote that completes the rule, and by a request whose rule needs none. Gives back the act that caused. */
export async function executePromotion(
  { tx, now, newId }: Pick<Scope<unknown>, "tx" | "now" | "newId">,
  promotion: Pick<
    PromotionRow,
    "id" | "versionId" | "modelId" | "stage" | "policyVersionId" | "policyDocument" | "policyDigest"
  >,
): Promise<Caused<"promotion.executed@1">> {
  const { id, versionId, modelId, stage, policyVersionId, policyDigest } = promotion;
  await closePromotion(tx, { id, state: "executed", at: now, policyVersionId });
  const { supersedes } = await enterStage(tx, { id: newId(), modelId, versionId, stage, promotionId: id, at: now });
  await touchModel(tx, { modelId, now });
  const policy = policyLabel(openPolicy({ document: promotion.policyDocument, digest: policyDigest }));
  const data = { promotionId: id, versionId, modelId, stage, supersedes, policy, policyDigest };
  return { kind: "promotion.executed@1", about: { kind: "promotion", id }, data };
}
