// Refuses a lower tier that waits for a second person; the assessor may take it back too.
import { orThrow, maySettle, TierAssessmentView } from "@chancery/core";
import { endAssessment, namesOf } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { assessmentView } from "./assessment-view.ts";
import { lockAssessedModel } from "./pending-assessment.ts";

/** ILLEGAL_TRANSITION when it does not wait any more. */
export const refuseTier = command({
  kind: "tier.refused@1",
  permission: "tier:assess",
  input: z.strictObject({ assessmentId: z.uuid() }),
  output: TierAssessmentView,
  subject: (tx, { assessmentId }) => lockAssessedModel(tx, assessmentId),
  async run({ tx, now, subject }) {
    const { assessment, isPending, modelId } = subject;
    orThrow(maySettle({ isPending }));
    await endAssessment(tx, { id: assessment.id, at: now });
    const names = await namesOf(tx, [assessment.assessorId]);
    return { result: assessmentView({ ...assessment, to: now }, names), audit: { modelId, tier: assessment.tier } };
  },
});
