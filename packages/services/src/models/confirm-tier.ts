// The second person's word: puts a lower tier in force.
import { orThrow, mayConfirmTier, maySettle, TierAssessmentView } from "@chancery/core";
import { confirmAssessment, endAssessment, loadHolders, namesOf, touchModel } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { mayStandBeside } from "../identity/unvouched.ts";
import { assessmentView } from "./assessment-view.ts";
import { assessorsOf, lockAssessedModel } from "./pending-assessment.ts";

/** POLICY_UNMET for the assessor, the people behind it, and service accounts. */
export const confirmTier = command({
  kind: "tier.confirmed@1",
  permission: "tier:confirm",
  input: z.strictObject({ assessmentId: z.uuid() }),
  output: TierAssessmentView,
  subject: (tx, { assessmentId }) => lockAssessedModel(tx, assessmentId),
  async run({ tx, actor, now, subject }) {
    const { assessment, current, isPending, modelId } = subject;
    orThrow(maySettle({ isPending }));
    const assessorIds = await assessorsOf(tx, assessment);
    orThrow(mayConfirmTier({ assessorIds }, actor));
    const between = { holders: await loadHolders(tx, now), actorId: actor.answerableId, others: assessorIds };
    orThrow(await mayStandBeside(tx, between));
    if (current) await endAssessment(tx, { id: current.id, at: now });
    await confirmAssessment(tx, { id: assessment.id, at: now, confirmedBy: actor.id });
    await touchModel(tx, { modelId, now });
    const names = await namesOf(tx, [assessment.assessorId, actor.id]);
    return {
      result: assessmentView({ ...assessment, from: now, confirmedBy: actor.id }, names),
      audit: { modelId, tier: assessment.tier },
    };
  },
});
