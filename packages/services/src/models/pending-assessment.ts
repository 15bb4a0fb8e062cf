// A lowering that waits for a second person, loaded for that person's word on it.
import {
  assessmentById,
  lockAssessments,
  modelSubject,
  type AssessmentRow,
  type ModelSubject,
  type Tx,
} from "@chancery/db";

export type AssessedModel = ModelSubject & {
  readonly assessment: AssessmentRow;
  readonly current: AssessmentRow | undefined;
  /** False once it was confirmed, refused or overtaken. */
  readonly isPending: boolean;
};

/** The model of an assessment, locked, with the assessment and the one in force. */
export async function lockAssessedModel(tx: Tx, assessmentId: string): Promise<AssessedModel | undefined> {
  const found = await assessmentById(tx, assessmentId);
  const model = found && (await modelSubject(tx, found.modelId, { lock: true }));
  if (!model) return undefined;
  const { current, pending } = await lockAssessments(tx, model.id);
  const isPending = pending?.id === assessmentId;
  return { ...model, assessment: isPending ? pending : found, current, isPending };
}
