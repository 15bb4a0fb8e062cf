// Assesses a model's tier. Raising it is in force at once; lowering it, or a first one below the highest, waits for a second person.
import { orThrow, refuse, TierAssessment, mayNameTier, Target, TierAssessmentView } from "@chancery/core";
import {
  endAssessment,
  insertAssessment,
  lockAssessments,
  rowsBehindTiers,
  tiersIn,
  touchModel,
  type AssessmentRow,
} from "@chancery/db";
import { assertRecorded } from "../audit/said.ts";
import { command } from "../command.ts";
import { lockModel } from "../subjects/model.ts";
import { assessmentView } from "./assessment-view.ts";

/** A lowering that waits is refused by any assessment that takes effect; a second lowering is CONFLICT. */
export const assessTier = command({
  kind: "tier.assessed@1",
  permission: "tier:assess",
  input: TierAssessment.extend({ modelId: Target.model }),
  output: TierAssessmentView,
  subject: (tx, { modelId }, asking) => lockModel(tx, modelId, asking),
  causes: ["tier.refused@1"],
  async run({ tx, actor, now, newId, house, subject: { id: modelId } }, { modelId: _model, ...given }) {
    const tiers = tiersIn(tx);
    await assertRecorded({ reader: tx, house }, await rowsBehindTiers(tx));
    orThrow(mayNameTier(tiers, given.tier));
    const { current, pending } = await lockAssessments(tx, modelId);
    const before = current?.tier ?? null;
    const isPending = tiers.isLowering(before, given.tier);
    if (isPending && pending)
      throw refuse(
        "CONFLICT",
        "tier_pending",
        "a lower tier is already waiting for a second person: confirm or refuse it first",
      );
    if (pending) await endAssessment(tx, { id: pending.id, at: now });
    if (!isPending && current) await endAssessment(tx, { id: current.id, at: now });
    const assessment: AssessmentRow = {
      ...given,
      id: newId(),
      modelId,
      assessorId: actor.id,
      assessedAt: now,
      confirmedBy: null,
      from: isPending ? null : now,
      to: null,
    };
    await insertAssessment(tx, assessment);
    await touchModel(tx, { modelId, now });
    const refused = pending && {
      kind: "tier.refused@1" as const,
      about: { kind: "model", id: modelId },
      data: { modelId, tier: pending.tier },
    };
    return {
      result: assessmentView(assessment, new Map([[actor.id, actor.name]])),
      audit: { modelId, tier: given.tier, before, isPending, rationale: given.rationale },
      caused: refused ? [refused] : [],
    };
  },
});
