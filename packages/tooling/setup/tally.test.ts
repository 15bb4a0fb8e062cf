import { describe, expect, it } from "vitest";
import { closingLines, firstComplaint, tally } from "./tally.mjs";

type Told = { readonly fullName: string; readonly status: string; readonly failureMessages: readonly string[] };
const test = (fullName: string, ...failureMessages: string[]): Told => ({
  fullName,
  status: failureMessages.length > 0 ? "failed" : "passed",
  failureMessages,
});
const vitest = (suite: string, passed: number, ...failed: Told[]) => ({
  name: `${suite}.vitest.json`,
  text: JSON.stringify({
    numPassedTests: passed,
    testResults: [{ name: "/x/a.test.ts", status: failed.length > 0 ? "failed" : "passed", assertionResults: failed }],
  }),
});
const playwright = (suite: string, expected: number, specs: object[] = [], errors: object[] = []) => ({
  name: `${suite}.playwright.json`,
  text: JSON.stringify({ stats: { expected }, suites: [{ specs: [], suites: [{ specs }] }], errors }),
});
const spec = (title: string, message?: string, cause?: string) => ({
  title,
  file: "a.spec.ts",
  ok: message === undefined,
  tests: [
    {
      results: [
        {
          ...(message !== undefined && {
            error: { message, ...(cause !== undefined && { cause: { message: cause } }) },
          }),
        },
      ],
    },
  ],
});
const prove = (suite: string, proven: number, ...unproven: { guarantee: string; fault: string }[]) => ({
  name: `${suite}.prove.json`,
  text: JSON.stringify({ proven, unproven }),
});
const died = (suite: string) => ({ name: `${suite}.failed.json`, text: JSON.stringify({ message: "ended with 1" }) });

describe("tally", () => {
  it("sums every runner and names what failed, with the first line of why", () => {
    const files = [
      vitest("sqlite-db", 5, test("keeps order", "\u001b[31mAssertionError: expected 1\u001b[39m\n    at x.ts:1")),
      playwright("e2e", 2, [spec("signs in"), spec("signs out", "fetch failed\n  at x", "ECONNRESET\n  at y")]),
      prove("prove", 15, { guarantee: "Law 1", fault: "nothing noticed\nbut this" }),
    ];
    expect(tally(files)).toEqual({
      passed: 22,
      failures: [
        "sqlite-db: keeps order: AssertionError: expected 1",
        "e2e: a.spec.ts › signs out: fetch failed ← ECONNRESET",
        "prove: Law 1: nothing noticed",
      ],
    });
  });

  it("names what differs where the first line only says that something does", () => {
    const message =
      'Error: deep equality\n\n- Expected  - 1\n+ Received  + 1\n\n  Array [\n-   "ok",\n+   "locked",\n  ]';
    expect(tally([playwright("e2e", 0, [spec("opens", message)])]).failures).toEqual([
      'e2e: a.spec.ts › opens: Error: deep equality -   "ok", +   "locked",',
    ]);
  });

  it("counts a test file that did not load as a failure", () => {
    const dead = { name: "/x/b.test.ts", status: "failed", message: "no such module", assertionResults: [] };
    const text = JSON.stringify({ numPassedTests: 3, testResults: [dead] });
    expect(tally([{ name: "db.vitest.json", text }])).toEqual({
      passed: 3,
      failures: ["db: b.test.ts: no such module"],
    });
  });

  it("counts a suite that died before it could report", () => {
    expect(tally([died("build"), vitest("sqlite-db", 3)])).toEqual({ passed: 3, failures: ["build: ended with 1"] });
  });

  it("counts a failed suite once where its report shows the failures", () => {
    const { failures } = tally([died("sqlite-db"), vitest("sqlite-db", 3, test("a", "no"), test("b", "no"))]);
    expect(failures).toEqual(["sqlite-db: a: no", "sqlite-db: b: no"]);
  });

  it("counts a runner's own error where no test is to blame", () => {
    expect(tally([playwright("e2e", 0, [], [{ message: "no tests found" }])])).toEqual({
      passed: 0,
      failures: ["e2e: playwright: no tests found"],
    });
  });

  it("counts each check that failed within one suite, with what it complains of", () => {
    const failures = ["lint: src/a.ts 3:1 error no", "types packages/db: src/b.ts(1,2): error TS1: no"];
    const text = JSON.stringify({ message: "lint, types packages/db", failures });
    expect(tally([{ name: "checks.failed.json", text }]).failures).toEqual(failures.map((line) => `checks: ${line}`));
  });
});

describe("the first complaint of a checker", () => {
  it.each([
    ["/work/a.ts\n  3:1  error  no good  rule\n\n✖ 1 problem", "/work/a.ts 3:1  error  no good  rule"],
    ["\u001b[31msrc/b.ts(1,2): error TS1: no\u001b[39m\nsrc/c.ts(1,2): error TS1: no", "src/b.ts(1,2): error TS1: no"],
    ["[warn] a.md\n[warn] b.md", "[warn] a.md"],
    ["", "it said nothing"],
  ])("of %j is %j", (output, line) => {
    expect(firstComplaint(output)).toBe(line);
  });
});

describe("the closing lines", () => {
  it("name every failure with its first line of why, and the verdict last", () => {
    const { failures } = tally([died("build"), vitest("sqlite-db", 3, test("a", "no"), test("b", "nor this"))]);
    expect(closingLines({ failures })).toEqual([
      "✗ build: ended with 1",
      "✗ sqlite-db: a: no",
      "✗ sqlite-db: b: nor this",
      "failed: 3, named above",
    ]);
    expect(closingLines({ failures: [] }, " on PostgreSQL")).toEqual(["all fine on PostgreSQL"]);
  });
});
