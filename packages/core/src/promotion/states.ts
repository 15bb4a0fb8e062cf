// The states of a promotion, and what may be done with one.

export const promotionStates = [
  "open",
  "approved",
  "executed",
  "rejected",
  "withdrawn",
  "expired",
  "superseded",
] as const;
export type PromotionState = (typeof promotionStates)[number];

export const decisions = ["approve", "request-changes", "reject"] as const;
/** An open list: later policies add kinds of vote. */
export type Decision = (typeof decisions)[number];

export const promotionActionNames = ["approve", "request-changes", "reject", "dismiss", "withdraw"] as const;
export type PromotionAction = (typeof promotionActionNames)[number];
