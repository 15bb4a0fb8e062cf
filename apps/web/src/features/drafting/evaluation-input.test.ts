import { expect, it } from "vitest";
import { directionOf, openOf } from "./evaluation-input.ts";
import { metricOf } from "./metric-of.ts";

const row = (name: string, direction?: "higher" | "lower" | "none") =>
  ({ name, value: "0.5", unit: "", lower: "", upper: "", direction }) as const;

it.each([
  ["what the row states", row("rtf", "lower"), { direction: "lower", by: "stated here" }],
  ["the model's list before the known names", row("f1"), { direction: "none", by: "the model's list" }],
  ["the known names", row("accuracy"), { direction: "higher", by: "a known name" }],
  ["nobody where nobody said", row("anisotropy"), undefined],
  ["nobody for a name that objects have by themselves", row("constructor"), undefined],
])("a direction is %s", (_, one, found) => {
  expect(directionOf(one, { f1: "none" })).toEqual(found);
});

it("rows with an open direction or a wrong number are not ready", () => {
  expect(openOf([row("accuracy")], {})).toEqual([]);
  expect(openOf([{ ...row("accuracy"), value: "many" }, row("anisotropy")], {})).toEqual([
    "row 1: value “many” is not a decimal number such as 0.932",
    "row 2: the direction of anisotropy is not set, and it is never guessed: choose higher, lower or none",
  ]);
});

it("a row is sent with what it holds", () => {
  expect(metricOf(row("accuracy"))).toEqual({ name: "accuracy", value: "0.5" });
  expect(metricOf({ ...row("rtf", "lower"), unit: "ms", lower: "0.4", upper: "0.6" })).toEqual({
    name: "rtf",
    value: "0.5",
    unit: "ms",
    direction: "lower",
    lower: "0.4",
    upper: "0.6",
  });
});
