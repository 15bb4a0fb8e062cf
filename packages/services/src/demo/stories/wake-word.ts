// The wake word: in production, and a version from a dirty tree. One reviewer objects to that, the other dismisses the
// objection with a reason. So the dismisser's approval does not complete it, and the first comes round.
// The next version is a draft that somebody has begun.
import { addDataset, addModel, begin, push, type Results } from "../catalogue-verbs.ts";
import { smallModel } from "../model-files.ts";
import { ask, dismiss, vote } from "../promotion-verbs.ts";
import { on, type Happening } from "../telling.ts";

const wakeClips = "wake-clips@3";
const wake = "speech/wake-word";
const wakeCard = "# Wake word\n\nWakes a device on its name. Not for identification of speakers.";
const wakeResults = (recall: string, falseWakes: string): readonly Results[] => [
  { phase: "validation", dataset: wakeClips, metrics: { recall, false_wakes_error: falseWakes } },
];
const wakeVersion = (n: number, width: number) =>
  ({
    by: "speechJob",
    ref: `${wake}:${n}`,
    files: smallModel(`wake ${n}`, { layers: 2, width }),
    trainedOn: wakeClips,
    card: wakeCard,
  }) as const;

const third = { ref: `${wake}:3`, to: "production" } as const;

export const wakeWord: readonly Happening[] = [
  on(12.3, (t) => addDataset(t, { by: "ada", team: "speech", dataset: wakeClips })),
  on(12.5, (t) =>
    addModel(t, {
      by: "ada",
      model: wake,
      description: "Wakes the meeting room device",
      tags: { task: "keyword-spotting" },
      card: wakeCard,
      directions: { false_wakes_error: "lower" },
    }),
  ),
  on(13.4, (t) => push(t, { ...wakeVersion(1, 64), params: { epochs: "20" }, results: wakeResults("0.881", "0.42") })),
  on(20.2, (t) =>
    push(t, {
      ...wakeVersion(2, 80),
      params: { epochs: "40" },
      results: wakeResults("0.913", "0.31"),
      base: `${wake}:1`,
    }),
  ),
  on(21.3, (t) =>
    ask(t, {
      by: "ada",
      ref: `${wake}:2`,
      to: "production",
      reason: "First version good enough for the rooms in Lisbon.",
    }),
  ),
  on(22.6, (t) =>
    vote(t, { by: "hana", ref: `${wake}:2`, to: "production", note: "Low exposure, results are plain." }),
  ),
  on(66.3, (t) =>
    push(t, {
      ...wakeVersion(3, 96),
      params: { epochs: "40", augment: "noise" },
      results: wakeResults("0.934", "0.33"),
      base: `${wake}:2`,
      isDirty: true,
    }),
  ),
  on(67.4, (t) =>
    ask(t, { by: "ada", ref: `${wake}:3`, to: "staging", reason: "To be heard in a noisy room before production." }),
  ),
  on(68.4, (t) =>
    vote(t, {
      by: "hana",
      ref: `${wake}:3`,
      to: "staging",
      note: "Built from a dirty tree: fine for staging, not for production.",
    }),
  ),
  on(89.4, (t) =>
    ask(t, {
      by: "lena",
      ...third,
      reason: "Recall rises from 0.913 to 0.934 in noisy rooms, after three weeks in staging.",
    }),
  ),
  on(89.5, (t) =>
    vote(t, {
      by: "jonas",
      ...third,
      decision: "request-changes",
      note: "Built from a dirty tree: nobody can tell which code made it. Build it again from a commit.",
    }),
  ),
  on(89.7, (t) =>
    dismiss(t, {
      by: "hana",
      ...third,
      reason: "The one file that was not committed is the training job's own log. The code is that of the commit.",
    }),
  ),
  on(89.8, (t) =>
    vote(t, { by: "hana", ...third, note: "Heard in staging for three weeks, no false wakes reported." }),
  ),
  on(89.9, (t) => vote(t, { by: "jonas", ...third, note: "Agreed: the log of a job changes nothing in the model." })),
  on(89.95, (t) =>
    begin(t, {
      by: "ada",
      ref: `${wake}:4`,
      files: smallModel("wake 4", { layers: 2, width: 112 }),
      params: { epochs: "40", augment: "rooms", threshold: "0.55" },
    }),
  ),
];
