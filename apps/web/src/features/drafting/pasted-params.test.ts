import { describe, expect, it } from "vitest";
import { leftOut } from "./params-text.ts";
import { readParams } from "./pasted-params.ts";

describe("pasted params", () => {
  it.each([
    ["a=1\nb = two words \n\n# a remark\nc=x=y", [["a", "1"], ["b", "two words"], ["c", "x=y"]]], // prettier-ignore
    ["a=1\r\nb=", [["a", "1"], ["b", ""]]], // prettier-ignore
    ['{"a": 1, "b": "two", "c": true, "d": null}', [["a", "1"], ["b", "two"], ["c", "true"], ["d", "null"]]], // prettier-ignore
    ['{"optimizer": {"name": "adamw", "betas": [0.9, 0.95]}}', [["optimizer.name", "adamw"], ["optimizer.betas", "[0.9,0.95]"]]], // prettier-ignore
    ["", []],
  ])("are read from %j", (text, params) => {
    expect(readParams(text)).toEqual({ params, faults: [] });
  });

  it.each([
    ["a=1\nnonsense\n=2", ["line 2: write it as name=value", "line 3: write it as name=value"]],
    ["a=1\na=2", ["a appears twice: keep one"]],
    ['{"a.b": 1, "a": {"b": 2}}', ["a.b appears twice: keep one"]],
    ["{'a': 1}", [expect.stringContaining("it begins like JSON but is not valid")]],
  ])("that cannot be read say where: %j", (text, faults) => {
    expect(readParams(text).faults).toEqual(faults);
  });

  it("show what the version before had and this one leaves out", () => {
    expect(leftOut([["a", "1"]], { a: "2", b: "3" })).toEqual([["b", "3"]]);
  });
});
