// The diarizer: a second version was rejected, for it was measured on another dataset; measured again, it is asked for again.
import { addModel, evaluate, push, type Results } from "../catalogue-verbs.ts";
import { smallModel } from "../model-files.ts";
import { ask, vote } from "../promotion-verbs.ts";
import { on, type Happening } from "../telling.ts";

const calls = "call-centre-speech@5";
const holdout = "voices-holdout@2";
const model = "speech/diarizer";
const diarizerCard = "# Diarizer\n\nSays who spoke when. Four speakers at most.";
const diarizerResults = (der: string, dataset: string): readonly Results[] => [
  { phase: "validation", dataset, metrics: { diarization_error: der, latency_p95_ms: "38" } },
];

export const diarizer: readonly Happening[] = [
  on(30.3, (t) =>
    addModel(t, {
      by: "ada",
      model,
      description: "Who spoke when, up to four speakers",
      tags: { task: "diarization" },
      card: diarizerCard,
      directions: { diarization_error: "lower" },
    }),
  ),
  on(31.2, (t) =>
    push(t, {
      by: "speechJob",
      ref: `${model}:1`,
      files: smallModel("diarizer 1", { layers: 4, width: 96 }),
      params: { speakers: "4" },
      trainedOn: calls,
      results: diarizerResults("0.141", holdout),
      card: diarizerCard,
    }),
  ),
  on(32.4, (t) =>
    ask(t, { by: "ada", ref: `${model}:1`, to: "production", reason: "Transcripts need speaker names." }),
  ),
  on(33.4, (t) =>
    vote(t, {
      by: "jonas",
      ref: `${model}:1`,
      to: "production",
      note: "Good enough to start with, reviewed in 60 days.",
    }),
  ),
  on(75.2, (t) =>
    push(t, {
      by: "speechJob",
      ref: `${model}:2`,
      files: smallModel("diarizer 2", { layers: 6, width: 96 }),
      params: { speakers: "8" },
      trainedOn: calls,
      results: diarizerResults("0.129", "voices-holdout@3"),
      base: `${model}:1`,
      card: diarizerCard,
    }),
  ),
  on(76.4, (t) =>
    ask(t, {
      by: "ada",
      ref: `${model}:2`,
      to: "production",
      reason: "Eight speakers instead of four, error falls to 0.129.",
    }),
  ),
  on(77.5, (t) =>
    vote(t, {
      by: "hana",
      ref: `${model}:2`,
      to: "production",
      decision: "reject",
      note: "Measured on another holdout than production: the figures cannot be compared. Measure both on one.",
    }),
  ),
  on(88.2, (t) =>
    evaluate(t, {
      by: "speechJob",
      ref: `${model}:2`,
      phase: "validation",
      dataset: holdout,
      metrics: { diarization_error: "0.133", latency_p95_ms: "39" },
    }),
  ),
  on(89.3, (t) =>
    ask(t, {
      by: "ada",
      ref: `${model}:2`,
      to: "production",
      reason: "Eight speakers instead of four; on the holdout of production the error falls from 0.141 to 0.133.",
      whatChanged: "Measured again on voices-holdout 2, as production was. The files are the same.",
    }),
  ),
];
