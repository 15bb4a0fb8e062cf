import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8Fault } from "./utf8.ts";

describe("utf8Fault", () => {
  it.each([
    ["Latin-1", [0x63, 0x61, 0x66, 0xe9], 3],
    ["a lone continuation", [0x61, 0x80], 1],
    ["an overlong form", [0xc0, 0xaf], 0],
    ["an overlong form of three bytes", [0x61, 0xe0, 0x80, 0xaf], 1],
    ["a surrogate", [0xed, 0xa0, 0x80], 0],
    ["what is above U+10FFFF", [0xf4, 0x90, 0x80, 0x80], 0],
    ["a sequence cut off", [0x61, 0xe2, 0x82], 1],
    ["UTF-16", [0xff, 0xfe, 0x61, 0x00], 0],
  ])("finds %s", (_what, bytes, at) => expect(utf8Fault(Uint8Array.from(bytes))).toBe(at));

  it("finds a fault exactly where a strict decoder does", () => {
    const isUtf8 = (bytes: Uint8Array) => {
      try {
        new TextDecoder("utf-8", { fatal: true }).decode(bytes);
        return true;
      } catch {
        return false;
      }
    };
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc.string({ unit: "binary", maxLength: 4 }).map((text) => new TextEncoder().encode(text)),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), (parts) => {
        const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
        const at = utf8Fault(bytes);
        expect(at === undefined).toBe(isUtf8(bytes));
        if (at !== undefined) expect(isUtf8(bytes.subarray(0, at))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
