import { describe, expect, it } from "vitest";
import { criteriaOf, exportHref, filterOf, kindInWords, kindOptions } from "./filter.ts";

describe("the filter of the log", () => {
  it("takes whole UTC days, both ends included", () => {
    expect(criteriaOf({ from: "2026-10-01", to: "2026-10-02" })).toEqual({
      from: "2026-10-01T00:00:00.000Z",
      to: "2026-10-02T23:59:59.999Z",
    });
  });
  it("exports exactly what the screen filters, without its page", () => {
    const filter = filterOf({ kind: "promotion", outcome: "denied", after: "99", from: "2026-10-01", unknown: "x" });
    expect(exportHref(filter)).toBe(
      "/api/v1/audit/export?kind=promotion&outcome=denied&from=2026-10-01T00%3A00%3A00.000Z",
    );
  });
  it("offers every act in words", () => {
    expect(kindInWords("group.member-added@1")).toBe("group member added");
    expect(kindOptions().map((option) => option.value)).toContain("promotion.executed@1");
  });
});
