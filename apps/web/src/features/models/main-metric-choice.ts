// The main metric as its form gives it.
import type { MainMetricChoice, Phase } from "@chancery/core";
import type { Fields } from "#components/fields.ts";

/** Without a name the choice is taken back: lists show what was measured first again. */
export function choiceIn(fields: Pick<Fields, "text">): { readonly metric: MainMetricChoice | null } {
  const typed = (name: string) => fields.text(name).trim();
  if (typed("name") === "") return { metric: null };
  const phase = typed("phase") as Phase; // one of the options
  return { metric: { name: typed("name"), phase, dataset: typed("dataset") || null, slice: typed("slice") } };
}
