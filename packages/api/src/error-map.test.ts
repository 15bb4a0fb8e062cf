// What each refusal is on the wire.
import { errorCodes, refuse } from "@chancery/core";
import { expect, it } from "vitest";
import { answerable, errorBody, retryHeader, statusOf, wire } from "./error-map.ts";

const silent = { requestId: "r-1", log: { info: () => undefined, error: () => undefined } };

it("maps every code to a status that says whose fault it is", () => {
  for (const code of errorCodes)
    expect(wire[code].status).toBeGreaterThanOrEqual(code === "INTERNAL" || code === "UNAVAILABLE" ? 500 : 400);
});

it.each([
  ["storage_full", 507],
  ["body_too_long", 413],
  ["range_outside", 416],
  ["host_unknown", 421],
] as const)("answers %s with %i", (reason, status) => {
  expect(statusOf(refuse("UNAVAILABLE", reason, "no"))).toBe(status);
});

it("says when to ask again of what passes by itself, and of nothing else", () => {
  expect(retryHeader(refuse("UNAVAILABLE", "database_unreachable", "no"))).toEqual({ "Retry-After": "5" });
  expect(retryHeader(refuse("UNAVAILABLE", "sign_in_busy", "no", { retryAfterSeconds: 2 }))).toEqual({
    "Retry-After": "2",
  });
  expect(retryHeader(refuse("LIMIT_EXCEEDED", "x", "no", { retryAfterSeconds: 60 }))).toEqual({ "Retry-After": "60" });
  for (const code of errorCodes) if (code !== "UNAVAILABLE") expect(retryHeader(refuse(code, "x", "no"))).toEqual({});
});

it("shows of a failure its request id, of a refusal its reasons and facts", () => {
  const failure = answerable(new Error("SELECT secret FROM token"), silent);
  expect(errorBody(failure, "r-1")).toEqual({
    code: "INTERNAL",
    message: expect.stringContaining("r-1") as string,
    reasons: [],
    requestId: "r-1",
  });
  const refusal = answerable(refuse("CONFLICT", "offset_mismatch", "go on at 5", { offset: 5 }), silent);
  expect(errorBody(refusal, "r-1")).toEqual({
    code: "CONFLICT",
    message: "go on at 5",
    reasons: [{ code: "offset_mismatch", message: "go on at 5" }],
    requestId: "r-1",
    facts: { offset: 5 },
  });
});
