import { describe, expect, it } from "vitest";
import { clean, fields, formatSeconds, formatTime, table } from "./format.ts";

it.each([
  [0.2, "1 s"],
  [59, "59 s"],
  [200, "3 m 20 s"],
  [3720, "1 h 02 m"],
])("%d seconds read %s", (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});

it("shows times in UTC, absolute", () => {
  expect(formatTime("2026-11-21T14:02:10.123Z")).toBe("2026-11-21 14:02:10 UTC");
  expect(formatTime(null)).toBe("–");
});

describe("text from a server", () => {
  it("cannot drive the terminal", () => {
    expect(clean("a\u001b[31mred\u009b2J\u0007\rb\u202egnp")).toBe(
      "a‹U+001B›[31mred‹U+009B›2J‹U+0007›‹U+000D›b‹U+202E›gnp",
    );
    expect(table(["A"], [["x\u001b[2J\ny"]], "")).not.toContain("\u001b");
    expect(fields([["name", "x\u001b[2J"]])).toBe("name  x‹U+001B›[2J");
  });
});

describe("tables and fields", () => {
  it("fit on 80 columns, cutting lines between words and nothing within one", () => {
    const heads = ["PROMOTION", "VERSION", "TO", "STATE", "ASKED BY", "WAITS FOR"];
    const waits = "one approval by an independent reviewer";
    const row = ["P-1204", "speech/silero-vad:12", "production", "open", "Ada Lovelace", waits];
    const text = table(heads, [row, row.with(5, "nothing: it is executed")], "none");
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(text.split(/\s+/)).toEqual(expect.arrayContaining(row.flatMap((cell) => cell.split(" "))));
    const digest = "ab".repeat(60);
    expect(table(["PATH", "DIGEST"], [["two words", digest]], "none")).toContain(digest);
  });

  it("line up, and say when there is nothing", () => {
    expect(
      table(
        ["NAME", "N"],
        [
          ["long-name", 1],
          ["b", null],
        ],
        "none",
      ),
    ).toBe("NAME       N\nlong-name  1\nb          –");
    expect(table(["NAME"], [], "none")).toBe("none");
    expect(
      fields([
        ["a", "1"],
        ["long", "2\n3"],
        ["gone", undefined],
      ]),
    ).toBe("a     1\nlong  2\n      3");
  });
});
