// What becomes of an error at the sign-in page.
import { refuse } from "@chancery/core";
import { expect, it } from "vitest";
import { answerFor } from "./sign-in-answer.ts";

it.each([
  [refuse("LIMIT_EXCEEDED", "too_many_attempts", "wait", { retryAfterSeconds: 840 }), { retryAfterSeconds: 840 }],
  [refuse("LIMIT_EXCEEDED", "too_many_attempts", "wait"), { retryAfterSeconds: 5 }],
  [refuse("UNAUTHENTICATED", "sign_in_failed", "wrong"), "refused"],
  [refuse("INVALID_INPUT", "invalid", "no address"), "refused"],
  [refuse("NOT_FOUND", "not_found", "no such link"), "refused"],
  [refuse("UNAVAILABLE", "sign_in_busy", "busy"), "unavailable"],
  [refuse("INTERNAL", "internal", "broken"), "unavailable"],
  [new Error("the database's own words"), "unavailable"],
])("a lock-out says how long to wait, a refusal nothing, and a fault that it is one: %s", (error, answer) =>
  expect(answerFor(error)).toEqual(answer),
);
