// Whom an open promotion waits for: what the inbox asks, as rows.
import type { Gate } from "../gates/gate.ts";
import { ruleOf, type PolicyDocument, type StageRule } from "../policy.ts";
import type { PromotionFacts } from "../promotion.ts";
import type { GrantScope } from "../roles.ts";

/** Holders of this role on this place are asked to clear the gate. */
export type Wait = {
  readonly gate: Gate["key"];
  readonly role: StageRule["role"];
  readonly scope: GrantScope;
  readonly scopeId: string;
};

/**
 * None once it is decided. While it is open the reviewers of its model may vote, and vote again, so no vote and no change of
 * content changes whom it waits for: its state and the policy in force do.
 */
export const waitsOf = (
  policy: PolicyDocument,
  { state, stage, modelId }: Pick<PromotionFacts, "state" | "stage"> & { readonly modelId: string },
): readonly Wait[] =>
  state === "open" ? [{ gate: "approvals", role: ruleOf(policy, stage).role, scope: "model", scopeId: modelId }] : [];
