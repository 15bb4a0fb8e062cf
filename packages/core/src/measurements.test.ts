import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { marksOf, maxOthers, speakingMeasurements, type Approval, type Evaluated, type Side } from "./measurements.ts";

const at = (day: number) => `2026-03-${String(day).padStart(2, "0")}T09:00:00.000Z`;
let made = 0;
const measured = (value: string, day: number, evaluatorId: string, over: Partial<Evaluated> = {}): Evaluated => ({
  id: `e${String((made += 1)).padStart(6, "0")}`,
  phase: "validation",
  dataset: { id: "d", name: "vox", version: "1", sha256: "aa" },
  slice: "",
  metrics: [{ name: "auc", value, direction: "higher" }],
  createdAt: at(day),
  evaluator: evaluatorId,
  evaluatorId,
  answerableId: evaluatorId,
  ...over,
});
const side = (evaluations: readonly Evaluated[], approval: Approval | null = null): Side => ({
  evaluations,
  recorded: evaluations.length,
  contributorIds: ["ada", "ci"],
  approval,
  directions: new Map(),
});
const restedOn = (value: string, evaluationId: string | null): Approval => ({
  promotionNumber: 7,
  frozenAt: at(10),
  approvedAt: at(12),
  restedOn: [{ phase: "validation", datasetName: "vox", slice: "", name: "auc", value, evaluationId }],
});
const speaks = (of: Side) => [...speakingMeasurements(of).values()][0]?.measured;

describe("of several measurements of one metric", () => {
  it("what the approval rested on speaks, whatever was recorded later and by whom", () => {
    const approved = measured("0.700", 9, "vera");
    const later = [measured("0.999", 20, "ada"), measured("0.800", 21, "vera")];
    const spoken = speaks(side([...later, approved], restedOn("0.700", approved.id)));
    expect(spoken).toMatchObject({ value: "0.700", because: "rested-on", count: 3, marks: ["rested-on"] });
    expect(spoken?.others.map(({ value, marks }) => [value, marks])).toEqual([
      ["0.800", ["after-approval"]],
      ["0.999", ["after-approval", "by-contributor"]],
    ]);
  });

  it("an old dossier without evaluation ids is found by value and day", () => {
    const approved = measured("0.700", 9, "vera");
    const others = [measured("0.600", 8, "vera"), measured("0.700", 20, "ada")];
    expect(speaks(side([...others, approved], restedOn("0.700", null)))).toMatchObject({
      evaluationId: approved.id,
      because: "rested-on",
    });
  });

  it("a contributor's never takes the place of an independent one, however new", () => {
    const independent = measured("0.700", 1, "vera");
    const contributors = [measured("0.999", 5, "ada"), measured("0.998", 6, "bot", { answerableId: "ada" })];
    const spoken = speaks(side([independent, ...contributors]));
    expect(spoken).toMatchObject({ value: "0.700", because: "independent", count: 3 });
    expect(spoken?.others.map(({ marks }) => marks)).toEqual([["by-contributor"], ["by-contributor"]]);
  });

  it("the newest speaks among equals, and one alone for itself, marked all the same", () => {
    expect(speaks(side([measured("0.1", 1, "vera"), measured("0.9", 2, "vera")]))).toMatchObject({
      value: "0.9",
      because: "newest",
    });
    const tied = [measured("0.1", 1, "vera"), measured("0.9", 1, "vera")];
    expect(speaks(side([...tied].reverse()))?.value).toBe("0.9");
    expect(speaks(side([measured("0.5", 1, "ci")]))).toMatchObject({
      because: "only-one",
      count: 1,
      marks: ["by-contributor"],
    });
  });

  it("what came between the dossier and the approval is marked as later than the dossier", () => {
    const standing = { contributorIds: [], approval: restedOn("1", "other") };
    const marks = [9, 11, 13].map((day) => marksOf(measured("1", day, "vera"), standing));
    expect(marks).toEqual([[], ["after-dossier"], ["after-approval"]]);
  });

  it("no more than ten others are answered, and all are counted", () => {
    const many = Array.from({ length: 25 }, (_, n) => measured(String(n), 1 + (n % 9), "vera"));
    const spoken = speaks(side(many));
    expect([spoken?.count, spoken?.others.length]).toEqual([25, maxOthers]);
  });

  it("the order they come in never matters", () => {
    const evaluations = [
      measured("0.1", 1, "vera"),
      measured("0.2", 2, "ada"),
      measured("0.3", 3, "bot", { answerableId: "ada" }),
      measured("0.4", 11, "vera"),
      measured("0.5", 13, "ci"),
    ];
    const approval = restedOn("0.1", evaluations[0]!.id);
    const expected = [speaks(side(evaluations)), speaks(side(evaluations, approval))];
    fc.assert(
      fc.property(fc.shuffledSubarray(evaluations, { minLength: 5 }), (order) => {
        expect([speaks(side(order)), speaks(side(order, approval))]).toEqual(expected);
      }),
    );
  });
});
