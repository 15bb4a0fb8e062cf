// The defect detector: a dataset was withdrawn, and the version trained on it revoked.
import { addDataset, addModel, assess, dropDataset, push, type Results } from "../catalogue-verbs.ts";
import { smallModel } from "../model-files.ts";
import { ask, pointAlias, revoke, vote } from "../promotion-verbs.ts";
import { on, type Happening } from "../telling.ts";

const defects = "vision/defect-detector";
const line3 = "line-3-images@4";
const line5 = "line-5-images@1";
const defectsCard = "# Defect detector\n\nFinds scratches and dents on housings. It sorts out; nobody is judged by it.";
const defectResults = (map: string, miss: string, dataset = line5): readonly Results[] => [
  { phase: "validation", dataset, metrics: { map_50: map, miss_error: miss, latency_p95_ms: "21" } },
];
const defectVersion = (n: number) =>
  ({
    by: "yuki",
    ref: `${defects}:${n}`,
    files: smallModel(`defects ${n}`, { layers: 3 + n, width: 96 }),
    card: defectsCard,
  }) as const;
const toProduction = (n: number) => ({ ref: `${defects}:${n}`, to: "production" }) as const;

export const defectDetector: readonly Happening[] = [
  on(9.2, (t) => addDataset(t, { by: "yuki", team: "vision", dataset: line3 })),
  on(9.3, (t) =>
    addModel(t, {
      by: "yuki",
      model: defects,
      description: "Scratches and dents on housings",
      tags: { task: "detection", camera: "line scan" },
      card: defectsCard,
      directions: { miss_error: "lower" },
    }),
  ),
  on(9.6, (t) =>
    assess(t, {
      by: "lena",
      model: defects,
      tier: "limited",
      confirmedBy: "hana",
      exposure: "two production lines",
      purpose: "sorts housings out",
      rationale: "A miss is found at final inspection; a false alarm costs a housing.",
    }),
  ),
  on(10.3, (t) =>
    push(t, {
      ...defectVersion(1),
      params: { input: "640" },
      trainedOn: line3,
      results: defectResults("0.712", "0.082", line3),
    }),
  ),
  on(11.3, (t) =>
    ask(t, { by: "yuki", ...toProduction(1), reason: "Line 3 runs without a second inspector from Monday." }),
  ),
  on(11.7, (t) =>
    vote(t, {
      by: "hana",
      ...toProduction(1),
      note: "Fine for line 3 only.",
      conditions: ["The inspector of line 5 checks every tenth part.", "No other line runs it before version 2."],
    }),
  ),
  on(35.2, (t) => addDataset(t, { by: "yuki", team: "vision", dataset: line5 })),
  on(36.2, (t) =>
    push(t, {
      ...defectVersion(2),
      params: { input: "960" },
      trainedOn: line5,
      results: defectResults("0.768", "0.055"),
      base: `${defects}:1`,
    }),
  ),
  on(37.4, (t) =>
    ask(t, {
      by: "yuki",
      ...toProduction(2),
      reason: "Covers line 5 as well, misses fall by a third.",
      ticket: "CHG0004217",
    }),
  ),
  on(38.4, (t) => vote(t, { by: "jonas", ...toProduction(2), note: "Approved for lines 3 and 5." })),
  on(38.5, (t) => pointAlias(t, { by: "yuki", ref: `${defects}:2`, alias: "champion" })),
  on(61.3, (t) =>
    dropDataset(t, { by: "lena", dataset: line3, reason: "212 images show employees who did not agree." }),
  ),
  on(61.5, (t) =>
    revoke(t, { by: "lena", ref: `${defects}:1`, reason: "Trained on line-3-images, which was withdrawn." }),
  ),
  on(79.2, (t) =>
    push(t, {
      ...defectVersion(3),
      params: { input: "960", augment: "glare" },
      trainedOn: line5,
      results: defectResults("0.774", "0.049"),
      base: `${defects}:2`,
    }),
  ),
  on(79.5, (t) =>
    ask(t, { by: "yuki", ref: `${defects}:3`, to: "staging", reason: "Two weeks beside production on line 5." }),
  ),
  on(80.6, (t) => vote(t, { by: "hana", ref: `${defects}:3`, to: "staging", note: "Fine beside production." })),
  on(85.3, (t) =>
    assess(t, {
      by: "lena",
      model: defects,
      tier: "minimal",
      exposure: "two production lines",
      purpose: "sorts housings out",
      rationale: "Final inspection catches every miss since the second camera was mounted.",
    }),
  ),
];
