// Numbers kept by text in a few bytes each: what one process knows of every row without holding its name.
import { hash } from "node:crypto";

/** Two halves of 64 bits; the second is never 0. */
export type Fingerprint = readonly [low: number, high: number];
/** Under a salt of the process's own nobody outside can make two texts alike. */
export type Fingerprinter = (text: string) => Fingerprint;

export function fingerprinter(salt: Uint8Array): Fingerprinter {
  const prefix = Buffer.from(salt).toString("hex");
  return (text) => {
    const bytes = hash("sha256", prefix + text, "buffer");
    return [bytes.readUInt32LE(0), (bytes.readUInt32LE(4) | 1) >>> 0];
  };
}

/** `width` numbers of 32 bits for each text: a table with open addressing, at most two thirds full. */
export function numbersByText(fingerprint: Fingerprinter, width: number) {
  const step = width + 2;
  let capacity = 1024;
  let used = 0;
  let cells = new Uint32Array(capacity * step);

  const slotOf = ([low, high]: Fingerprint): number => {
    let at = low & (capacity - 1);
    for (;;) {
      const start = at * step;
      if (cells[start + 1] === 0 || (cells[start] === low && cells[start + 1] === high)) return start;
      at = (at + 1) & (capacity - 1);
    }
  };
  const grow = () => {
    const old = cells;
    capacity *= 2;
    cells = new Uint32Array(capacity * step);
    for (let start = 0; start < old.length; start += step)
      if (old[start + 1] !== 0) cells.set(old.subarray(start, start + step), slotOf([old[start]!, old[start + 1]!]));
  };
  return {
    /** The numbers kept for a text, undefined where there are none. They may be looked at, not kept. */
    get(text: string): Uint32Array | undefined {
      const start = slotOf(fingerprint(text));
      return cells[start + 1] === 0 ? undefined : cells.subarray(start + 2, start + step);
    },
    /** The same, to be written; zeros where there were none. */
    reach(text: string): Uint32Array {
      if (used * 3 >= capacity * 2) grow();
      const print = fingerprint(text);
      const start = slotOf(print);
      if (cells[start + 1] === 0) {
        cells.set(print, start);
        used++;
      }
      return cells.subarray(start + 2, start + step);
    },
  };
}
