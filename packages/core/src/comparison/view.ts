// Two versions side by side, metric by metric and fact by fact.
import { z } from "zod";
import { phases } from "../evaluation/phases.ts";
import { measurementMarks } from "../evaluation/marks.ts";
import { versionStates } from "../version/states.ts";
import { Digest, Id, Time, Reason, type OneOf, type View } from "../kernel/view.ts";
import { directions } from "../metric-directions.ts";

export const Measurement = z
  .object({
    evaluationId: Id,
    evaluator: z.string(),
    evaluatorId: Id,
    at: Time.describe("When it was recorded."),
    value: z.string(),
    unit: z.string().nullable(),
    lower: z.string().nullable(),
    upper: z.string().nullable(),
    dataset: z.object({ version: z.string(), sha256: Digest }).nullable().describe("The dataset's version and bytes."),
    marks: z.array(z.enum(measurementMarks)),
  })
  .meta({ id: "Measurement" });
export type Measurement = View<typeof Measurement>;

export const SpeaksBecause = z
  .enum(["only-one", "rested-on", "independent", "newest"])
  .describe("Why this one speaks.");
export type SpeaksBecause = OneOf<typeof SpeaksBecause>;

export const Measured = z
  .object({ ...Measurement.shape, because: SpeaksBecause, count: z.int(), others: z.array(Measurement) })
  .meta({
    id: "Measured",
    description:
      "How one metric was measured on one version. `others` are at most ten, newest first; `count` says how many there are in all.",
  });
export type Measured = View<typeof Measured>;

export const MetricVerdict = z
  .enum(["better", "worse", "changed", "equal", "new", "missing", "not-comparable"])
  .describe(
    "`changed`: different, and nobody has said which way is better. `not-comparable`: measured on a dataset with different bytes, or in another unit, or with directions that contradict each other; the row's notes say which.",
  );
export type MetricVerdict = OneOf<typeof MetricVerdict>;

export const MetricRow = z
  .object({
    name: z.string(),
    phase: z.enum(phases),
    datasetName: z.string().nullable(),
    slice: z.string(),
    unit: z.string().nullable(),
    direction: z
      .enum(directions)
      .describe("In force: as stated with the measurement, else by the model's list of metrics."),
    candidate: z.string().nullable(),
    incumbent: z.string().nullable(),
    change: z.string().nullable().describe("candidate − incumbent, exact; null where they are not comparable."),
    relativeChange: z.number().nullable().describe("change ÷ |incumbent|; null where that has no meaning."),
    verdict: MetricVerdict,
    notes: z.array(Reason).describe("Why the values are not comparable, or not better or worse."),
    measured: z
      .object({ candidate: Measured.nullable(), incumbent: Measured.nullable() })
      .describe(
        "Who measured each side, when, and what else was measured; null for a side that was not, and in dossiers that do not hold it.",
      ),
  })
  .meta({ id: "MetricRow" });
export type MetricRow = View<typeof MetricRow>;

export const FactChange = z
  .object({ key: z.string(), candidate: z.string().nullable(), incumbent: z.string().nullable() })
  .meta({ id: "FactChange" });
export type FactChange = View<typeof FactChange>;

export const Differences = z
  .object({
    metrics: z.array(MetricRow),
    params: z.array(FactChange),
    files: z.array(FactChange),
    isSignatureChanged: z.boolean(),
    card: z.object({ candidate: Digest, incumbent: Digest.nullable() }).describe("Digests of the cards in force."),
  })
  .meta({
    id: "Differences",
    description: "What one version changes against another; all of it is new where there is no other.",
  });
export type Differences = View<typeof Differences>;

export const ComparedVersion = z
  .object({
    versionId: Id,
    team: z.string(),
    name: z.string(),
    number: z.int(),
    state: z.enum(versionStates),
    stages: z.array(z.string()),
    manifestDigest: Digest.nullable(),
  })
  .meta({ id: "ComparedVersion" });
export type ComparedVersion = View<typeof ComparedVersion>;

export const EvaluationCounts = z.object({ recorded: z.int(), compared: z.int() }).meta({
  id: "EvaluationCounts",
  description:
    "How many evaluations a version has, and how many of them a comparison looked at: the newest of each phase.",
});
export type EvaluationCounts = View<typeof EvaluationCounts>;

export const Comparison = z
  .object({
    ...Differences.shape,
    evaluations: z.object({ candidate: EvaluationCounts, incumbent: EvaluationCounts.nullable() }),
    candidate: ComparedVersion,
    incumbent: ComparedVersion.nullable().describe(
      "Null where the stage asked about is empty, or held by a candidate that replaced nobody there.",
    ),
    replacedIn: z
      .string()
      .nullable()
      .describe("The stage that the candidate holds and the incumbent had to leave for it."),
    signature: z.array(FactChange),
    environment: z.array(FactChange),
    tags: z.array(FactChange),
    counts: z.record(
      z.enum(["params", "files", "signature", "environment", "tags"]),
      z.object({ changed: z.int(), unchanged: z.int() }),
    ),
  })
  .meta({
    id: "Comparison",
    description: "Two versions side by side. Of each list of facts no more than the first 500 that changed.",
  });
export type Comparison = View<typeof Comparison>;
