// The hues of the ledger as class pairs: colour only ever for state.

/** Named after how far a thing has come, not after stages. Text on its own tint; every pair has contrast ≥ 5.2 in both themes. */
export const toneClasses = {
  plain: "bg-raised text-ink2",
  accent: "bg-accent-bg text-accent",
  fresh: "bg-dev-bg text-dev",
  underway: "bg-stg-bg text-stg",
  settled: "bg-prd-bg text-prd",
  past: "bg-arc-bg text-arc",
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
  fresh: "text-dev",
  underway: "text-stg",
  settled: "text-prd",
  past: "text-arc",
  rejected: "text-rej",
  changes: "text-chg",
  blocked: "text-blk",
  verified: "text-vrf",
  waiver: "text-wvr",
} as const satisfies Record<Tone, string>;
