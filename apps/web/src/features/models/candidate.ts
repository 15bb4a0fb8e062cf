// The version of a model that one would compare with production.
import type { ModelSummary } from "@chancery/core";

/** The newest sealed and measured version, where another one holds production; else null. */
export function candidateOf({
  team,
  name,
  stages,
  mainMetric,
}: ModelSummary): { readonly team: string; readonly name: string; readonly number: number } | null {
  const production = stages.find(({ stage }) => stage === "production");
  if (!production || !mainMetric || production.number === mainMetric.number) return null;
  return { team, name, number: mainMetric.number };
}
