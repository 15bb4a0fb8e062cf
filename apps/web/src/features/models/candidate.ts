// The version of a model that one would compare with what is released.
import type { ModelSummary, StageName } from "@chancery/core";

/** The newest sealed version, measured or not, where another one is released; else null. */
export function candidateOf(
  { team, name, stages, candidate }: ModelSummary,
  releaseStage: StageName,
): { readonly team: string; readonly name: string; readonly number: number } | null {
  if (!candidate || !stages.some(({ stage }) => stage === releaseStage)) return null;
  return { team, name, number: candidate.number };
}
