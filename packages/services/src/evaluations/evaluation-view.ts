// An evaluation as readers see it.
import type { EvaluationView } from "@chancery/core";
import type { EvaluationRow } from "@chancery/db";

export const evaluationView = (row: EvaluationRow, names: ReadonlyMap<string, string>): EvaluationView => ({
  id: row.id,
  phase: row.phase,
  evaluator: names.get(row.evaluatorId) ?? row.evaluatorId,
  dataset: row.dataset,
  slice: row.slice,
  metrics: row.metrics,
  codeCommit: row.codeCommit,
  createdAt: row.createdAt.toISOString(),
});
