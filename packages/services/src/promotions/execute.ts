// The one way into a stage: closing a promotion as executed and letting its version in.
import { openPolicy, policyLabel, type StageName } from "@chancery/core";
import { closePromotion, enterStage, stagesIn, targetsOf, touchModel, type PromotionRow, type Tx } from "@chancery/db";
import type { Caused, Scope } from "../command.ts";

/** Called where the gates have passed, in the same transaction: the act that asked for the verdict executes it. Gives back the act that caused. */
export async function executePromotion(
  { tx, actor, now, newId }: Pick<Scope<unknown>, "tx" | "actor" | "now" | "newId">,
  promotion: Pick<PromotionRow, "id" | "versionId" | "modelId" | "policyVersionId" | "policyDocument" | "policyDigest">,
): Promise<Caused<"promotion.executed@1">> {
  const { id, versionId, modelId, policyVersionId, policyDigest } = promotion;
  const stage = await onlyStage(tx, id);
  const executed = { approvedAt: now, executedBy: actor.id };
  await closePromotion(tx, { id, state: "executed", at: now, policyVersionId, executed });
  const { supersedes } = await enterStage(tx, { id: newId(), modelId, versionId, stage, promotionId: id, at: now });
  await touchModel(tx, { modelId, now });
  const policy = policyLabel(openPolicy({ document: promotion.policyDocument, digest: policyDigest }));
  const data = { promotionId: id, versionId, modelId, stage, supersedes, policy, policyDigest };
  return { kind: "promotion.executed@1", about: { kind: "promotion", id }, data };
}

/** No request asks for more than one stage yet. What does is not let in halfway. */
async function onlyStage(tx: Tx, id: string): Promise<StageName> {
  const [first, ...others] = (await targetsOf(tx, [id])).get(id) ?? [];
  if (first?.kind !== "stage" || others.length > 0) throw new Error(`promotion ${id} asks for more than one stage`);
  if (!stagesIn(tx).has(first.name)) throw new Error(`promotion ${id} asks for ${first.name}, which is no stage here`);
  return first.name;
}
