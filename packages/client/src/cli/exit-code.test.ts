import { describe, expect, it } from "vitest";
import { ChanceryClientError, type ClientErrorCode } from "../index.ts";
import { errorJson, errorText, exitCodeOf, UsageError } from "./exit-code.ts";

it.each<[ClientErrorCode, number]>([
  ["UNAUTHENTICATED", 4],
  ["POLICY_UNMET", 5],
  ["CANCELLED", 2],
  ["FORBIDDEN", 1],
  ["NOT_FOUND", 1],
  ["INVALID_INPUT", 1],
  ["CONFLICT", 1],
  ["ILLEGAL_TRANSITION", 1],
  ["NETWORK", 1],
  ["INTEGRITY", 1],
  ["VERSION_MISMATCH", 1],
  ["INTERNAL", 1],
])("%s ends the process with %i", (code, expected) => {
  expect(exitCodeOf(new ChanceryClientError(code, "x"))).toBe(expected);
});

describe("an error", () => {
  it("of the command line is 64, of the program itself 1", () => {
    expect(exitCodeOf(new UsageError("x"))).toBe(64);
    expect(exitCodeOf(new TypeError("x"))).toBe(1);
  });

  it("of a full disk tells who can help, and that nothing has to be done again", () => {
    const error = new ChanceryClientError("UNAVAILABLE", "the registry has no room left for this file", {
      status: 507,
    });
    expect(errorText(error)[1]).toContain("run the same command again: it continues where it stopped");
  });

  it("says what was refused, each reason once, what to do next, and under which request", () => {
    const reasons = [
      { code: "a", message: "you uploaded this version" },
      { code: "b", message: "only a reviewer may vote" },
    ];
    const error = new ChanceryClientError("POLICY_UNMET", "you uploaded this version", { reasons, requestId: "r-1" });
    const text = errorText(error);
    expect(text[0]).toBe("you uploaded this version");
    expect(text.filter((line) => line.includes("you uploaded"))).toHaveLength(1);
    expect(text.join("\n")).toMatch(/only a reviewer may vote\n {2}→ .*\n {2}request r-1$/);
    expect(errorJson(error)).toMatchObject({ code: "POLICY_UNMET", reasons, requestId: "r-1", retryable: false });
  });
});
