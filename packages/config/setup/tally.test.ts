import { describe, expect, it } from "vitest";
import { tally } from "./tally.mjs";

const vitest = (suite: string, passed: number, failed: number, testResults: object[] = []) => ({
  name: `${suite}.vitest.json`,
  text: JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults }),
});
const playwright = (suite: string, expected: number, unexpected: number, errors: object[] = []) => ({
  name: `${suite}.playwright.json`,
  text: JSON.stringify({ stats: { expected, unexpected, flaky: 0, skipped: 0 }, errors }),
});
const prove = (suite: string, proven: number, unproven: number) => ({
  name: `${suite}.prove.json`,
  text: JSON.stringify({ proven, unproven }),
});
const died = (suite: string) => ({ name: `${suite}.failed.json`, text: "{}" });

describe("tally", () => {
  it("sums every runner", () => {
    const files = [vitest("sqlite-db", 5, 1), playwright("e2e", 2, 0), prove("prove", 15, 2)];
    expect(tally(files)).toEqual({ passed: 22, failed: 3 });
  });

  it("counts a test file that did not load as a failure", () => {
    const files = [vitest("sqlite-db", 3, 0, [{ status: "failed", assertionResults: [] }])];
    expect(tally(files)).toEqual({ passed: 3, failed: 1 });
  });

  it("counts a suite that died before it could report", () => {
    expect(tally([died("build"), vitest("sqlite-db", 3, 0)])).toEqual({ passed: 3, failed: 1 });
  });

  it("counts a failed suite once where its report shows the failures", () => {
    expect(tally([died("sqlite-db"), vitest("sqlite-db", 3, 2)])).toEqual({ passed: 3, failed: 2 });
  });

  it("counts a runner's own error where no test is to blame", () => {
    expect(tally([playwright("e2e", 0, 0, [{}])])).toEqual({ passed: 0, failed: 1 });
  });
});
