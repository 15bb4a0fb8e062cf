import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareDecimals, isDecimalInRange, ratioOf, shortDecimal, subtractDecimals } from "./decimal.ts";

/** Decimal text with the fraction it means: numerator over a power of ten. */
const decimal = fc
  .record({
    mantissa: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
    decimals: fc.nat({ max: 25 }),
    power: fc.option(fc.integer({ min: -60, max: 60 }), { nil: undefined }),
  })
  .map(({ mantissa, decimals, power }) => {
    const digits = (mantissa < 0n ? -mantissa : mantissa).toString().padStart(decimals + 1, "0");
    const cut = digits.length - decimals;
    const plain = `${mantissa < 0n ? "-" : ""}${digits.slice(0, cut)}${decimals > 0 ? `.${digits.slice(cut)}` : ""}`;
    const text = power === undefined ? plain : `${plain}e${power}`;
    return { text, scaled: mantissa * 10n ** BigInt((power ?? 0) - decimals + 100) };
  });
/** The integer a decimal is of 10^-100. */
function scaledOf(text: string): bigint {
  const [, sign, whole = "", fraction = "", power = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(text)!;
  return BigInt(`${sign}${whole}${fraction}`) * 10n ** BigInt(Number(power) - fraction.length + 100);
}

describe("decimals", () => {
  it("compare by their exact values", () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const expected = a.scaled < b.scaled ? -1 : a.scaled > b.scaled ? 1 : 0;
        expect(compareDecimals(a.text, b.text)).toBe(expected);
      }),
    );
  });
  it("subtract to the exact difference", () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(scaledOf(subtractDecimals(a.text, b.text)!)).toBe(a.scaled - b.scaled);
      }),
    );
  });
  it("divide to the nearest double", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), (a, b) => {
        expect(ratioOf(String(a), String(-b))).toBeCloseTo(a / b, 12);
      }),
    );
    expect(ratioOf("1", "0.0")).toBeNull();
    expect(ratioOf("1e300", "1e-300")).toBeNull();
  });

  it.each([
    ["9007199254740993", "9007199254740992", 1],
    ["1e-400", "0", 1],
    ["-1e300", "1e-300", -1],
    ["0.10", "1e-1", 0],
    ["-0", "0.000", 0],
    ["1e99999999", "1e99999998", 1],
  ])("%s against %s is %d", (a, b, order) => {
    expect(compareDecimals(a, b)).toBe(order);
    expect(compareDecimals(b, a)).toBe(order === 0 ? 0 : -order);
  });

  it.each([
    ["0.3", "0.1", "0.2"],
    ["0.912", "0.9", "0.012"],
    ["0.1", "0.10", "0.00"],
    ["1", "3", "-2"],
    ["1.1e-13", "5.1e-13", "-4e-13"],
    ["9007199254740993", "9007199254740992", "1"],
    ["1e308", "-1e308", "2e+308"],
    ["1e3", "1", "999"],
    ["0.00000000000001", "0", "0.00000000000001"],
  ])("%s − %s is %s", (a, b, difference) => expect(subtractDecimals(a, b)).toBe(difference));

  it("write out six hundred digits, and refuse to write out millions", () => {
    expect(subtractDecimals("1e300", "1e-300")).toMatch(/^9\.9{599}e\+299$/);
    expect(subtractDecimals("1e99999999", "1")).toBeNull();
  });
  it("are in range up to four hundred powers of ten", () => {
    expect(["1e400", "1e-400", "12"].every(isDecimalInRange)).toBe(true);
    expect(["1e401", "1e-99999999999", "x"].some(isDecimalInRange)).toBe(false);
  });

  it("are shown short without ever hiding that there is a difference", () => {
    expect(shortDecimal("-0.0041")).toBe("-0.0041");
    expect(shortDecimal(subtractDecimals("1e300", "1e-300")!)).toBe("≈1e+300");
    expect(shortDecimal("0.00000000000001")).toBe("1e-14");
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const change = subtractDecimals(a.text, b.text)!;
        expect(/[1-9]/.test(shortDecimal(change))).toBe(a.scaled !== b.scaled);
      }),
    );
  });
});
