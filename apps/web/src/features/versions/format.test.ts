import { describe, expect, it } from "vitest";
import type { MetricRow } from "@chancery/core";
import { comparedPath, metricPage, metricsPerPage, percent, signed, verdictSentences } from "./format.ts";

describe("versions in words and figures", () => {
  it("signs a change and uses a true minus", () => {
    expect(["0.0041", "-0.0012", "0.00"].map(signed)).toEqual(["+0.0041", "−0.0012", "0.00"]);
    expect([0.0437, -0.5, null].map(percent)).toEqual(["+4.4 %", "−50.0 %", ""]);
    expect([0.000004, -1e-13, 0].map(percent)).toEqual(["+0.00040 %", "−1.0e-11 %", "0.0 %"]);
  });
  it("says stages blocked for the same reason once", () => {
    const reasons = [{ code: "version_draft", message: "a draft version cannot enter a stage" }];
    const blocked = (stage: "staging" | "production") => ({ stage, status: "blocked" as const, reasons });
    expect(
      verdictSentences(
        [{ stage: "development", status: "held", reasons: [] }, blocked("staging"), blocked("production")],
        (stage) => (stage === "production" ? "the field" : stage),
      ),
    ).toEqual([
      { lead: "In development.", rest: "" },
      { lead: "Blocked for staging, the field:", rest: "a draft version cannot enter a stage." },
    ]);
  });
  it("puts what changed first, shows a page of rows, and loses none of them", () => {
    const row = (name: string, verdict: MetricRow["verdict"]) => ({ name, verdict }) as MetricRow;
    const verdicts = ["equal", "new", "better", "not-comparable", "worse"] as const;
    const rows = Array.from({ length: 2 * metricsPerPage + 3 }, (_, n) => row(`m${n}`, verdicts[n % 5] ?? "equal"));
    const pages = [1, 2, 3].map((page) => metricPage(rows, page));
    expect(pages.map(({ from, shown, count }) => [from, shown.length, count])).toEqual([
      [1, metricsPerPage, rows.length],
      [metricsPerPage + 1, metricsPerPage, rows.length],
      [2 * metricsPerPage + 1, 3, rows.length],
    ]);
    const all = pages.flatMap(({ shown }) => shown);
    expect(new Set(all)).toEqual(new Set(rows));
    expect(all[0]?.verdict).toBe("better");
    expect(all.at(-1)?.verdict).toBe("equal");
    expect(metricPage(rows, 99)).toEqual(pages[2]);
    expect(metricPage([]).shown).toEqual([]);
    expect(comparedPath(["a/b:1", "a/b:2"], { page: 2 })).toBe("/compare?v=a%2Fb%3A1&v=a%2Fb%3A2&page=2");
  });
});
