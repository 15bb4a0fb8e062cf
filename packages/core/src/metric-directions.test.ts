import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { knownDirection } from "./metric-directions.ts";

const directionOf = (name: string) => knownDirection(name)?.direction;

describe("the table of known metrics", () => {
  it.each([
    "loss",
    "val_loss",
    "logloss",
    "log_loss",
    "crossEntropyLoss",
    "RMSE",
    "eer",
    "WER@clean",
    "latency_ms",
    "p95-latency",
    "latency_p95_ms",
    "inferenceTime",
    "model_size",
    "train/errors",
    "fid",
    "toxicity",
    "der",
    "perplexity",
    "word error rate",
    "eval/loss",
    "brier_score_loss",
    "ECE",
    "fpr@95tpr",
    "fpr_at_95_recall",
    "equal_opportunity_gap",
    "peak memory (GB)",
    "mean_absolute_error",
    "top-5 error",
    "wer [children]",
  ])("says lower for %s", (name) => expect(directionOf(name)).toBe("lower"));

  it.each([
    "accuracy",
    "f1",
    "F1Score",
    "F1 (macro)",
    "macro_f1",
    "weighted-f1",
    "auc",
    "roc_auc",
    "ROC-AUC",
    "bleu",
    "chrF++",
    "rougeLsum",
    "mAP",
    "mAP@0.5:0.95",
    "mAP50-95",
    "map_50",
    "recall@k=10",
    "recall_at_1pct_fpr",
    "ndcg@10",
    "ndcg_at_10",
    "R²",
    "r2_score",
    "top-5 acc %",
    "val_accuracy",
    "pass@1",
    "tokens/s",
    "throughput_per_second",
    "neg_mean_squared_error",
    "IS",
    "MOS",
    "SI-SDR (dB)",
  ])("says higher for %s", (name) => expect(directionOf(name)).toBe("higher"));

  it.each([
    "false_positives",
    "answer_rate",
    "error_recall",
    "false_alert_error",
    "accuracy_drop",
    "accuracy (drop)",
    "auc_gap_score",
    "loss of accuracy",
    "1-auc",
    "-auc",
    "−loss",
    "100 - accuracy",
    "power",
    "certainty",
    "career_score",
    "overlap",
    "lifetimes",
    "gini",
    "score",
    "top5",
    "val",
    "macro",
    "@k",
    "précision",
    "constructor",
    "__proto__",
    "",
  ])("says nothing of %s", (name) => expect(knownDirection(name)).toBeUndefined());

  it("names a source for what it says", () => expect(knownDirection("fid")?.source).toMatch(/^https:/));

  it("never tells a direction from a word inside a name it does not know", () => {
    const word = fc.stringMatching(/^[a-z]{3,9}$/);
    fc.assert(
      fc.property(word, fc.constantFrom("loss", "error", "accuracy", "recall", "wer"), word, (before, known, after) => {
        const odd = `zz${before}`;
        expect(knownDirection(`${odd}_${known}_q${after}`)).toBeUndefined();
        expect(knownDirection(`${odd} ${known}`)).toBeUndefined();
      }),
    );
  });

  it("undresses a name of any length at once", () => {
    for (const name of ["val ".repeat(50), "[".repeat(200), "@".repeat(200), " at".repeat(66), "top1 ".repeat(40)])
      for (let times = 0; times < 500; times += 1) expect(knownDirection(name)).toBeUndefined();
  });
});
