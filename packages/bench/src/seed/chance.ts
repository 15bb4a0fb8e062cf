// Chance that is the same on every run, and ids in the order they are made.
import { createHash } from "node:crypto";
import { uuidv7 } from "@chancery/core";

export type Chance = {
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
  /** 64 hex digits. */
  digest(): string;
  /** UUIDv7 of the instant. */
  id(at: Date): string;
};

export function createChance(seed: string): Chance {
  let state = createHash("sha256").update(seed).digest().readUInt32LE(0);
  let made = 0;
  // xorshift32: enough for spreading rows
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  const below = (limit: number) => next() % limit;
  return {
    below,
    pick: (from) => from[below(from.length)]!,
    digest: () => Array.from({ length: 8 }, () => next().toString(16).padStart(8, "0")).join(""),
    id(at) {
      const random = new Uint8Array(10);
      const view = new DataView(random.buffer);
      view.setUint32(0, (made += 1) << 4);
      view.setUint32(6, next());
      return uuidv7({ timestampMs: at.getTime(), random });
    },
  };
}
