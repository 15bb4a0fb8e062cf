// Evaluations with their marks, as lists show them.
import { marksOf, type MarkedEvaluation, type StageName, type Stages, type Standing } from "@chancery/core";
import type { EvaluationRow, HolderRow } from "@chancery/db";
import { evaluationView } from "./evaluation-view.ts";
import { evaluatedOf } from "./sides.ts";

export const listedEvaluation = (row: EvaluationRow, standing: Standing): MarkedEvaluation => ({
  ...evaluationView(row),
  marks: marksOf(evaluatedOf(row), standing),
});

/** The stage whose approval later measurements are held against: the last exclusive one the version holds. */
export const approvedStage = (stages: Stages, holders: readonly HolderRow[], versionId: string): StageName | null =>
  stages.names.findLast(
    (stage) =>
      stages.isExclusive(stage) && holders.some((held) => held.stage === stage && held.versionId === versionId),
  ) ?? null;
