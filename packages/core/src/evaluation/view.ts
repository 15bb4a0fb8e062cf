// An evaluation as the API answers it, alone and in lists.
import { z } from "zod";
import { phases } from "./phases.ts";
import { measurementMarks } from "./marks.ts";
import { Digest, Id, Time, Reason, type View } from "../kernel/view.ts";
import { directions } from "../metric-directions.ts";
import { RetractionView } from "../retraction/view.ts";

export const Metric = z
  .object({
    name: z.string(),
    value: z.string(),
    unit: z.string().optional(),
    direction: z.enum(directions),
    lower: z.string().optional(),
    upper: z.string().optional(),
  })
  .meta({ id: "Metric", description: "A metric as it is kept." });
export type Metric = View<typeof Metric>;

export const EvaluationView = z
  .object({
    id: Id,
    phase: z.enum(phases),
    evaluator: z.string(),
    evaluatorId: Id,
    dataset: z.object({ id: Id, name: z.string(), version: z.string(), sha256: Digest }).nullable(),
    slice: z.string(),
    metrics: z.array(Metric),
    codeCommit: z.string().nullable(),
    observedFrom: Time.nullable().describe("When what was measured happened; null where nobody said."),
    observedTo: Time.nullable(),
    createdAt: Time,
  })
  .meta({ id: "Evaluation", description: "An evaluation as every reader sees it. Times are ISO 8601 UTC." });
export type EvaluationView = View<typeof EvaluationView>;

export const RecordedEvaluation = z.object({ ...EvaluationView.shape, warnings: z.array(Reason) }).meta({
  id: "RecordedEvaluation",
  description: "The answer to recording one: `warnings` say what was kept otherwise than the recorder may think.",
});
export type RecordedEvaluation = View<typeof RecordedEvaluation>;

export const MarkedEvaluation = z.object({ ...EvaluationView.shape, marks: z.array(z.enum(measurementMarks)) }).meta({
  id: "MarkedEvaluation",
  description:
    "An evaluation in a list, with what is said of it: what an approval rested on, what came later, what a contributor recorded.",
});
export type MarkedEvaluation = View<typeof MarkedEvaluation>;

export const ListedEvaluation = z
  .object({
    ...MarkedEvaluation.shape,
    retraction: RetractionView.nullable().describe("Null while it counts."),
    mayRetract: z
      .boolean()
      .describe(
        "True where the caller recorded it or reviews the model; an open promotion that rests on it may still bar them.",
      ),
  })
  .meta({ id: "ListedEvaluation", description: "The same in the list of all, those too that were taken back." });
export type ListedEvaluation = View<typeof ListedEvaluation>;

export const RetractedEvaluation = z
  .object({ ...EvaluationView.shape, versionNumber: z.int(), retraction: RetractionView })
  .meta({
    id: "RetractedEvaluation",
    description: "An evaluation that was taken back, beside what it would have been shown with.",
  });
export type RetractedEvaluation = View<typeof RetractedEvaluation>;
