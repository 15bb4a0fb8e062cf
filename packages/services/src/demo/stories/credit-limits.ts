// Credit limits: a restricted model that only its maintainer and what governs it may see.
import { addDataset, addModel, assess, push, type Results } from "../catalogue-verbs.ts";
import { smallModel } from "../model-files.ts";
import { ask, vote } from "../promotion-verbs.ts";
import { on, type Happening } from "../telling.ts";

const limits = "risk/credit-limits";
const limitsCard = "# Credit limits\n\nProposes a limit; a person decides. Restricted: the features are confidential.";
const limitsResults = (gini: string): readonly Results[] => [
  { phase: "validation", dataset: "applications@6", metrics: { gini, psi_drift: "0.06" } },
];

export const creditLimits: readonly Happening[] = [
  on(15.2, (t) => addDataset(t, { by: "mateo", team: "risk", dataset: "applications@6" })),
  on(15.4, (t) =>
    addModel(t, {
      by: "lena",
      model: limits,
      description: "Proposes credit limits",
      visibility: "restricted",
      tags: { task: "regression" },
      card: limitsCard,
      directions: { gini: "higher", psi_drift: "lower" },
    }),
  ),
  on(15.6, (t) =>
    assess(t, {
      by: "lena",
      model: limits,
      tier: "high",
      exposure: "every application",
      purpose: "proposes a limit to the officer",
      rationale: "It decides on access to credit: high risk under Annex III of the AI Act.",
    }),
  ),
  on(16.2, (t) =>
    push(t, {
      by: "lena",
      ref: `${limits}:1`,
      files: smallModel("limits 1", { layers: 2, width: 64 }),
      params: { model: "glm" },
      trainedOn: "applications@6",
      results: limitsResults("0.512"),
      card: limitsCard,
    }),
  ),
  on(48.2, (t) =>
    push(t, {
      by: "lena",
      ref: `${limits}:2`,
      files: smallModel("limits 2", { layers: 3, width: 64 }),
      params: { model: "gbm" },
      trainedOn: "applications@6",
      results: limitsResults("0.547"),
      base: `${limits}:1`,
      card: limitsCard,
    }),
  ),
  on(49.3, (t) =>
    ask(t, {
      by: "lena",
      ref: `${limits}:2`,
      to: "production",
      reason: "Gini rises by 0.035 on the same applications.",
    }),
  ),
  on(51.4, (t) =>
    vote(t, { by: "hana", ref: `${limits}:2`, to: "production", note: "Explained feature by feature, see the card." }),
  ),
];
