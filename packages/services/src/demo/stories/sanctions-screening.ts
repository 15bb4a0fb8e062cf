// Sanctions screening: a supplier's service, with a descriptor instead of files.
import { addDataset, addModel, assess, describe, evaluate, retract, type Results } from "../catalogue-verbs.ts";
import { ask, vote } from "../promotion-verbs.ts";
import { on, type Happening } from "../telling.ts";

const screening = "risk/sanctions-screening";
const screeningCard = (release: string) =>
  `# Sanctions screening\n\nA service of Veritas Lists. We send names and countries, it answers matches. Release ${release}.`;
const supplied = (version: string) => ({
  supplier: "Veritas Lists GmbH",
  product: "NameMatch API",
  version,
  endpoint: "https://api.veritas-lists.example/v4",
});
const screeningResults = (recall: string, alerts: string): readonly Results[] => [
  { phase: "validation", dataset: "sanction-names@14", metrics: { recall, false_alert_error: alerts } },
];

/** A vendor's model passes the same gates as our own. */
export const sanctionsScreening: readonly Happening[] = [
  on(18.2, (t) => addDataset(t, { by: "mateo", team: "risk", dataset: "sanction-names@14" })),
  on(18.4, (t) =>
    addModel(t, {
      by: "mateo",
      model: screening,
      description: "Supplier's name screening",
      tags: { supplier: "veritas-lists" },
      card: screeningCard("4"),
      directions: { false_alert_error: "lower" },
    }),
  ),
  on(18.6, (t) =>
    assess(t, {
      by: "lena",
      model: screening,
      tier: "limited",
      confirmedBy: "jonas",
      exposure: "every new customer",
      purpose: "finds names on sanction lists",
      rationale: "A supplier's model we cannot open: measured from outside before each release.",
    }),
  ),
  on(19.3, (t) =>
    describe(t, {
      by: "mateo",
      ref: `${screening}:1`,
      descriptor: supplied("4.1.0"),
      card: screeningCard("4.1.0"),
      results: screeningResults("0.982", "0.061"),
    }),
  ),
  on(20.4, (t) =>
    ask(t, {
      by: "mateo",
      ref: `${screening}:1`,
      to: "production",
      reason: "Contract starts on the first of the month.",
    }),
  ),
  on(21.5, (t) =>
    vote(t, {
      by: "jonas",
      ref: `${screening}:1`,
      to: "production",
      note: "Our own test list agrees with the supplier's figures.",
    }),
  ),
  on(80.3, (t) =>
    describe(t, {
      by: "mateo",
      ref: `${screening}:2`,
      descriptor: supplied("4.2.0"),
      card: screeningCard("4.2.0"),
      results: screeningResults("0.985", "0.048"),
    }),
  ),
  // A slip, taken back: it stays on the page of evaluations, struck through.
  on(80.4, (t) =>
    evaluate(t, {
      by: "mateo",
      ref: `${screening}:2`,
      phase: "validation",
      dataset: "sanction-names@14",
      slice: "names in other scripts",
      metrics: { recall: "0.998" },
    }),
  ),
  on(80.5, (t) =>
    retract(t, {
      by: "mateo",
      ref: `${screening}:2`,
      reason: "Measured on the supplier's own examples, not on our list.",
    }),
  ),
];
