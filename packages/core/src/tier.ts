// Risk tiers, ordered, and what changing one takes.
import { z } from "zod";
import type { Reason } from "./kernel/view.ts";
import { allowed, allowedUnless, refused, type Verdict } from "./errors.ts";
import { line, prose } from "./names.ts";
import type { Actor } from "./roles.ts";
import type { TierRow } from "./registry/view.ts";

/** The id of a tier: which there are, the registry says. */
export type Tier = string;

/** What a new registry has, in rising order. */
export const builtInTiers: readonly TierRow[] = [
  { id: "minimal", label: "minimal" },
  { id: "limited", label: "limited" },
  { id: "high", label: "high" },
];

export type TierRole = "lowest" | "between" | "highest";

export class Tiers {
  /** In rising order. */
  readonly all: readonly TierRow[];
  readonly names: readonly Tier[];
  /** What a model counts as until it is assessed, the highest: nobody has said yet that less hangs on it. */
  readonly unassessed: TierRow;

  constructor(rising: readonly TierRow[]) {
    const highest = rising.at(-1);
    if (!highest) throw new RangeError("a registry has at least one tier");
    this.all = rising;
    this.names = rising.map(({ id }) => id);
    this.unassessed = highest;
  }

  labelOf(name: Tier): string {
    return this.all.find(({ id }) => id === name)?.label ?? name;
  }

  roleOf(name: Tier): TierRole {
    if (name === this.unassessed.id) return "highest";
    return name === this.names[0] ? "lowest" : "between";
  }

  /** A lower tier than the one in force takes a second person; a model that was never assessed counts as the highest. */
  isLowering(from: Tier | null, to: Tier): boolean {
    const rank = this.names.indexOf(from ?? this.unassessed.id);
    return this.names.indexOf(to) < (rank < 0 ? this.names.length : rank);
  }
}

/** A tier as callers name it: which there are, the registry says. */
export const TierText = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "a tier is lower-case letters, digits and '-'");
/** Whether a name is a tier's; if not, the ones there are. */
export const mayNameTier = ({ names }: Tiers, name: string): Verdict =>
  names.includes(name)
    ? allowed
    : refused("INVALID_INPUT", {
        code: "tier_unknown",
        message: `there is no tier ${name}: the tiers are ${names.join(", ")}`,
      });

export const TierAssessment = z.strictObject({
  tier: TierText,
  exposure: line(500),
  purpose: line(500),
  rationale: prose(4000, 10),
});

/** A lowering is confirmed or refused once. */
export const maySettle = ({ isPending }: { readonly isPending: boolean }): Verdict =>
  isPending
    ? allowed
    : refused("ILLEGAL_TRANSITION", {
        code: "assessment_settled",
        message: "this assessment is not waiting for confirmation",
      });

/** Whether this actor may put a lowering in force: it takes a second person. `assessorIds` are all who stand behind the assessor. */
export function mayConfirmTier(
  assessment: { readonly assessorIds: readonly string[] },
  actor: Pick<Actor, "kind" | "answerableId">,
): Verdict {
  const reasons: Reason[] = [];
  if (actor.kind !== "person")
    reasons.push({
      code: "confirmer_not_a_person",
      message: "a service account cannot confirm a lower tier: a person must",
    });
  if (assessment.assessorIds.includes(actor.answerableId))
    reasons.push({ code: "confirmer_is_assessor", message: "you assessed this tier: someone else has to confirm it" });
  return allowedUnless("POLICY_UNMET", reasons);
}
