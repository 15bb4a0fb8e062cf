// Risk tiers, ordered, and what changing one takes.
import { z } from "zod";
import { line, prose } from "./names.ts";

/** In rising order. */
export const tiers = ["minimal", "limited", "high"] as const;
export type Tier = (typeof tiers)[number];

export const TierAssessment = z.strictObject({
  tier: z.enum(tiers),
  exposure: line(500),
  purpose: line(500),
  rationale: prose(4000, 10),
});

/** A lower tier than the one in force takes a second person. */
export const isLowering = (from: Tier | null, to: Tier): boolean => from !== null && tiers.indexOf(to) < tiers.indexOf(from);

/** Times are ISO 8601 UTC; `from` is null while a lowering waits for a second person. */
export type TierAssessmentView = {
  readonly id: string;
  readonly tier: Tier;
  readonly exposure: string;
  readonly purpose: string;
  readonly rationale: string;
  readonly assessor: string;
  readonly assessedAt: string;
  readonly confirmedBy: string | null;
  readonly from: string | null;
  readonly to: string | null;
};
