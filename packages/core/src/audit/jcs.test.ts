import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, type JsonValue } from "./jcs.ts";

describe("canonical JSON", () => {
  it("is what npm canonicalize gives, for any JSON", () => {
    const anyJson = fc.jsonValue({ stringUnit: "grapheme", maxDepth: 5 });
    fc.assert(
      fc.property(anyJson, (value) => {
        const json = value as JsonValue;
        expect(canonicalJson(json)).toBe(canonicalize(json));
        expect(JSON.parse(canonicalJson(json))).toEqual(JSON.parse(JSON.stringify(json)));
      }),
      { numRuns: 500 },
    );
  });

  it("is what npm canonicalize gives, for any finite number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
    );
  });

  it("does not depend on the order of members", () => {
    const members = fc.uniqueArray(fc.tuple(fc.string(), fc.integer()), { selector: ([name]) => name });
    fc.assert(
      fc.property(members, (entries) => {
        const shuffled = Object.fromEntries([...entries].reverse());
        expect(canonicalJson(shuffled)).toBe(canonicalJson(Object.fromEntries(entries)));
      }),
    );
  });

  it("sorts members by UTF-16 code units, as in RFC 8785 §3.2.3", () => {
    const value = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
    expect(Object.keys(JSON.parse(canonicalJson(value)) as object)).toHaveLength(7);
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
  });

  it("leaves undefined members out, as JSON.stringify does", () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });

  it.each([
    ["NaN", Number.NaN],
    ["an infinity", -Infinity],
    ["undefined in an array", [undefined]],
    ["undefined itself", undefined],
    ["a bigint", 1n],
    ["a function", () => 1],
    ["a lone surrogate", "\ud800"],
    ["a lone surrogate in a member's name", { "\udc00": 1 }],
    ["a Date", new Date(0)],
    ["bytes", new Uint8Array(1)],
    ["a Map", { a: new Map() }],
  ])("refuses %s", (_what, value) => {
    expect(() => canonicalJson(value as JsonValue)).toThrow(TypeError);
  });
});
