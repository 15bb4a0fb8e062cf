// Exact arithmetic on decimal text: a mantissa of any length and a power of ten. Nothing here goes through a double.

/** `mantissa × 10^exponent`. */
type Parts = { readonly mantissa: bigint; readonly exponent: number };

/** Powers of ten a decimal may carry: more than a double reaches, and little enough to write out. */
export const maxDecimalExponent = 400;
/** Digits no difference is written out beyond. */
const maxDigits = 2 * maxDecimalExponent + 128;

const form = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Throws for text that is not a decimal number. */
function partsOf(text: string): Parts {
  const [, sign, whole = "", fraction = "", power = "0"] = form.exec(text) ?? [];
  if (whole === "") throw new RangeError(`${text} is not a decimal number`);
  return { mantissa: BigInt(`${sign}${whole}${fraction}`), exponent: Number(power) - fraction.length };
}

/** Whether the power of ten of a decimal lies within `maxDecimalExponent`; false for what is no decimal. */
export function isDecimalInRange(text: string): boolean {
  const power = form.exec(text)?.[4];
  return power === undefined ? form.test(text) : Math.abs(Number(power)) <= maxDecimalExponent;
}

const abs = (value: bigint) => (value < 0n ? -value : value);
/** The power of ten of the first digit. */
const magnitudeOf = ({ mantissa, exponent }: Parts) => abs(mantissa).toString().length + exponent;

/** Both over one power of ten; undefined where that would take more than `maxDigits` digits. */
function aligned(a: Parts, b: Parts): readonly [bigint, bigint, number] | undefined {
  const exponent = Math.min(a.exponent, b.exponent);
  if (Math.max(a.exponent, b.exponent) - exponent > maxDigits) return undefined;
  const raised = (parts: Parts) => parts.mantissa * 10n ** BigInt(parts.exponent - exponent);
  return [raised(a), raised(b), exponent];
}

/** Below, equal or above zero as `a` is less than, equal to or greater than `b`, to the last digit. */
export function compareDecimals(a: string, b: string): number {
  const [x, y] = [partsOf(a), partsOf(b)];
  const signs = Number(x.mantissa > 0n) - Number(x.mantissa < 0n) - Number(y.mantissa > 0n) + Number(y.mantissa < 0n);
  if (signs !== 0 || x.mantissa === 0n) return Math.sign(signs);
  const further = magnitudeOf(x) - magnitudeOf(y);
  if (further !== 0) return Math.sign(further) * (x.mantissa > 0n ? 1 : -1);
  const [left, right] = aligned(x, y)!; // of one magnitude: their exponents differ by no more than their digits
  return left < right ? -1 : left > right ? 1 : 0;
}

type Bounded = { readonly value: string; readonly lower?: string | undefined; readonly upper?: string | undefined };

/** Whether a value lies beyond a bound given with it, to the last digit. */
export const isOutsideBounds = ({ value, lower, upper }: Bounded): boolean =>
  (lower !== undefined && compareDecimals(value, lower) < 0) ||
  (upper !== undefined && compareDecimals(value, upper) > 0);

/** `a − b`, exact: with the decimals of its operands (0.3 − 0.1 is 0.2) or as `-4e-13`. Null only where it would take a thousand digits. */
export function subtractDecimals(a: string, b: string): string | null {
  const [x, y] = [partsOf(a), partsOf(b)];
  const both = aligned(x, y);
  if (!both) return null;
  const [left, right, exponent] = both;
  const isPlain = !/e/i.test(a + b);
  return isPlain ? plain(left - right, exponent) : scientific({ mantissa: left - right, exponent });
}

/** Digits with `-exponent` decimals; the exponent of two plain decimals is never above zero. */
function plain(mantissa: bigint, exponent: number): string {
  const digits = abs(mantissa)
    .toString()
    .padStart(1 - exponent, "0");
  const cut = digits.length + exponent;
  const text = exponent === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return mantissa < 0n ? `-${text}` : text;
}

/** The shortest exact text: plain up to 21 places, else one digit before the point. */
function scientific({ mantissa, exponent }: Parts): string {
  if (mantissa === 0n) return "0";
  const stripped = abs(mantissa).toString().replace(/0+$/, "");
  const lowest = exponent + abs(mantissa).toString().length - stripped.length;
  const power = stripped.length + lowest - 1;
  const sign = mantissa < 0n ? "-" : "";
  if (power < 0 && power >= -6) return `${sign}0.${"0".repeat(-power - 1)}${stripped}`;
  if (power >= 0 && power <= 20) {
    const whole = stripped.slice(0, power + 1).padEnd(power + 1, "0");
    const rest = stripped.slice(power + 1);
    return `${sign}${whole}${rest && `.${rest}`}`;
  }
  const rest = stripped.slice(1);
  return `${sign}${stripped[0]}${rest && `.${rest}`}e${power < 0 ? "-" : "+"}${Math.abs(power)}`;
}

/** `change ÷ |base|` to the nearest double, taken from the exact values; null by zero and beyond what a double reaches. */
export function ratioOf(change: string, base: string): number | null {
  const [x, y] = [partsOf(change), partsOf(base)];
  if (y.mantissa === 0n) return null;
  // Enough digits for a double's 17, whatever the lengths of the two.
  const shift = Math.max(0, abs(y.mantissa).toString().length - abs(x.mantissa).toString().length + 24);
  const quotient = (x.mantissa * 10n ** BigInt(shift)) / abs(y.mantissa);
  const ratio = Number(`${quotient}e${x.exponent - y.exponent - shift}`);
  return Number.isFinite(ratio) ? ratio : null;
}

/** A long decimal cut to `significant` digits, `≈` before it; a short one as it is. Never 0 for what is not 0. */
export function shortDecimal(text: string, significant = 8): string {
  if (text.length <= significant + 4) return text;
  const { mantissa, exponent } = partsOf(text);
  const digits = abs(mantissa).toString();
  if (digits.length <= significant) return scientific({ mantissa, exponent });
  const dropped = digits.length - significant;
  const scale = 10n ** BigInt(dropped);
  const rounded = (abs(mantissa) + scale / 2n) / scale;
  return `≈${scientific({ mantissa: mantissa < 0n ? -rounded : rounded, exponent: exponent + dropped })}`;
}
