import { describe, expect, it } from "vitest";
import { readEvaluation, rowFaults } from "./evaluation-file.ts";

const row = { unit: "", lower: "", upper: "", direction: undefined };

describe("a file of measurements", () => {
  it.each([
    ["CSV", 'Metric,Value,Unit,Better\nndcg@10,0.7145,,higher\n"a, b",38.40,ms,\n', [
      { ...row, name: "ndcg@10", value: "0.7145", direction: "higher" },
      { ...row, name: "a, b", value: "38.40", unit: "ms" },
    ]], // prettier-ignore
    ["CSV with semicolons and a byte order mark", "\ufeffmetric;value;lower;upper\r\nauc;0.91;0.9;0.92\r\n", [
      { ...row, name: "auc", value: "0.91", lower: "0.9", upper: "0.92" },
    ]], // prettier-ignore
    ["a JSON list", '[{"name":"auc","value":0.91,"direction":"higher"}]', [
      { ...row, name: "auc", value: "0.91", direction: "higher" },
    ]], // prettier-ignore
    ["JSON under metrics", '{"metrics":[{"metric":"wer","value":"0.080"}]}', [{ ...row, name: "wer", value: "0.080" }]],
    ["a JSON object of names", '{"auc":0.91}', [{ ...row, name: "auc", value: "0.91" }]],
  ])("is read from %s, and no direction is guessed", async (_, text, rows) => {
    expect(await readEvaluation(text)).toEqual({ rows, faults: [] });
  });

  it.each([
    ["metric,value\nauc,high\n,0.3\nwer,", ["row 1: value “high” is no decimal number such as 0.932", "row 2: it names no metric", "row 3: it has no value"]], // prettier-ignore
    ["metric,value,better\nauc,1,up", ["row 1: “up” is no direction: write higher, lower or none"]],
    ["metric,value\nauc,1\nauc,2", ["row 2: auc stands in row 1 already"]],
    ["a,b\n1,2", [expect.stringContaining("the first row must name the columns")]],
    ["metric,value,seed\nauc,1,3", [expect.stringContaining("column seed is not known")]],
    ["[1]", ["row 1: it must be an object with metric and value"]],
    ["{oops", [expect.stringContaining("it begins like JSON and is none")]],
    ["  ", ["the file is empty"]],
  ])("says what is wrong by the row's number: %j", async (text, faults) => {
    expect((await readEvaluation(text)).faults).toEqual(faults);
  });

  it("of more than 500 metrics is refused as a whole", async () => {
    const text = `metric,value\n${Array.from({ length: 501 }, (_, at) => `m${at},1`).join("\n")}`;
    expect(await readEvaluation(text)).toEqual({ rows: [], faults: [expect.stringContaining("at most 500 metrics")] });
  });
});

it("rows typed over are judged as they stand", () => {
  expect(rowFaults([{ ...row, name: "auc", value: "1" }])).toEqual([]);
  expect(rowFaults([{ ...row, name: "auc", value: "" }])).toEqual(["row 1: it has no value"]);
});
