// An evaluation as readers see it.
import type { EvaluationView } from "@chancery/core";
import type { EvaluationRow } from "@chancery/db";

export const evaluationView = (row: EvaluationRow): EvaluationView => ({
  id: row.id,
  phase: row.phase,
  evaluator: row.evaluator ?? row.evaluatorId,
  evaluatorId: row.evaluatorId,
  dataset: row.dataset,
  slice: row.slice,
  metrics: row.metrics,
  codeCommit: row.codeCommit,
  observedFrom: row.observedFrom?.toISOString() ?? null,
  observedTo: row.observedTo?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});
