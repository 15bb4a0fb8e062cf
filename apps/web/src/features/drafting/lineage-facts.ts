// What somebody states about where a version comes from, as the acts that record it.
import type { LineageFact, LineageView } from "@chancery/core";
import type { Fields } from "#components/fields.ts";
import type { PickedDataset } from "./find.ts";

export const commitPattern = "[0-9a-f]{40}([0-9a-f]{24})?";

/** One act for each; a half of a fact is refused by the server, which says what it lacks. */
export function factsStated(fields: Fields, trainedOn: readonly PickedDataset[]): readonly LineageFact[] {
  const base = fields.text("base");
  const repository = fields.text("repository");
  const commit = fields.text("commit").toLowerCase();
  const job = fields.text("job");
  const url = fields.optional("jobUrl");
  return [
    ...trainedOn.map((dataset) => ({ kind: "trained_on", dataset }) as const),
    ...(base === "" ? [] : [{ kind: "derived_from", reference: base } as const]),
    ...(repository === "" && commit === ""
      ? []
      : [{ kind: "built_from", repository, commit, isDirty: fields.text("tree") === "dirty" } as const]),
    ...(job === "" && url === undefined
      ? []
      : [{ kind: "produced_by", job, ...(url !== undefined && { url }) } as const]),
  ];
}

const asked = {
  trained_on: "the dataset",
  derived_from: "the base version",
  built_from: "the commit",
  produced_by: "the job",
} as const;

/** What of the four nobody has stated yet. */
export const unstated = (lineage: readonly Pick<LineageView, "kind">[]): readonly string[] =>
  Object.entries(asked).flatMap(([kind, words]) => (lineage.some((edge) => edge.kind === kind) ? [] : [words]));
