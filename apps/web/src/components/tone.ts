// The hues of the ledger as class pairs: colour only ever for state.

/** Text on its own tint; every pair has contrast ≥ 5.2 in both themes. */
export const toneClasses = {
  plain: "bg-raised text-ink2",
  accent: "bg-accent-bg text-accent",
  development: "bg-dev-bg text-dev",
  staging: "bg-stg-bg text-stg",
  production: "bg-prd-bg text-prd",
  archived: "bg-arc-bg text-arc",
  rejected: "bg-rej-bg text-rej",
  changes: "bg-chg-bg text-chg",
  blocked: "bg-blk-bg text-blk",
  verified: "bg-vrf-bg text-vrf",
  waiver: "bg-wvr-bg text-wvr",
} as const;
export type Tone = keyof typeof toneClasses;

/** The same hue as text on the surface; contrast ≥ 5.9. */
export const toneText = {
  plain: "text-ink2",
  accent: "text-accent",
  development: "text-dev",
  staging: "text-stg",
  production: "text-prd",
  archived: "text-arc",
  rejected: "text-rej",
  changes: "text-chg",
  blocked: "text-blk",
  verified: "text-vrf",
  waiver: "text-wvr",
} as const satisfies Record<Tone, string>;
