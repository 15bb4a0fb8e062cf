// Promotions in words.
import type { PromotionSummary, StageName } from "@chancery/core";

export const promotionPath = (promotion: { readonly number: number }): string => `/promotions/${promotion.number}`;
/** `Approve v14 for production`: the button names the act. */
export const approveLabel = (promotion: { readonly versionNumber: number; readonly stage: StageName }): string =>
  `Approve v${promotion.versionNumber} for ${promotion.stage}`;

/** `1 of 2 approvals`. */
export const approvalsText = ({
  approvals,
  approvalsNeeded,
}: Pick<PromotionSummary, "approvals" | "approvalsNeeded">): string =>
  approvalsNeeded === 0
    ? "needs no vote"
    : `${approvals} of ${approvalsNeeded} ${approvalsNeeded === 1 ? "approval" : "approvals"}`;
