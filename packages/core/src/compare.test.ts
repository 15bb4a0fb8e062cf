import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareFacts, compareFiles, compareMetrics, compareSignatures } from "./compare.ts";
import type { DirectionList } from "./evaluation.ts";
import type { Evaluated, Side } from "./measurements.ts";
import type { Metric } from "./evaluation/view.ts";

const dataset = { id: "d", name: "vox", version: "1", sha256: "aa" };
const metric = (value: string, over: Partial<Metric> = {}): Metric => ({
  name: "accuracy",
  value,
  direction: "higher",
  ...over,
});
const evaluation = (metrics: readonly Metric[], over: Partial<Evaluated> = {}): Evaluated => ({
  id: "1",
  phase: "validation",
  dataset,
  slice: "",
  metrics,
  createdAt: "2026-03-01T09:00:00.000Z",
  evaluator: "Vera",
  evaluatorId: "vera",
  answerableId: "vera",
  ...over,
});
const side = (evaluations: readonly Evaluated[], over: Partial<Side> = {}): Side => ({
  evaluations,
  recorded: evaluations.length,
  contributorIds: ["ada"],
  approval: null,
  directions: new Map(),
  ...over,
});
const row = (ours: Evaluated, theirs: Evaluated) => compareMetrics(side([ours]), side([theirs]))[0];

describe("metrics", () => {
  it.each([
    ["0.9", "0.8", "higher", "better"],
    ["0.8", "0.9", "higher", "worse"],
    ["0.8", "0.9", "lower", "better"],
    ["0.9", "0.8", "lower", "worse"],
    ["0.9", "0.90", "higher", "equal"],
    ["-1", "-2", "higher", "better"],
    ["1e-3", "0.001", "lower", "equal"],
  ] as const)("%s against %s, where %s is better, is %s", (ours, theirs, direction, verdict) => {
    expect(row(evaluation([metric(ours, { direction })]), evaluation([metric(theirs, { direction })]))?.verdict).toBe(
      verdict,
    );
  });

  it("show the change with the decimals of their operands", () => {
    const change = (ours: string, theirs: string) =>
      row(evaluation([metric(ours)]), evaluation([metric(theirs)]))?.change;
    expect(change("0.3", "0.1")).toBe("0.2");
    expect(change("0.912", "0.9")).toBe("0.012");
    expect(change("0.1", "0.10")).toBe("0.00");
    expect(change("1", "3")).toBe("-2");
    expect(change("1e308", "-1e308")).toBe("2e+308");
  });

  it("compare exactly, beyond what a double holds", () => {
    const compared = (ours: string, theirs: string) => row(evaluation([metric(ours)]), evaluation([metric(theirs)]));
    expect(compared("9007199254740993", "9007199254740992")).toMatchObject({ verdict: "better", change: "1" });
    expect(compared("1.1e-13", "5.1e-13")).toMatchObject({ verdict: "worse", change: "-4e-13" });
    expect(compared("1e-300", "0")).toMatchObject({ verdict: "better", relativeChange: null });
  });

  it("without a direction are changed, neither better nor worse, and say what to do", () => {
    const none = metric("0.3", { name: "fid2", direction: "none" });
    const changed = row(evaluation([none]), evaluation([{ ...none, value: "0.4" }]));
    expect(changed).toMatchObject({ verdict: "changed", change: "-0.1", direction: "none" });
    expect(changed?.notes[0]).toMatchObject({ code: "direction_unknown" });
    expect(changed?.notes[0]?.message).toContain("chancery metric set team/model fid2 higher");
    expect(row(evaluation([none]), evaluation([none]))?.verdict).toBe("equal");
    const stated = evaluation([{ ...none, value: "0.4", direction: "lower" }]);
    expect(row(evaluation([none]), stated)).toMatchObject({ verdict: "changed", direction: "none" });
  });

  it("take their direction from the model's list where they state none, and are not comparable where the two contradict", () => {
    const under = (direction: Metric["direction"], list: DirectionList) =>
      compareMetrics(
        side([evaluation([metric("0.3", { direction })])], { directions: list }),
        side([evaluation([metric("0.4", { direction })])], { directions: list }),
      )[0];
    const lower = new Map([["accuracy", "lower"]] as const);
    expect(under("none", lower)).toMatchObject({ verdict: "better", direction: "lower", notes: [] });
    expect(under("lower", lower)).toMatchObject({ verdict: "better" });
    expect(under("none", new Map([["accuracy", "none"]] as const))).toMatchObject({ verdict: "changed" });
    const contradicted = under("higher", lower);
    expect(contradicted).toMatchObject({ verdict: "not-comparable", change: null });
    expect(contradicted?.notes.map(({ code }) => code)).toEqual(["direction_contradicted"]);
  });

  it("show no relative change where it has no meaning", () => {
    expect(row(evaluation([metric("0.5")]), evaluation([metric("0")]))?.relativeChange).toBeNull();
    expect(row(evaluation([metric("-0.5")]), evaluation([metric("-1")]))?.relativeChange).toBe(0.5);
  });

  it.each([
    ["other_data", evaluation([metric("0.8")], { dataset: { ...dataset, sha256: "bb" } })],
    ["other_unit", evaluation([metric("0.8", { unit: "%" })])],
    ["other_direction", evaluation([metric("0.8", { direction: "lower" })])],
  ])("are not comparable for %s, which is said, and no change is shown", (code, theirs) => {
    const compared = row(evaluation([metric("0.9")]), theirs);
    expect(compared).toMatchObject({ verdict: "not-comparable", change: null, relativeChange: null });
    expect(compared?.notes.map((note) => note.code)).toEqual([code]);
  });

  it("that one side lacks are new or missing, never passed over", () => {
    const ours = evaluation([metric("1", { name: "new" }), metric("1", { name: "both" })]);
    const theirs = evaluation([metric("1", { name: "both" }), metric("1", { name: "gone" })]);
    const rows = compareMetrics(side([ours]), side([theirs])).map(({ name, verdict, candidate, incumbent }) => [
      name,
      verdict,
      candidate,
      incumbent,
    ]);
    expect(rows).toEqual([
      ["both", "equal", "1", "1"],
      ["gone", "missing", null, "1"],
      ["new", "new", "1", null],
    ]);
  });

  it("of different phase, dataset or slice stand in rows of their own", () => {
    const rows = compareMetrics(
      side([
        evaluation([metric("1")]),
        evaluation([metric("1")], { phase: "training" }),
        evaluation([metric("1")], { slice: "women" }),
        evaluation([metric("1")], { dataset: null }),
      ]),
      side([evaluation([metric("1")])]),
    );
    expect(rows.map(({ phase, datasetName, slice, verdict }) => [phase, datasetName, slice, verdict])).toEqual([
      ["training", "vox", "", "new"],
      ["validation", null, "", "new"],
      ["validation", "vox", "", "equal"],
      ["validation", "vox", "women", "new"],
    ]);
  });

  it("are all new without an incumbent", () => {
    expect(compareMetrics(side([evaluation([metric("1")])]), null)[0]?.verdict).toBe("new");
    expect(compareMetrics(side([]), side([]))).toEqual([]);
  });

  it("compare to the opposite when the sides are swapped", () => {
    const value = fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map((number) => number.toFixed(4));
    const opposite = { better: "worse", worse: "better", equal: "equal" } as Record<string, string>;
    fc.assert(
      fc.property(value, value, fc.constantFrom("higher" as const, "lower" as const), (a, b, direction) => {
        const [ours, theirs] = [evaluation([metric(a, { direction })]), evaluation([metric(b, { direction })])];
        const [there, back] = [row(ours, theirs)!, row(theirs, ours)!];
        expect(back.verdict).toBe(opposite[there.verdict]);
        expect(Number(there.change)).toBeCloseTo(-Number(back.change), 6);
      }),
    );
  });
});

describe("facts and files", () => {
  it("list what was added, removed and changed, sorted, and nothing else", () => {
    expect(compareFacts({ b: "1", a: "1", same: "x" }, { b: "2", c: "3", same: "x" })).toEqual([
      { key: "a", candidate: "1", incumbent: null },
      { key: "b", candidate: "1", incumbent: "2" },
      { key: "c", candidate: null, incumbent: "3" },
    ]);
  });

  it("may be called like what every object inherits", () => {
    for (const key of ["constructor", "toString", "__proto__"]) {
      const facts = Object.fromEntries([[key, "1"]]);
      expect(compareFacts(facts, {})).toEqual([{ key, candidate: "1", incumbent: null }]);
      expect(compareFacts({}, facts)).toEqual([{ key, candidate: null, incumbent: "1" }]);
    }
  });

  it("compare files by their bytes", () => {
    const file = (path: string, sha256: string) => ({ path, sizeBytes: 1, sha256 });
    expect(compareFiles([file("a", "1"), file("b", "2")], [file("a", "1"), file("b", "3")])).toEqual([
      { key: "b", candidate: "2", incumbent: "3" },
    ]);
  });

  it("compare signatures port by port, a name on both sides of the model being two ports", () => {
    const port = (name: string, shape?: readonly (number | string)[]) => ({ name, type: "float32", shape });
    const before = { inputs: [port("x", ["batch", 512])], outputs: [port("x", [1])] };
    const after = { inputs: [port("x", ["batch", 576])], outputs: [port("x", [1]), port("state")] };
    expect(compareSignatures(after, before)).toEqual([
      { key: "input x", candidate: "float32 [batch, 576]", incumbent: "float32 [batch, 512]" },
      { key: "output state", candidate: "float32", incumbent: null },
    ]);
    expect(compareSignatures(null, null)).toEqual([]);
  });
});
