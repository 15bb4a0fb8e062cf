// Risk tiers, ordered, and what changing one takes.
import { z } from "zod";
import type { Reason } from "./errors.ts";
import { line, prose } from "./names.ts";
import type { Actor } from "./roles.ts";

/** In rising order. */
export const tiers = ["minimal", "limited", "high"] as const;
export type Tier = (typeof tiers)[number];

export const TierAssessment = z.strictObject({
  tier: z.enum(tiers),
  exposure: line(500),
  purpose: line(500),
  rationale: prose(4000, 10),
});

/** What a model counts as until it is assessed: nobody has said yet that less hangs on it. */
const unassessed: Tier = "high";

/** A lower tier than the one in force takes a second person; a model that was never assessed counts as the highest. */
export const isLowering = (from: Tier | null, to: Tier): boolean =>
  tiers.indexOf(to) < tiers.indexOf(from ?? unassessed);

/** A lowering is confirmed or refused once. */
export const whyNotSettle = ({ isPending }: { readonly isPending: boolean }): readonly Reason[] =>
  isPending ? [] : [{ code: "assessment_settled", message: "this assessment does not wait for anyone" }];

/** Why this actor may not put a lowering in force: it takes a second person. `assessorIds` are all who stand behind the assessor. */
export function whyNotConfirm(
  assessment: { readonly assessorIds: readonly string[] },
  actor: Pick<Actor, "kind" | "answerableId">,
): readonly Reason[] {
  const reasons: Reason[] = [];
  if (actor.kind !== "person")
    reasons.push({
      code: "confirmer_not_a_person",
      message: "a lower tier is confirmed by a person, not by a service account",
    });
  if (assessment.assessorIds.includes(actor.answerableId))
    reasons.push({ code: "confirmer_is_assessor", message: "you assessed this tier: someone else has to confirm it" });
  return reasons;
}

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
