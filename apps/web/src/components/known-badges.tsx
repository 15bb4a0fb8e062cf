// The badge of a stage or a tier: its word is the registry's, its look what it is for.
import type { StageName, Tier } from "@chancery/core";
import { stages, tiers } from "#known.ts";
import { sentence } from "./sentence.ts";
import { StateBadge } from "./state-badge.tsx";

export const StageBadge = ({ stage }: { readonly stage: StageName }) => (
  <StateBadge state={stages().roleOf(stage)}>{stages().labelOf(stage)}</StateBadge>
);

export const TierBadge = ({ tier }: { readonly tier: Tier }) => (
  <StateBadge state={tiers().roleOf(tier)}>{sentence(tiers().labelOf(tier))}</StateBadge>
);
