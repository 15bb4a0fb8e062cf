// The fraud scorer: three versions in production in turn, changes asked for on the fourth, an admin refused.
import {
  addDataset,
  addModel,
  assess,
  chooseMainMetric,
  evaluate,
  push,
  rewriteCard,
  type Results,
} from "../catalogue-verbs.ts";
import { smallModel } from "../model-files.ts";
import { ask, isRefused, pointAlias, vote } from "../promotion-verbs.ts";
import { on, type Happening } from "../telling.ts";

const fraud = "risk/fraud-scorer";
const payments = "card-payments@q2";
const chargebacks = "chargebacks-holdout@7";
const fraudCard = (limits: string) =>
  `# Fraud scorer\n\n## Purpose\nScores card payments; above 0.8 a person looks.\n\n## Limits\n${limits}`;

type Scores = { readonly auc: string; readonly recall: string; readonly gap: string; readonly latency: string };
const fraudResults = ({ auc, recall, gap, latency }: Scores): readonly Results[] => [
  { phase: "training", dataset: payments, metrics: { auc, logloss: "0.0412" } },
  {
    phase: "validation",
    dataset: chargebacks,
    metrics: { auc, recall_at_1pct_fpr: recall, equal_opportunity_gap: gap, latency_p95_ms: latency },
  },
  {
    phase: "validation",
    dataset: chargebacks,
    slice: "merchants new this year",
    metrics: { recall_at_1pct_fpr: recall },
  },
];
const fraudVersion = (n: number) =>
  ({
    by: "riskJob",
    ref: `${fraud}:${n}`,
    files: smallModel(`fraud ${n}`, { layers: 2 + n, width: 64 }),
    trainedOn: payments,
    tags: { approach: "gradient-boosting" },
  }) as const;
const toProduction = (n: number) => ({ ref: `${fraud}:${n}`, to: "production" }) as const;

export const fraudScorer: readonly Happening[] = [
  on(1.3, (t) => addDataset(t, { by: "mateo", team: "risk", dataset: payments })),
  on(1.4, (t) => addDataset(t, { by: "mateo", team: "risk", dataset: chargebacks })),
  on(1.6, (t) =>
    addModel(t, {
      by: "mateo",
      model: fraud,
      description: "Scores card payments for fraud",
      tags: { task: "classification", domain: "payments" },
      card: fraudCard("Not for credit decisions."),
    }),
  ),
  on(2.2, (t) =>
    assess(t, {
      by: "lena",
      model: fraud,
      tier: "high",
      exposure: "1.2 million payments a day",
      purpose: "holds payments for review",
      rationale: "A wrong hold keeps a customer from paying, so every change is looked at twice.",
    }),
  ),
  on(3.2, (t) =>
    push(t, {
      ...fraudVersion(1),
      params: { trees: "300", max_depth: "6" },
      results: fraudResults({ auc: "0.9214", recall: "0.571", gap: "0.021", latency: "7.9" }),
      card: fraudCard("Not for credit decisions."),
    }),
  ),
  on(4.4, (t) => ask(t, { by: "mateo", ...toProduction(1), reason: "Replaces the hand-written rules." })),
  on(6.4, (t) => vote(t, { by: "jonas", ...toProduction(1), note: "Better than the rules on every slice we have." })),
  on(6.6, (t) => pointAlias(t, { by: "mateo", ref: `${fraud}:1`, alias: "champion" })),
  on(24.2, (t) =>
    push(t, {
      ...fraudVersion(2),
      base: `${fraud}:1`,
      params: { trees: "500", max_depth: "6" },
      results: fraudResults({ auc: "0.9371", recall: "0.612", gap: "0.018", latency: "8.1" }),
      card: fraudCard("Not for credit decisions."),
    }),
  ),
  on(25.3, (t) =>
    ask(t, { by: "mateo", ...toProduction(2), reason: "Retrained on last quarter; recall rises, gap falls." }),
  ),
  on(26.4, (t) =>
    vote(t, { by: "hana", ...toProduction(2), note: "Approved: recall up, fairness gap down, latency within bounds." }),
  ),
  on(26.5, (t) => pointAlias(t, { by: "mateo", ref: `${fraud}:2`, alias: "champion" })),
  on(45.2, (t) =>
    evaluate(t, {
      by: "riskJob",
      ref: `${fraud}:2`,
      phase: "monitoring",
      dataset: "payments-live@week-6",
      metrics: { auc: "0.9322", population_drift: "0.04" },
    }),
  ),
  on(57.2, (t) =>
    push(t, {
      ...fraudVersion(3),
      base: `${fraud}:2`,
      params: { trees: "500", max_depth: "7" },
      results: fraudResults({ auc: "0.9389", recall: "0.629", gap: "0.019", latency: "8.6" }),
      card: fraudCard("Not for credit decisions. Weak on merchants of the first month."),
    }),
  ),
  on(58.3, (t) => ask(t, { by: "mateo", ...toProduction(3), reason: "Keeps up with the new merchants." })),
  on(58.4, (t) => isRefused(vote(t, { by: "grace", ...toProduction(3), note: "As the admin I let it through." }))),
  on(59.5, (t) => vote(t, { by: "hana", ...toProduction(3), note: "Small gain, no harm seen." })),
  on(82.2, (t) =>
    push(t, {
      ...fraudVersion(4),
      base: `${fraud}:3`,
      params: { trees: "500", max_depth: "8" },
      results: fraudResults({ auc: "0.9412", recall: "0.648", gap: "0.031", latency: "8.2" }),
      card: fraudCard("Not for credit decisions."),
    }),
  ),
  on(83.3, (t) =>
    ask(t, {
      by: "mateo",
      ...toProduction(4),
      reason: "Retrained on the newest chargebacks: recall at 1 % false positives rises to 0.648.",
    }),
  ),
  on(84.4, (t) =>
    vote(t, {
      by: "jonas",
      ...toProduction(4),
      decision: "request-changes",
      note: "The equal-opportunity gap grows from 0.019 to 0.031. Say in the card whom it meets, or train it down.",
    }),
  ),
  on(86.2, (t) =>
    rewriteCard(t, {
      by: "mateo",
      ref: `${fraud}:4`,
      body: fraudCard(
        "Not for credit decisions.\nThe gap of 0.031 is on accounts younger than 60 days; they are held for a person at 0.9, not 0.8.",
      ),
    }),
  ),
  // Fraud is what counts, not the ranking as a whole: the list shows the recall.
  on(86.3, (t) =>
    chooseMainMetric(t, { by: "lena", model: fraud, name: "recall_at_1pct_fpr", dataset: "chargebacks-holdout" }),
  ),
];
