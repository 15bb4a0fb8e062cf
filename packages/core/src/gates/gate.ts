// A gate: one rule of the policy in force, judged on one promotion.
export const gateKeys = ["approvals", "objections", "version"] as const;
/** People clear a gate by what they decide, or facts do. */
export const gateKinds = ["people", "facts"] as const;
export const gateStatuses = ["passed", "waiting", "failed"] as const;

/** Who is asked to clear a gate: holders of a role that reaches this place. */
export type ClearedBy = { readonly role: "reviewer"; readonly at: "model" };
export type Gate = {
  readonly key: (typeof gateKeys)[number];
  readonly kind: (typeof gateKinds)[number];
  readonly status: (typeof gateStatuses)[number];
  /** The rule, in words. */
  readonly rule: string;
  /** What was counted or found. */
  readonly detail: string;
  /** What has to happen before it passes, in words; null where it needs nothing. */
  readonly needs: string | null;
  readonly clearedBy: ClearedBy | null;
};
