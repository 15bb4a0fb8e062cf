import { describe, expect, it } from "vitest";
import { digestBars, shortDigest } from "./digest-bars.ts";

describe("the digest strip", () => {
  it("draws 16 bars between 2 and 12 high", () => {
    const bars = digestBars("00".repeat(16) + "ff".repeat(16));
    expect(bars).toEqual([...Array<number>(8).fill(2), ...Array<number>(8).fill(12)]);
  });
  it("differs where the digests differ", () => {
    expect(digestBars("a".repeat(64))).not.toEqual(digestBars(`${"a".repeat(60)}bbbb`));
  });
  it("shortens to head and tail", () => {
    expect(shortDigest(`9f2c41ab${"0".repeat(50)}e0d3b1`)).toBe("9f2c41ab…e0d3b1");
  });
});
