// Records an evaluation on a draft or sealed version; metrics live nowhere else. A re-run is a new row.
import {
  asJson,
  orThrow,
  digestOf,
  recordedMetrics,
  VersionEvaluation,
  mayRecord,
  RecordedEvaluation,
} from "@chancery/core";
import {
  directionsOf,
  hasDatasetEdge,
  insertEdge,
  insertEvaluation,
  touchModel,
  type VersionSubject,
} from "@chancery/db";
import { authorise } from "../authorise.ts";
import { command, type Scope } from "../command.ts";
import { datasetPointedAt } from "../datasets/dataset-pointed-at.ts";
import { lockVersion } from "../subjects/version.ts";
import { evaluationView } from "./evaluation-view.ts";

/**
 * Its dataset is registered on the way where the actor may. Votes cast before become stale. `warnings` name metrics whose
 * direction nobody has stated, or that contradict the model's list.
 */
export const recordEvaluation = command({
  kind: "evaluation.recorded@1",
  permission: "evaluation:validate",
  input: VersionEvaluation,
  output: RecordedEvaluation,
  subject: (tx, { versionId }, asking) => lockVersion(tx, versionId, asking),
  causes: ["dataset.registered@1"],
  async run(scope, { dataset: pointer, ...given }) {
    const { tx, actor, now, newId, subject, grants } = scope;
    const versionId = subject.id;
    orThrow(mayRecord(subject));
    if (given.phase !== "validation") authorise(actor, grants, "evaluation:record", subject); // a reviewer validates only
    const pointed = pointer && (await datasetPointedAt(scope, { pointer, model: subject }));
    const datasetId = pointed?.dataset.id ?? null;
    const list = (await directionsOf(tx, [subject.modelId])).get(subject.modelId) ?? new Map();
    const { metrics, warnings } = recordedMetrics(given.metrics, list);
    const record = {
      id: newId(),
      versionId,
      evaluatorId: actor.id,
      phase: given.phase,
      slice: given.slice,
      metrics,
      codeCommit: given.codeCommit ?? null,
      observedFrom: given.observedFrom ?? null,
      observedTo: given.observedTo ?? null,
    };
    const digest = digestOf(asJson({ ...record, dataset: pointer ?? null, createdAt: now.toISOString() }));
    const evaluation = {
      ...record,
      datasetId,
      observedFrom: instantOf(record.observedFrom),
      observedTo: instantOf(record.observedTo),
      digest,
      createdAt: now,
    };
    await insertEvaluation(tx, evaluation);
    if (datasetId !== null) await noteEvaluatedOn(scope, datasetId);
    await touchModel(tx, { modelId: subject.modelId, now });
    const dataset = pointed ? pointerView(pointed.dataset) : null;
    const view = evaluationView({ ...evaluation, dataset, evaluator: actor.name, evaluatorOwnerId: null });
    const result: RecordedEvaluation = { ...view, warnings };
    const audit = { versionId, evaluationId: record.id, phase: record.phase, datasetId, digest };
    return { result, audit, caused: pointed?.caused ?? [] };
  },
});

/** One edge per dataset, however often it was evaluated on. */
async function noteEvaluatedOn(
  { tx, actor, now, newId, subject }: Scope<VersionSubject>,
  datasetId: string,
): Promise<void> {
  const edge = { versionId: subject.id, kind: "evaluated_on" as const, datasetId };
  if (await hasDatasetEdge(tx, edge)) return;
  await insertEdge(tx, { ...edge, facts: {}, id: newId(), baseVersionId: null, createdBy: actor.id, createdAt: now });
}

const instantOf = (text: string | null) => (text === null ? null : new Date(text));
const pointerView = ({ id, name, version, digest }: { id: string; name: string; version: string; digest: string }) => ({
  id,
  name,
  version,
  sha256: digest,
});
