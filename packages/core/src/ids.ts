// UUIDv7 (RFC 9562 §5.7): ids that sort by the time they were made.
import { bytesToHex } from "@noble/hashes/utils.js";

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** True for a UUID in lower-case text form. */
export const isUuid = (text: string): boolean => shape.test(text);

/** A UUIDv7 of this millisecond; 74 bits of the 10 `random` bytes are used. */
export function uuidv7({ timestampMs, random }: { readonly timestampMs: number; readonly random: Uint8Array }): string {
  if (!Number.isInteger(timestampMs) || timestampMs < 0 || timestampMs >= 2 ** 48)
    throw new RangeError(`${timestampMs} is not a time a UUIDv7 can hold`);
  if (random.length !== 10) throw new RangeError("a UUIDv7 takes 10 random bytes");
  const tail = Uint8Array.from(random);
  tail[0] = 0x70 | (tail[0]! & 0x0f);
  tail[2] = 0x80 | (tail[2]! & 0x3f);
  const hex = timestampMs.toString(16).padStart(12, "0") + bytesToHex(tail);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Makes UUIDv7s that only ever rise, also within a millisecond and when the clock steps back (RFC 9562 §6.2, method 2). */
export function uuidv7Maker(source: { now(): Date; random(bytes: number): Uint8Array }): () => string {
  let last = { timestampMs: -1, random: new Uint8Array(10) };
  return () => {
    const timestampMs = source.now().getTime();
    if (timestampMs > last.timestampMs) last = { timestampMs, random: Uint8Array.from(source.random(10)) };
    else last = risen(last);
    return uuidv7(last);
  };
}

/** The next 74-bit number; past the last one the next millisecond is borrowed. */
function risen(last: { timestampMs: number; random: Uint8Array<ArrayBuffer> }) {
  const random = Uint8Array.from(last.random);
  for (let at = 9; at >= 0; at--) {
    const mask = at === 0 ? 0x0f : at === 1 || at > 2 ? 0xff : 0x3f;
    random[at] = (random[at]! + 1) & mask;
    if (random[at] !== 0) return { timestampMs: last.timestampMs, random };
  }
  return { timestampMs: last.timestampMs + 1, random };
}
