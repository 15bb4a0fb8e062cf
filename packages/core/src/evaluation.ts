// Evaluations: the only home of metrics. Append-only; a re-run is a new row.
import { z } from "zod";
import { compareDecimals, isDecimalInRange, isOutsideBounds } from "./decimal.ts";
import { directions, knownDirection, type Direction } from "./metric-directions.ts";
import type { Reason } from "./kernel/view.ts";
import { Target } from "./target.ts";
import { line, Sha256 } from "./names.ts";
import type { EvaluationView, Metric } from "./evaluation/view.ts";
import { phases } from "./evaluation/phases.ts";

/** A decimal number as text, so that no digit is lost between client, row and log. */
export const Decimal = z
  .string()
  .max(64)
  .regex(/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/, "is not a decimal number")
  .refine((text) => Number.isFinite(Number(text)) && isDecimalInRange(text), { message: "is out of range" });

/**
 * What people call a metric: letters, marks, numbers, punctuation and symbols of any script, and single spaces inside.
 * Nothing invisible, nothing that turns the text round, no mark without its letter. Kept in NFC.
 */
export const MetricName = z
  .string()
  .max(200)
  .transform((text) => text.normalize("NFC"))
  .refine((text) => /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u.test(text) && !/[\p{DI}\u2800]/u.test(text), {
    message: "a metric name is letters, digits, punctuation and symbols, with no control or invisible character",
  })
  .refine((text) => !/^[ \p{M}]| $| {2}/u.test(text), { message: "must not begin or end with a space" });

/**
 * A measured metric as it is given. A value outside its own bounds is refused: far more often than a bootstrap interval that
 * leaves its estimate out, it is a slip of the columns. What was kept before stays readable.
 */
export const NewMetric = z
  .strictObject({
    name: MetricName,
    value: Decimal,
    unit: line(32).optional(),
    /** Which way is better; where it is left out, the table of known names says so, or the model's list of metrics. */
    direction: z.enum(directions).optional(),
    /** Confidence bounds. */
    lower: Decimal.optional(),
    upper: Decimal.optional(),
  })
  .refine(({ lower, upper }) => lower === undefined || upper === undefined || compareDecimals(lower, upper) <= 0, {
    path: ["upper"],
    message: "is below the lower bound",
    when: ({ issues }) => issues.length === 0,
  })
  .refine((metric) => !isOutsideBounds(metric), {
    path: ["value"],
    message: "is outside its own bounds: lower ≤ value ≤ upper",
    when: ({ issues }) => issues.length === 0,
  });
export type NewMetric = Omit<Metric, "direction"> & { readonly direction?: Direction | undefined };

/** The measurements of one evaluation. */
export const NewMetrics = z
  .array(NewMetric)
  .min(1)
  .max(500)
  .refine((metrics) => new Set(metrics.map((metric) => metric.name)).size === metrics.length, {
    message: "a metric appears twice",
  });

/** What a model's own list says of its metrics: name → direction. */
export type DirectionList = ReadonlyMap<string, Direction>;

/**
 * The metrics as they are kept, and what the recorder has to be told. A direction that is not given comes from the model's
 * list (then the measurement states none, and the list speaks for it), else from the table; it is never guessed.
 */
export function recordedMetrics(
  given: readonly NewMetric[],
  list: DirectionList,
): { readonly metrics: readonly Metric[]; readonly warnings: readonly Reason[] } {
  const metrics = given.map((metric): Metric => {
    const fallback = list.has(metric.name) ? "none" : (knownDirection(metric.name)?.direction ?? "none");
    return { ...metric, direction: metric.direction ?? fallback };
  });
  const isDeliberate = (metric: Metric) =>
    given.some(({ name, direction }) => name === metric.name && direction === "none");
  const warnings = metrics.flatMap((metric) => directionWarnings(metric, list, isDeliberate(metric)));
  return { metrics, warnings };
}

function directionWarnings(metric: Metric, list: DirectionList, isDeliberate: boolean): readonly Reason[] {
  const { direction, contradiction } = effectiveDirection(metric, list);
  if (contradiction) return [contradiction];
  if (direction !== "none" || isDeliberate || list.has(metric.name)) return [];
  const message = `${metric.name}: its direction is not set, so values are compared without better or worse. ${howToSetDirection(metric.name)}`;
  return [{ code: "direction_unknown", message }];
}

/** What to do about a metric without a direction. */
export const howToSetDirection = (name: string): string =>
  `Set it in the model's list of metrics (settings, or chancery metric set team/model ${/^[\w.@/:-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`} higher), or with the measurement.`;

/**
 * Which way a kept measurement is better: what it states, else what the model's list says, else `none`. Where the two say
 * opposite things it is `none` too, and `contradiction` says so.
 */
export function effectiveDirection(
  { name, direction }: Pick<Metric, "name" | "direction">,
  list: DirectionList,
): { readonly direction: Direction; readonly contradiction: Reason | null } {
  const listed = list.get(name) ?? "none";
  if (direction === "none" || listed === "none" || direction === listed)
    return { direction: direction === "none" ? listed : direction, contradiction: null };
  const message = `${name} was recorded as ${direction} is better, but the model's list of metrics says ${listed}: record it again, or change the list`;
  return { direction: "none", contradiction: { code: "direction_contradicted", message } };
}

export const DatasetName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,127}$/, "a dataset name is letters, digits, '.', '_', '/', '-', at most 128");
export const DatasetPointer = z.strictObject({ name: DatasetName, sha256: Sha256, version: line(100).optional() });
export type DatasetPointer = { readonly name: string; readonly sha256: string; readonly version?: string | undefined };

const EvaluationFields = z.strictObject({
  phase: z.enum(phases),
  dataset: DatasetPointer.optional(),
  /** Part of the dataset the metrics are over; "" is all of it. */
  slice: z.union([z.literal(""), line(200)]).default(""),
  metrics: NewMetrics,
  codeCommit: z
    .string()
    .regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, "a commit is 40 or 64 hex digits")
    .optional(),
  observedFrom: z.iso.datetime().optional(),
  observedTo: z.iso.datetime().optional(),
});
const isInOrder = ({
  observedFrom,
  observedTo,
}: {
  observedFrom?: string | undefined;
  observedTo?: string | undefined;
}) => observedFrom === undefined || observedTo === undefined || Date.parse(observedFrom) <= Date.parse(observedTo);
const outOfOrder = {
  path: ["observedTo"],
  message: "is before observedFrom",
  when: ({ issues }: { readonly issues: readonly unknown[] }) => issues.length === 0,
};

export const EvaluationRecord = EvaluationFields.refine(isInOrder, outOfOrder);
/** The same, said of a version. */
export const VersionEvaluation = EvaluationFields.extend({ versionId: Target.version }).refine(isInOrder, outOfOrder);

/** What was measured, in a line: `validation on calls 1, noisy lines: auc 0.94, wer 0.1`. */
export function evaluationInWords({
  phase,
  dataset,
  slice,
  metrics,
}: Pick<EvaluationView, "phase" | "dataset" | "slice" | "metrics">): string {
  const on = dataset ? ` on ${dataset.name} ${dataset.version}` : "";
  const values = metrics.slice(0, spoken).map(({ name, value, unit }) => `${name} ${value}${unit ? ` ${unit}` : ""}`);
  const more = metrics.length > spoken ? ` and ${metrics.length - spoken} more` : "";
  return `${phase}${on}${slice === "" ? "" : `, ${slice}`}: ${values.join(", ")}${more}`;
}
const spoken = 4;
