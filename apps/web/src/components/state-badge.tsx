// Every state of the product as shape + word + colour: one table, so that a state looks the same on every page.
import type { ReactNode } from "react";
import type { PromotionState, StageRole, TierRole } from "@chancery/core";
import { Mark, type MarkShape } from "./mark.tsx";
import { Tag } from "./tag.tsx";
import { toneClasses, type Tone } from "./tone.ts";

type Look = { readonly mark: MarkShape; readonly tone: Tone; readonly word: string };
const look = (mark: MarkShape, tone: Tone, word: string): Look => ({ mark, tone, word });

/** By what a stage is for: its badge says its own name. */
const stages = {
  ungoverned: look("ring", "fresh", "ungoverned"),
  governed: look("half", "underway", "governed"),
  release: look("disc", "settled", "released"),
  retired: look("square", "past", "retired"),
} satisfies Record<StageRole, Look>;

const promotions = {
  open: look("clock", "underway", "waits"),
  approved: look("check", "settled", "approved"),
  executed: look("check", "settled", "executed"),
  rejected: look("cross", "rejected", "rejected"),
  withdrawn: look("back", "past", "withdrawn"),
  expired: look("clock", "waiver", "expired"),
  superseded: look("stop", "blocked", "superseded"),
} satisfies Record<PromotionState, Look>;

const tiers = {
  lowest: look("dash", "past", "Lowest"),
  between: look("diamond", "underway", "Between"),
  highest: look("triangle", "rejected", "Highest"),
} satisfies Record<TierRole, Look>;

const states = {
  ...stages,
  ...promotions,
  ...tiers,
  draft: look("pen", "plain", "draft"),
  sealed: look("seal", "verified", "sealed"),
  revoked: look("stop", "rejected", "revoked"),
  discarded: look("cross", "past", "discarded"),
  stale: look("stop", "blocked", "stale"),
  "request-changes": look("back", "changes", "changes asked"),
  approve: look("check", "settled", "approved"),
  reject: look("cross", "rejected", "rejected"),
  passed: look("check", "settled", "passed"),
  waiting: look("clock", "underway", "waits"),
  failed: look("cross", "rejected", "failed"),
  success: look("check", "settled", "success"),
  denied: look("cross", "rejected", "denied"),
  failure: look("cross", "changes", "failure"),
  invited: look("clock", "underway", "invited"),
  active: look("check", "settled", "active"),
  disabled: look("stop", "blocked", "disabled"),
  expiring: look("clock", "underway", "expires soon"),
  ended: look("dash", "past", "ended"),
  withdrawnDataset: look("stop", "blocked", "withdrawn"),
  verified: look("seal", "verified", "verified"),
  held: look("check", "settled", "held"),
  asked: look("clock", "underway", "asked for"),
  eligible: look("check", "settled", "eligible"),
  blocked: look("stop", "blocked", "blocked"),
} as const satisfies Record<string, Look>;

export type State = keyof typeof states;

/** The badge of a state; `children` replaces its usual word. */
export function StateBadge({ state, children }: { readonly state: State; readonly children?: ReactNode }) {
  const { mark, tone, word } = states[state];
  return (
    <Tag tone={tone} mark={mark}>
      {children ?? word}
    </Tag>
  );
}

/** The state's shape alone in an 18 px box, for lists of gates; its word is read out, not shown. */
export function StateIcon({ state }: { readonly state: State }) {
  const { mark, tone, word } = states[state];
  return (
    <span className={`inline-grid size-4.5 shrink-0 place-items-center rounded ${toneClasses[tone]}`}>
      <Mark shape={mark} className="size-2.5" />
      <span className="sr-only">{word}:</span>
    </span>
  );
}

/** Shape and tone of a state, for components that draw it themselves. */
export const lookOf = (state: State): Look => states[state];
