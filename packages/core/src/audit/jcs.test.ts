import canonicalize from "canonicalize";
import fc from "fast-check";
import { canonicalize as canonicalizeToo } from "json-canonicalize";
import { describe, expect, it } from "vitest";
import { canonicalJson, isCanonical, type JsonValue } from "./jcs.ts";

const anyNumber = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.maxSafeInteger(),
  fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -320, max: 300 })).map(([n, e]) => Number(`${n}e${e}`)),
  fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }).map(Number),
  fc.constant(-0),
);
/** Any Unicode a string may hold, astral letters and controls included, in members' names too. */
const anyText = fc.string({ unit: "binary" });
const anyJson: fc.Arbitrary<JsonValue> = fc.letrec<{ json: JsonValue }>((again) => ({
  json: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.oneof(fc.constant(null), fc.boolean(), anyNumber, anyText),
    fc.array(again("json"), { maxLength: 5 }),
    fc.dictionary(anyText, again("json"), { maxKeys: 5 }),
  ),
})).json;

describe("canonical JSON", () => {
  it("is what two other implementations give, for any JSON", () => {
    fc.assert(
      fc.property(anyJson, (json) => {
        expect([canonicalize(json), canonicalizeToo(json)]).toEqual([canonicalJson(json), canonicalJson(json)]);
        expect(canonicalJson(JSON.parse(canonicalJson(json)) as JsonValue)).toBe(canonicalJson(json));
      }),
      { numRuns: 1000 },
    );
  });

  it("is what two other implementations give, for any finite number, -0 and powers of ten included", () => {
    fc.assert(
      fc.property(anyNumber, (value) => {
        expect([canonicalize(value), canonicalizeToo(value)]).toEqual([canonicalJson(value), canonicalJson(value)]);
        expect(Number(canonicalJson(value))).toBe(value + 0);
      }),
      { numRuns: 5000 },
    );
  });

  it("is what two other implementations give, however deep it nests", () => {
    let deep: JsonValue = [];
    for (let depth = 0; depth < 500; depth += 1) deep = depth % 2 === 0 ? { "\u20ac": deep, a: depth } : [deep, depth];
    expect([canonicalize(deep), canonicalizeToo(deep)]).toEqual([canonicalJson(deep), canonicalJson(deep)]);
  });

  it.each([
    ["0000000000000000", "0"],
    ["8000000000000000", "0"],
    ["0000000000000001", "5e-324"],
    ["8000000000000001", "-5e-324"],
    ["7fefffffffffffff", "1.7976931348623157e+308"],
    ["ffefffffffffffff", "-1.7976931348623157e+308"],
    ["4340000000000000", "9007199254740992"],
    ["c340000000000000", "-9007199254740992"],
    ["4430000000000000", "295147905179352830000"],
    ["44b52d02c7e14af5", "9.999999999999997e+22"],
    ["44b52d02c7e14af6", "1e+23"],
    ["44b52d02c7e14af7", "1.0000000000000001e+23"],
    ["444b1ae4d6e2ef4e", "999999999999999700000"],
    ["444b1ae4d6e2ef4f", "999999999999999900000"],
    ["444b1ae4d6e2ef50", "1e+21"],
    ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
    ["3eb0c6f7a0b5ed8d", "0.000001"],
    ["41b3de4355555553", "333333333.3333332"],
    ["41b3de4355555554", "333333333.33333325"],
    ["41b3de4355555555", "333333333.3333333"],
    ["41b3de4355555556", "333333333.3333334"],
    ["41b3de4355555557", "333333333.33333343"],
    ["becbf647612f3696", "-0.0000033333333333333333"],
    ["43143ff3c1cb0959", "1424953923781206.2"],
  ])("writes the number of bits %s as %s (RFC 8785, appendix B)", (bits, text) => {
    const value = new DataView(Uint8Array.from(bits.match(/../g) ?? [], (byte) => parseInt(byte, 16)).buffer);
    expect(canonicalJson(value.getFloat64(0))).toBe(text);
  });

  it("writes the sample of RFC 8785, §3.2", () => {
    const sample = {
      numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
      literals: [null, true, false],
    };
    expect(canonicalJson(sample)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
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

describe("a text", () => {
  it("is canonical exactly when it is what the value is written as", () => {
    const texts = fc.oneof(
      fc.json({ maxDepth: 4 }),
      fc.jsonValue({ maxDepth: 4 }).map((value) => canonicalJson(value as JsonValue)),
      fc.constantFrom(
        '{"b":1,"a":2}',
        '{"9":1,"10":2}',
        '{"10":1,"9":2}',
        '"\\ud800"',
        '"\\\\ud800"',
        "-0",
        "1.0",
        '{"a":1,"a":1}',
        '"\\u00e9"',
        " 1",
      ),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const value = JSON.parse(text) as JsonValue;
        const judged = (judge: () => boolean) => {
          try {
            return judge();
          } catch {
            return "refused";
          }
        };
        expect(judged(() => isCanonical(text, value))).toBe(judged(() => canonicalJson(value) === text));
      }),
      { numRuns: 1000 },
    );
  });
});
