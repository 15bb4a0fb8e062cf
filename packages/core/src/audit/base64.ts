// Base64 (RFC 4648 §4 and §5), strict: a text that is not exactly what encoding gives is refused, so one value has one text.

const standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const urlSafe = `${standard.slice(0, 62)}-_`;

/** Standard alphabet, padded. */
export const toBase64 = (bytes: Uint8Array): string => encode(bytes, standard, "=");
/** URL alphabet, without padding (RFC 9901, JWS). */
export const toBase64Url = (bytes: Uint8Array): string => encode(bytes, urlSafe, "");
/** The bytes, or undefined unless encoding them gives this very text. */
export const fromBase64 = (text: string): Uint8Array | undefined => decode(text, standard, "=");
/** The bytes, or undefined unless encoding them gives this very text. */
export const fromBase64Url = (text: string): Uint8Array | undefined => decode(text, urlSafe, "");

function encode(bytes: Uint8Array, alphabet: string, pad: "=" | ""): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = Math.min(4, bytes.length - at + 1);
    for (let digit = 0; digit < digits; digit++) text += alphabet[(group >> (18 - 6 * digit)) & 63];
    text += pad.repeat(4 - digits);
  }
  return text;
}

function decode(text: string, alphabet: string, pad: "=" | ""): Uint8Array | undefined {
  const digits = pad ? text.replace(/={1,2}$/, "") : text;
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let [group, bits, at] = [0, 0, 0];
  for (const digit of digits) {
    const value = alphabet.indexOf(digit);
    if (value < 0) return undefined;
    group = ((group << 6) | value) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = group >> bits;
  }
  // Lenient decoders take missing padding and stray low bits; re-encoding finds every such text.
  return encode(bytes, alphabet, pad) === text ? bytes : undefined;
}
