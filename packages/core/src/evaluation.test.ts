import { describe, expect, it } from "vitest";
import { DatasetName, Decimal, directionOf, EvaluationRecord, Metric } from "./evaluation.ts";

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe("a decimal", () => {
  it.each(["0", "-1", "0.10", "1e-7", "1E+3", "12345678901234567890.123456789"])("%s is kept digit by digit", (text) =>
    expect(Decimal.parse(text)).toBe(text),
  );
  it.each([
    "",
    "NaN",
    "Infinity",
    "1e999",
    "01",
    ".5",
    "1.",
    "+1",
    "0x10",
    "1,5",
    " 1",
    "1\n",
    "1_0",
    "\u0661",
    "9".repeat(65),
  ])("%j is none", (text) => expect(accepts(Decimal, text)).toBe(false));
});

describe("an evaluation", () => {
  const metric = { name: "accuracy", value: "0.9", direction: "higher" };
  const record = { phase: "validation", metrics: [metric] };
  it("is of the whole dataset unless it names a slice", () => expect(EvaluationRecord.parse(record).slice).toBe(""));
  it.each([
    ["no metric", { ...record, metrics: [] }],
    ["a metric twice", { ...record, metrics: [metric, { ...metric, value: "1" }] }],
    ["a number for a value", { ...record, metrics: [{ ...metric, value: 0.9 }] }],
    ["no direction", { ...record, metrics: [{ name: "accuracy", value: "0.9" }] }],
    ["an unknown phase", { ...record, phase: "testing" }],
    ["an abbreviated commit", { ...record, codeCommit: "abc123" }],
    ["a dataset without a digest", { ...record, dataset: { name: "vox" } }],
    ["a field of no meaning", { ...record, approved: true }],
    [
      "more metrics than allowed",
      { ...record, metrics: Array.from({ length: 501 }, (_, n) => ({ ...metric, name: `m${n}` })) },
    ],
  ])("is refused with %s", (_what, value) => expect(accepts(EvaluationRecord, value)).toBe(false));
  it("names metrics and datasets in plain characters", () => {
    for (const name of ["f1@0.5", "val/loss", "P 95"]) expect(accepts(Metric, { ...metric, name })).toBe(true);
    for (const name of ["", " a", "a\u0000", "a\u202e", "x".repeat(201)])
      expect(accepts(Metric, { ...metric, name })).toBe(false);
    for (const name of ["", "../x", "a b", "a@b", "x".repeat(129)]) expect(accepts(DatasetName, name)).toBe(false);
  });
});

describe("the direction assumed", () => {
  it.each([
    "loss",
    "val_loss",
    "logloss",
    "crossEntropyLoss",
    "RMSE",
    "eer",
    "word_error",
    "WER@clean",
    "latency_ms",
    "p95-latency",
    "inferenceTime",
    "model_size",
    "train/errors",
  ])("falls for %s", (name) => {
    expect(directionOf(name)).toBe("lower");
  });
  it.each([
    "accuracy",
    "f1",
    "auc",
    "answer_rate",
    "power",
    "certainty",
    "career_score",
    "bleu",
    "throughput_per_second",
    "overlap",
    "lifetimes",
    "recall_at_1pct_fpr",
  ])("rises for %s", (name) => {
    expect(directionOf(name)).toBe("higher");
  });
});
