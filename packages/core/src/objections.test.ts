import { allowed, reasonsOf } from "./errors.ts";
import { expect, it } from "vitest";
import { lastWords, objectionsIn, standingObjection, mayAskAgain, type EarlierFacts } from "./objections.ts";

const promotion = (number: number, facts: Partial<EarlierFacts> = {}): EarlierFacts => ({
  id: `p${number}`,
  number,
  stage: "production",
  state: "rejected",
  isObjectedTo: true,
  ...facts,
});
const executed = (number: number, stage: EarlierFacts["stage"] = "production") =>
  promotion(number, { state: "executed", isObjectedTo: false, stage });

it("takes a voter's later word for the earlier one", () => {
  const votes = [
    { voterId: "rita", decision: "request-changes" },
    { voterId: "rolf", decision: "reject" },
    { voterId: "rita", decision: "approve" },
  ] as const;
  expect(lastWords(votes)).toEqual([votes[2], votes[1]]);
  expect(objectionsIn(votes)).toEqual([votes[1]]);
});

it.each([
  ["a rejection", [promotion(17)], 17],
  ["changes asked, still open", [promotion(17, { state: "open" })], 17],
  ["withdrawn with an objection", [promotion(17, { state: "withdrawn" })], 17],
  ["withdrawn without one", [promotion(17, { state: "withdrawn", isObjectedTo: false })], undefined],
  ["the newest of two", [promotion(17), promotion(22)], 22],
  ["a rejection that was decided over", [promotion(17), executed(22)], undefined],
  ["one let into another stage only", [promotion(17), executed(22, "development")], 17],
  ["one let in before it", [executed(3), promotion(17)], 17],
  ["an objection its own execution decided over", [promotion(17, { state: "executed" })], undefined],
  ["nothing", [], undefined],
])("stands or is settled: %s", (_, earlier, expected) => {
  expect(standingObjection(earlier)?.number).toBe(expected);
  expect(standingObjection([...earlier].reverse())?.number).toBe(expected);
});

it("refuses to ask again for content that was rejected without saying what changed", () => {
  const earlier = [promotion(17), promotion(22)];
  expect(reasonsOf(mayAskAgain({ earlier, answers: undefined }))).toEqual([
    {
      code: "answer_missing",
      message: "P-22 was rejected with exactly this content: answer it by saying what changed since",
    },
  ]);
  expect(reasonsOf(mayAskAgain({ earlier, answers: 17 }))).toMatchObject([{ code: "answer_not_newest" }]);
  expect(mayAskAgain({ earlier, answers: 22 })).toEqual(allowed);
  expect(mayAskAgain({ earlier: [], answers: 17 })).toEqual(allowed);
});
