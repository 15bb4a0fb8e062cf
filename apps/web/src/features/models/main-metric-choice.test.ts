// Choosing a main metric, and taking the choice back.
import { expect, test } from "vitest";
import { choiceIn } from "./main-metric-choice.ts";

const typing = (typed: Readonly<Record<string, string>>) => choiceIn({ text: (name) => typed[name] ?? "" });

test("gives the metric with what it is measured on", () => {
  expect(typing({ name: " wer ", phase: "validation", dataset: "calls-2026", slice: "far field" })).toEqual({
    metric: { name: "wer", phase: "validation", dataset: "calls-2026", slice: "far field" },
  });
  expect(typing({ name: "wer", phase: "training" }).metric).toMatchObject({ dataset: null, slice: "" });
});

test("sends a choice that is taken back", () => {
  expect(typing({ name: " ", phase: "validation" })).toEqual({ metric: null });
});
