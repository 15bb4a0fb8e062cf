// Silero voice activity: two versions in production one after the other, a third that waits for a review.
import { addDataset, addModel, assess, evaluate, push, type Results } from "../catalogue-verbs.ts";
import { smallModel, type ModelFile } from "../model-files.ts";
import { ask, isRefused, pointAlias, vote } from "../promotion-verbs.ts";
import { on, type Happening } from "../telling.ts";

const vad = "speech/silero-vad";
const calls = "call-centre-speech@5";
const holdout = "voices-holdout@2";

const port = (name: string, type: string, shape?: readonly (number | string)[]) => ({
  name,
  type,
  ...(shape && { shape }),
});
const memory = (name: string, width: number) => port(name, "float32", [2, "batch", width]);
const audio = port("input", "float32", ["batch", "samples"]);
const speech = port("output", "float32", ["batch", 1]);
/** The first version keeps its memory in two tensors, later ones in one. */
const signatureOf = (n: number) =>
  n === 0
    ? {
        inputs: [audio, port("sr", "int64"), memory("h", 64), memory("c", 64)],
        outputs: [speech, memory("hn", 64), memory("cn", 64)],
      }
    : { inputs: [audio, memory("state", 128), port("sr", "int64")], outputs: [speech, memory("stateN", 128)] };

type Measured = { readonly auc: string; readonly fpr: string; readonly latency: string; readonly children: string };
const vadResults = ({ auc, fpr, latency, children }: Measured): readonly Results[] => [
  { phase: "training", dataset: calls, metrics: { roc_auc: auc, loss: "0.0871" } },
  { phase: "validation", dataset: holdout, metrics: { roc_auc: auc, fpr_at_95_recall: fpr, latency_p95_ms: latency } },
  { phase: "validation", dataset: holdout, slice: "children", metrics: { roc_auc: children } },
];

const vadCard = (limits: string) =>
  `# Silero voice activity detection\n\n## Purpose\nSays for each 32 ms of audio whether somebody speaks.\n\n## Limits\n${limits}\n\n## Owner\nSpeech team`;

/** `silero` are the three published models; made-up files stand in where they are not at hand. */
export function sileroVad(silero: readonly ModelFile[]): readonly Happening[] {
  const filesOf = (n: number): readonly ModelFile[] => {
    const real = silero[n];
    return real ? [real] : smallModel(`silero ${n}`, { layers: 3 + n, width: 96 });
  };
  const version = (n: number) =>
    ({
      by: "speechJob",
      ref: `${vad}:${n + 1}`,
      files: filesOf(n),
      trainedOn: calls,
      signature: signatureOf(n),
    }) as const;
  const toProduction = (n: number) => ({ ref: `${vad}:${n}`, to: "production" }) as const;
  return [
    on(2.4, (t) => addDataset(t, { by: "ada", team: "speech", dataset: calls })),
    on(2.5, (t) => addDataset(t, { by: "ada", team: "speech", dataset: holdout })),
    on(3.3, (t) =>
      addModel(t, {
        by: "ada",
        model: vad,
        description: "Voice activity detection for calls and meetings",
        tags: { task: "vad", runtime: "onnx" },
        card: vadCard("Music with vocals counts as speech."),
      }),
    ),
    on(4.1, (t) =>
      assess(t, {
        by: "lena",
        model: vad,
        tier: "limited",
        confirmedBy: "jonas",
        exposure: "every recorded call",
        purpose: "cuts silence before transcription",
        rationale: "A miss loses words of a customer, but a person can listen again.",
      }),
    ),
    on(5.4, (t) =>
      push(t, {
        ...version(0),
        label: "4.0.0",
        params: { window: "1536", threshold: "0.50" },
        results: vadResults({ auc: "0.9310", fpr: "0.118", latency: "1.9", children: "0.901" }),
        card: vadCard("Weak on children's voices."),
      }),
    ),
    on(5.6, (t) =>
      ask(t, { by: "ada", ref: `${vad}:1`, to: "development", reason: "First version for the integration tests." }),
    ),
    on(7.4, (t) =>
      ask(t, { by: "ada", ...toProduction(1), reason: "Replaces the energy threshold the call recorder uses today." }),
    ),
    on(8.6, (t) =>
      vote(t, {
        by: "hana",
        ...toProduction(1),
        note: "Measured on the holdout, weakness on children's voices is stated in the card.",
      }),
    ),
    on(8.7, (t) => pointAlias(t, { by: "ada", ref: `${vad}:1`, alias: "champion" })),
    on(40.3, (t) =>
      push(t, {
        ...version(1),
        label: "5.0.0",
        base: `${vad}:1`,
        params: { window: "512", threshold: "0.50", lstm: "true" },
        results: vadResults({ auc: "0.9571", fpr: "0.071", latency: "1.4", children: "0.934" }),
        card: vadCard("Whispering is missed at 0.50: use 0.35."),
      }),
    ),
    on(41.4, (t) =>
      ask(t, { by: "ada", ref: `${vad}:2`, to: "staging", reason: "Shadow run beside production for ten days." }),
    ),
    on(41.9, (t) => vote(t, { by: "jonas", ref: `${vad}:2`, to: "staging", note: "Fine for a shadow run." })),
    on(52.4, (t) =>
      ask(t, { by: "ada", ...toProduction(2), reason: "Ten days in shadow: 40 % fewer false starts, nothing slower." }),
    ),
    on(52.5, (t) => isRefused(vote(t, { by: "ada", ...toProduction(2), note: "I built it, it is good." }))),
    on(53.4, (t) => vote(t, { by: "jonas", ...toProduction(2), note: "Better on every slice, shadow run read." })),
    on(53.5, (t) => pointAlias(t, { by: "ada", ref: `${vad}:2`, alias: "champion" })),
    on(70.2, (t) =>
      evaluate(t, {
        by: "speechJob",
        ref: `${vad}:2`,
        phase: "monitoring",
        dataset: "calls-live@week-10",
        metrics: { roc_auc: "0.9544", fpr_at_95_recall: "0.076" },
      }),
    ),
    on(87.3, (t) =>
      push(t, {
        ...version(2),
        label: "6.0.0",
        base: `${vad}:2`,
        params: { window: "512", threshold: "0.45", lstm: "true" },
        results: vadResults({ auc: "0.9668", fpr: "0.058", latency: "1.5", children: "0.929" }),
        card: vadCard("Slightly weaker on children's voices than 5.0.0."),
      }),
    ),
    on(87.6, (t) => pointAlias(t, { by: "ada", ref: `${vad}:3`, alias: "challenger" })),
    on(88.4, (t) =>
      ask(t, {
        by: "ada",
        ...toProduction(3),
        reason: "Fewer false starts again; the loss on children's voices is 0.005 and known.",
      }),
    ),
  ];
}
