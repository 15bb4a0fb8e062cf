import { namesActs } from "@chancery/core";
import { describe, expect, it } from "vitest";
import { exportHref, kindInWords, kindOptions } from "./filter.ts";

describe("the filter of the log", () => {
  it("exports exactly what the screen filters", () => {
    expect(exportHref({ kind: "promotion", outcome: "denied", from: "2026-10-01" })).toBe(
      "/api/v1/audit/export?kind=promotion&outcome=denied&from=2026-10-01",
    );
  });
  it("offers every act in words, once, and in every version", () => {
    expect(kindInWords("group.member-added@1")).toBe("group member added");
    const offered = kindOptions();
    expect(offered.map(({ value }) => value)).toContain("promotion.executed");
    expect(offered.filter(({ value }) => value.includes("@"))).toEqual([]);
    for (const by of ["value", "label"] as const)
      expect(new Set(offered.map((option) => option[by])).size).toBe(offered.length);
    for (const { value } of offered.slice(1)) expect(namesActs(value), value).toBe(true);
  });
  it("offers one version of an act where it is asked for", () => {
    expect(kindOptions("promotion.voted@1").at(-1)).toEqual({ value: "promotion.voted@1", label: "promotion voted" });
    expect(kindOptions("promotion.voted")).toEqual(kindOptions());
  });
});
