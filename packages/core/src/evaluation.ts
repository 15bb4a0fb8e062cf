// Evaluations: the only home of metrics. Append-only; a re-run is a new row.
import { z } from "zod";
import { line, Sha256 } from "./names.ts";

export const phases = ["training", "validation", "monitoring"] as const;
export type Phase = (typeof phases)[number];

/** A decimal number as text, so that no digit is lost between client, row and log. */
export const Decimal = z
  .string()
  .max(64)
  .regex(/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/, "is not a decimal number")
  .refine((text) => Number.isFinite(Number(text)), { message: "is out of range" });

export const Metric = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._/@ -]{0,199}$/, "a metric name is letters, digits and . _ / @ - space"),
  value: Decimal,
  unit: line(32).optional(),
  /** Which way is better. */
  direction: z.enum(["higher", "lower"]),
  /** Confidence bounds. */
  lower: Decimal.optional(),
  upper: Decimal.optional(),
});
export type Metric = {
  readonly name: string;
  readonly value: string;
  readonly unit?: string | undefined;
  readonly direction: "higher" | "lower";
  readonly lower?: string | undefined;
  readonly upper?: string | undefined;
};

export const DatasetName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,127}$/, "a dataset name is letters, digits, '.', '_', '/', '-', at most 128");
export const DatasetPointer = z.strictObject({ name: DatasetName, sha256: Sha256, version: line(100).optional() });
export type DatasetPointer = { readonly name: string; readonly sha256: string; readonly version?: string | undefined };

export const EvaluationRecord = z.strictObject({
  phase: z.enum(phases),
  dataset: DatasetPointer.optional(),
  /** Part of the dataset the metrics are over; "" is all of it. */
  slice: z.union([z.literal(""), line(200)]).default(""),
  metrics: z
    .array(Metric)
    .min(1)
    .max(500)
    .refine((metrics) => new Set(metrics.map((metric) => metric.name)).size === metrics.length, {
      message: "a metric stands twice",
    }),
  codeCommit: z
    .string()
    .regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, "a commit is 40 or 64 hex digits")
    .optional(),
  observedFrom: z.iso.datetime().optional(),
  observedTo: z.iso.datetime().optional(),
});

/** An evaluation as every reader sees it. Times are ISO 8601 UTC. */
export type EvaluationView = {
  readonly id: string;
  readonly phase: Phase;
  readonly evaluator: string;
  readonly dataset: {
    readonly id: string;
    readonly name: string;
    readonly version: string;
    readonly sha256: string;
  } | null;
  readonly slice: string;
  readonly metrics: readonly Metric[];
  readonly codeCommit: string | null;
  readonly createdAt: string;
};

const fallingWords = new Set(
  "err mse rmse rmsle mae mape nll wer cer eer fpr fnr ece brier latency perplexity ppl gap drift size time ms seconds rtf bytes".split(
    " ",
  ),
);
const risingWords = new Set(
  "accuracy acc precision recall sensitivity specificity tpr tnr auc auroc f map ap".split(" "),
);
const isFalling = (word: string) => fallingWords.has(word) || /(loss|error)s?$/.test(word);
/**
 * Direction assumed for a metric pushed without one: errors, losses, times and sizes fall, the rest rises.
 * Whole words decide (`answer_rate` holds no `wer`), the first telling one before later ones (`recall_at_1pct_fpr` rises).
 */
export function directionOf(name: string): "higher" | "lower" {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/);
  const telling = words.find((word) => risingWords.has(word) || isFalling(word));
  return telling !== undefined && isFalling(telling) ? "lower" : "higher";
}
