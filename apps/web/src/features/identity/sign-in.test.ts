// The words of the sign-in page.
import { expect, it } from "vitest";
import { waitInWords } from "./sign-in.ts";

it.each([
  [1, "in 1 minute, at 10:01"],
  [60, "in 1 minute, at 10:01"],
  [61, "in 2 minutes, at 10:02"],
  [840, "in 14 minutes, at 10:14"],
])("%d seconds are a time nobody comes too early by", (seconds, words) =>
  expect(waitInWords(seconds, new Date(2026, 2, 1, 10, 0))).toBe(words),
);
