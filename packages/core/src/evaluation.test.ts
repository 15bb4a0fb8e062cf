import { describe, expect, it } from "vitest";
import {
  DatasetName,
  Decimal,
  effectiveDirection,
  EvaluationRecord,
  MetricName,
  NewMetric,
  recordedMetrics,
  type DirectionList,
} from "./evaluation.ts";
import { Metric } from "./evaluation/view.ts";

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe("a decimal", () => {
  it.each(["0", "-1", "0.10", "1e-7", "1E+3", "12345678901234567890.123456789"])("%s is kept digit by digit", (text) =>
    expect(Decimal.parse(text)).toBe(text),
  );
  it.each([
    "",
    "NaN",
    "Infinity",
    "1e999",
    "01",
    ".5",
    "1.",
    "+1",
    "0x10",
    "1,5",
    " 1",
    "1\n",
    "1_0",
    "\u0661",
    "9".repeat(65),
    "1e-401",
    "0e999",
    "1e-99999999999",
  ])("%j is none", (text) => expect(accepts(Decimal, text)).toBe(false));
});

describe("an evaluation", () => {
  const metric = { name: "accuracy", value: "0.9", direction: "higher" } as const;
  const record = { phase: "validation", metrics: [metric] };
  it("is of the whole dataset unless it names a slice", () => expect(EvaluationRecord.parse(record).slice).toBe(""));
  it.each([
    ["no metric", { ...record, metrics: [] }],
    ["a metric twice", { ...record, metrics: [metric, { ...metric, value: "1" }] }],
    ["a number for a value", { ...record, metrics: [{ ...metric, value: 0.9 }] }],
    ["a direction that is none of the three", { ...record, metrics: [{ ...metric, direction: "up" }] }],
    ["an unknown phase", { ...record, phase: "testing" }],
    ["an abbreviated commit", { ...record, codeCommit: "abc123" }],
    ["a dataset without a digest", { ...record, dataset: { name: "vox" } }],
    ["a field of no meaning", { ...record, approved: true }],
    [
      "more metrics than allowed",
      { ...record, metrics: Array.from({ length: 501 }, (_, n) => ({ ...metric, name: `m${n}` })) },
    ],
  ])("is refused with %s", (_what, value) => expect(accepts(EvaluationRecord, value)).toBe(false));
  it("names datasets in plain characters", () => {
    for (const name of ["", "../x", "a b", "a@b", "x".repeat(129)]) expect(accepts(DatasetName, name)).toBe(false);
  });

  const faultsOf = (value: unknown) =>
    EvaluationRecord.safeParse(value).error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
  it("refuses a lower bound above the upper one, to the last digit, and names it", () => {
    const bounded = (lower: string, upper: string) => ({
      ...record,
      metrics: [{ ...metric, value: lower, lower, upper }],
    });
    const refused = ["metrics.0.upper is below the lower bound"];
    expect(faultsOf(bounded("0.95", "0.85"))).toEqual(refused);
    expect(faultsOf(bounded("9007199254740993", "9007199254740992"))).toEqual(refused);
    expect(faultsOf(bounded("-0.1", "-0.10"))).toBeUndefined();
  });
  it("refuses a value outside its own bounds, to the last digit, and names it", () => {
    const measured = (value: string, bounds: object) => ({ ...record, metrics: [{ ...metric, value, ...bounds }] });
    const refused = ["metrics.0.value is outside its own bounds: lower ≤ value ≤ upper"];
    expect(faultsOf(measured("0.5", { lower: "0.9", upper: "0.95" }))).toEqual(refused);
    expect(faultsOf(measured("0.96", { upper: "0.95" }))).toEqual(refused);
    expect(faultsOf(measured("9007199254740992", { lower: "9007199254740993" }))).toEqual(refused);
    expect(faultsOf(measured("0.90", { lower: "9e-1", upper: "0.9" }))).toBeUndefined();
  });
  it("outside its bounds still reads where it was kept before that was refused", () => {
    const kept = { ...metric, value: "0.5", direction: "higher", lower: "0.9", upper: "0.95" } as const;
    expect(Metric.parse(kept)).toEqual(kept);
  });
  it("refuses an observation that ends before it begins, whatever the offsets it is written with", () => {
    const observed = (observedFrom: string, observedTo: string) => ({ ...record, observedFrom, observedTo });
    expect(faultsOf(observed("2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z"))).toEqual([
      "observedTo is before observedFrom",
    ]);
    expect(faultsOf(observed("2026-02-01T00:00:00.5Z", "2026-02-01T00:00:00.25Z"))).toHaveLength(1);
    expect(faultsOf(observed("2026-02-01T00:00:00Z", "2026-02-01T00:00:00.000Z"))).toBeUndefined();
  });
});

describe("a metric's name", () => {
  it.each([
    "mAP@0.5:0.95",
    "recall@k=10",
    "R²",
    "F1 (macro)",
    "précision",
    "top-5 acc %",
    "Δ loss",
    "精度",
    "P 95",
    "val/loss",
    "x".repeat(200),
  ])("may be %s", (name) => expect(MetricName.parse(name)).toBe(name));
  it("is kept in one Unicode form", () => expect(MetricName.parse("pre\u0301cision")).toBe("pr\u00e9cision"));
  it.each([
    "",
    " a",
    "a ",
    "a  b",
    "a\u0000",
    "a\nb",
    "a\tb",
    "a\u202eb",
    "a\u2066b",
    "a\u200db",
    "a\u00a0b",
    "\u0301a",
    "\u3164",
    "\u2800",
    "a\ufe0f",
    "\ud800",
    "\ue000",
    "x".repeat(201),
  ])("is not %j", (name) => expect(accepts(MetricName, name)).toBe(false));
  it("stands once, whichever form it is written in", () => {
    const twice = ["pre\u0301cision", "pr\u00e9cision"].map((name) => ({ name, value: "1" }));
    expect(accepts(EvaluationRecord, { phase: "training", metrics: twice })).toBe(false);
  });
});

describe("the direction of a measurement", () => {
  const list: DirectionList = new Map([
    ["listed", "lower"],
    ["accuracy", "lower"],
    ["undecided", "none"],
  ]);
  const recorded = (name: string, direction?: "higher" | "lower" | "none") => {
    const { metrics, warnings } = recordedMetrics([NewMetric.parse({ name, value: "1", direction })], list);
    return [metrics[0]?.direction, ...warnings.map(({ code }) => code)];
  };
  it("is never guessed: outside the table it is none, with a warning", () => {
    expect(recorded("false_positives")).toEqual(["none", "direction_unknown"]);
    expect(recorded("answer_rate")).toEqual(["none", "direction_unknown"]);
  });
  it("is what was stated, else the model's list, else the table", () => {
    expect(recorded("wer")).toEqual(["lower"]);
    expect(recorded("mine", "higher")).toEqual(["higher"]);
    expect(recorded("listed")).toEqual(["none"]);
    expect(effectiveDirection({ name: "listed", direction: "none" }, list)).toEqual({
      direction: "lower",
      contradiction: null,
    });
    expect(recorded("accuracy")).toEqual(["none"]);
  });
  it("that was left open on purpose is not warned of", () => {
    expect(recorded("mine", "none")).toEqual(["none"]);
    expect(recorded("undecided")).toEqual(["none"]);
  });
  it("that contradicts the model's list counts for neither, and says so", () => {
    expect(recorded("listed", "higher")).toEqual(["higher", "direction_contradicted"]);
    const { direction, contradiction } = effectiveDirection({ name: "listed", direction: "higher" }, list);
    expect(direction).toBe("none");
    expect(contradiction?.message).toBe(
      "listed was recorded as higher is better, but the model's list of metrics says lower: record it again, or change the list",
    );
  });
});
