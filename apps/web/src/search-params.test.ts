import { describe, expect, it } from "vitest";
import { pick, withParams } from "./search-params.ts";

describe("the query of a page", () => {
  it("drops what is empty or not asked for", () => {
    expect(pick({ q: " silero ", team: "", other: "x", stage: ["a", "b"] }, ["q", "team", "stage"])).toEqual({
      q: "silero",
      stage: "a",
    });
  });
  it("writes only what is set, encoded", () => {
    expect(withParams("/models", { q: "a&b", after: undefined })).toBe("/models?q=a%26b");
    expect(withParams("/models", {})).toBe("/models");
  });
});
