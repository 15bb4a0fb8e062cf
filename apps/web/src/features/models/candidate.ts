// The version of a model that one would compare with production.
import type { ModelSummary } from "@chancery/core";

/** The newest sealed version, measured or not, where another one holds production; else null. */
export function candidateOf({
  team,
  name,
  stages,
  candidate,
}: ModelSummary): { readonly team: string; readonly name: string; readonly number: number } | null {
  if (!candidate || !stages.some(({ stage }) => stage === "production")) return null;
  return { team, name, number: candidate.number };
}
