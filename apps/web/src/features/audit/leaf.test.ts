import { describe, expect, it } from "vitest";
import { dataOf } from "./leaf.ts";

describe("what an act recorded", () => {
  it("is read as names and values, nested ones as paths", () => {
    const leaf = JSON.stringify({
      data: {
        _sd: ["x"],
        _sd_alg: "sha-256",
        outcome: "success",
        after: { number: 2, scopes: ["read", "*"], before: null },
      },
    });
    expect(dataOf(leaf)).toEqual([
      { name: "number", value: "2" },
      { name: "scopes", value: "read, *" },
      { name: "before", value: "—" },
    ]);
  });
  it("is nothing for a damaged leaf", () => {
    expect(dataOf("{")).toEqual([]);
  });
});
