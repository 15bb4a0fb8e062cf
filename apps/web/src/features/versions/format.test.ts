import { describe, expect, it } from "vitest";
import { percent, signed, sizeText, verdictSentences } from "./format.ts";

describe("versions in words and figures", () => {
  it("shows sizes in powers of 1000 with their unit", () => {
    expect([0, 999, 2_313_101, 5_000_000_000].map(sizeText)).toEqual(["0 B", "999 B", "2.31 MB", "5.00 GB"]);
  });
  it("signs a change and uses a true minus", () => {
    expect(["0.0041", "-0.0012", "0.00"].map(signed)).toEqual(["+0.0041", "−0.0012", "0.00"]);
    expect([0.0437, -0.5, null].map(percent)).toEqual(["+4.4 %", "−50.0 %", ""]);
    expect([0.000004, -1e-13, 0].map(percent)).toEqual(["+0.00040 %", "−1.0e-11 %", "0.0 %"]);
  });
  it("says stages blocked for the same reason once", () => {
    const reasons = [{ code: "version_draft", message: "a draft version cannot enter a stage" }];
    const blocked = (stage: "staging" | "production") => ({ stage, status: "blocked" as const, reasons });
    expect(
      verdictSentences([
        { stage: "development", status: "held", reasons: [] },
        blocked("staging"),
        blocked("production"),
      ]),
    ).toEqual([
      { lead: "In development.", rest: "" },
      { lead: "Blocked for staging, production:", rest: "a draft version cannot enter a stage." },
    ]);
  });
});
