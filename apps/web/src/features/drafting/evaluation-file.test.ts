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
    ["metric,value\nauc,high\n,0.3\nwer,", ["row 1: value “high” is not a decimal number such as 0.932", "row 2: it names no metric", "row 3: it has no value"]], // prettier-ignore
    ["metric,value,better\nauc,1,up", ["row 1: “up” is not a direction: write higher, lower or none"]],
    ["metric,value\nauc,1\nauc,2", ["row 2: auc is already in row 1"]],
    ["a,b\n1,2", [expect.stringContaining("the first row must name the columns")]],
    ["metric,value,lower,upper\nauc,0.5,0.9,0.95\nwer,0.1,0.3,0.2\nf1,0.96,,0.95", ["row 1: value 0.5 lies outside its bounds 0.9–0.95", "row 2: lower 0.3 is above upper 0.2", "row 3: value 0.96 lies outside its bounds –0.95"]], // prettier-ignore
    ["metric;value\nwer;0,081", ["row 1: value “0,081” has a comma: write decimals with a point, such as 0.081"]],
    ["[1]", ["row 1: it must be an object with metric and value"]],
    ["{oops", [expect.stringContaining("it begins like JSON but is not valid")]],
    ["  ", ["the file is empty"]],
  ])("says what is wrong by the row's number: %j", async (text, faults) => {
    expect((await readEvaluation(text)).faults).toEqual(faults);
  });

  it.each([
    ["a decimal comma", "metric,value\nauc,0.9\n\nwer,0,081\n", ["line 4: it has 3 cells and the first row 2: write decimals with a point, such as 0.081, and put a text that holds a comma in quotes"]],
    ["a decimal comma beside a unit", "metric,value,unit\nwer,0,081\n", ["line 2: its unit is a number: write decimals with a point, such as 0.081"]],
    ["a cell too few", "metric,value\nauc,0.9\nwer", ["line 3: it has 1 cell and the first row 2: keep the separator of an empty cell"]],
    ["a cell too many of another separator", "metric;value\nauc;1;2", [expect.stringContaining("put a text that holds the separator in quotes")]],
    ["an open quote", 'metric,value\nauc,1\n"wer,2\nf1,3', expect.arrayContaining(["line 3: quoted field unterminated"])],
    ["a column that is not known", "metric,value,lowr\nauc,1,0", ["column “lowr” is not known: rename it or take it out (known: metric, value, unit, lower, upper, direction)"]],
    ["a column that objects have by themselves", "metric,value,constructor\nauc,1,0", [expect.stringContaining("“constructor” is not known")]],
    ["a column without a name", "metric,value,\nauc,1,", ["column 3 has no name: take it out"]],
    ["two columns of one meaning", "metric,value,Name\nauc,1,f1", ["columns “metric” and “Name” mean the same: take one out"]],
    ["a key that is not known", '[{"name":"auc","value":1,"note":"x"}]', [expect.stringContaining("row 1: key “note” is not known")]],
    ["a key beside the metrics", '{"metrics":[{"name":"auc","value":1}],"phase":"training"}', ["“phase” beside the metrics is not read: take it out"]],
    ["a name twice in JSON", '{"auc":0.9,"a\\"uc":1,"auc":0.8}', ["“auc” stands twice in one object: one of its values would be lost"]],
    ["a list for a bound", '[{"name":"auc","value":1,"lower":[0.9]}]', ["row 1: lower must be a number or a text"]],
  ])("whose shape is wrong is refused as a whole, by the line: %s", async (_, text, faults: unknown) => {
    expect(await readEvaluation(text)).toEqual({ rows: [], faults });
  }); // prettier-ignore

  it("of more than 500 metrics is refused as a whole", async () => {
    const text = `metric,value\n${Array.from({ length: 501 }, (_, at) => `m${at},1`).join("\n")}`;
    expect(await readEvaluation(text)).toEqual({ rows: [], faults: [expect.stringContaining("at most 500 metrics")] });
  });
});

it("rows typed over are judged as they stand", () => {
  expect(rowFaults([{ ...row, name: "auc", value: "1" }])).toEqual([]);
  expect(rowFaults([{ ...row, name: "auc", value: "" }])).toEqual(["row 1: it has no value"]);
});
