import { describe, expect, it } from "vitest";
import { exportHref, kindInWords, kindOptions } from "./filter.ts";

describe("the filter of the log", () => {
  it("exports exactly what the screen filters", () => {
    expect(exportHref({ kind: "promotion", outcome: "denied", from: "2026-10-01" })).toBe(
      "/api/v1/audit/export?kind=promotion&outcome=denied&from=2026-10-01",
    );
  });
  it("offers every act in words", () => {
    expect(kindInWords("group.member-added@1")).toBe("group member added");
    expect(kindOptions().map((option) => option.value)).toContain("promotion.executed@1");
  });
});
