// A lowering that waits for a second person, loaded for that person's word on it.
import { mintersAt } from "@chancery/core";
import {
  actorById,
  assessmentById,
  lockAssessments,
  mintingsOf,
  modelSubject,
  type AssessmentRow,
  type ModelSubject,
  type Reader,
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

/** Everybody who stands behind an assessment: the assessor, its owner, and who had made a token for it by then. */
export async function assessorsOf(
  reader: Reader,
  { assessorId, assessedAt }: Pick<AssessmentRow, "assessorId" | "assessedAt">,
): Promise<readonly string[]> {
  const owner = (await actorById(reader, assessorId))?.ownerId;
  if (!owner) return [assessorId];
  const minters = mintersAt(await mintingsOf(reader, [assessorId]), { accountId: assessorId, at: assessedAt });
  return [assessorId, owner, ...minters];
}
