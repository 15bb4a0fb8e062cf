import { describe, expect, it } from "vitest";
import { withUnseenShown } from "./text-tree.ts";

describe("withUnseenShown", () => {
  it.each([
    ["a\u202eb", "a‹U+202E›b"],
    ["pro\u200bhibited", "pro‹U+200B›hibited"],
    ["\u2066x\u2069", "‹U+2066›x‹U+2069›"],
    ["a\u00adb\ufeff", "a‹U+00AD›b‹U+FEFF›"],
    ["\u{e0041}\u{e0041}", "‹U+E0041 ×2›"],
    ["a" + "\u200d".repeat(4000), "a‹U+200D ×4000›"],
    ["a\u200db", "a‹U+200D›b"],
    ["😀\ufe0f\ufe01", "😀\ufe0f‹U+FE01›"],
    ["\u0000\u001b", "‹U+0000›‹U+001B›"],
    ["\u3164", "‹U+3164›"],
  ])("shows what cannot be seen of %j", (text, shown) => expect(withUnseenShown(text)).toBe(shown));

  it.each(["a\tb\r\nc", "👩‍👩‍👧 ❤️‍🔥 👩🏽‍🚀 1️⃣", "می‌خواهم", "क्‍ष", "שלום עולם", "e\u0301"])(
    "leaves %j as people write it",
    (text) => expect(withUnseenShown(text)).toBe(text),
  );
});
