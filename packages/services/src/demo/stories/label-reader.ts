// The label reader: seen by its team only, in development, with a request taken back.
import { addDataset, addModel, push, type Results } from "../catalogue-verbs.ts";
import { smallModel } from "../model-files.ts";
import { ask, withdraw } from "../promotion-verbs.ts";
import { on, type Happening } from "../telling.ts";

const plates = "type-plates@2";
const labels = "vision/label-reader";
const labelsCard = "# Label reader\n\nReads type plates. Latin script only.";
const labelResults = (cer: string): readonly Results[] => [
  { phase: "validation", dataset: plates, metrics: { cer, exact_match: "0.91" } },
];
const labelVersion = (n: number) =>
  ({
    by: "yuki",
    ref: `${labels}:${n}`,
    files: smallModel(`labels ${n}`, { layers: 2, width: 80 + 16 * n }),
    trainedOn: plates,
    card: labelsCard,
  }) as const;

export const labelReader: readonly Happening[] = [
  on(28.2, (t) => addDataset(t, { by: "yuki", team: "vision", dataset: plates })),
  on(28.4, (t) =>
    addModel(t, {
      by: "yuki",
      model: labels,
      description: "Reads type plates",
      visibility: "team",
      tags: { task: "ocr" },
      card: labelsCard,
    }),
  ),
  on(29.2, (t) => push(t, { ...labelVersion(1), params: { alphabet: "latin" }, results: labelResults("0.048") })),
  on(29.5, (t) =>
    ask(t, { by: "yuki", ref: `${labels}:1`, to: "development", reason: "For the tablet app's first build." }),
  ),
  on(63.2, (t) =>
    push(t, { ...labelVersion(2), params: { alphabet: "latin" }, results: labelResults("0.037"), base: `${labels}:1` }),
  ),
  on(64.2, (t) =>
    ask(t, { by: "yuki", ref: `${labels}:2`, to: "production", reason: "Error below 4 % for the first time." }),
  ),
  on(65.3, (t) =>
    withdraw(t, {
      by: "yuki",
      ref: `${labels}:2`,
      to: "production",
      note: "A tenth of the plates stood in both halves of the split. Measured again first.",
    }),
  ),
];
