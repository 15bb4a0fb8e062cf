// Chance that can be had again: numbers from a seed that is printed, and CHANCERY_SEED to give it back.
import { createHash, randomBytes } from "node:crypto";

export type Chance = {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  oneOf<const T>(choices: readonly [T, ...T[]]): T;
  bytes(length: number): Buffer<ArrayBuffer>;
};

/** Printed once per run, so that a failure can be repeated. */
export function newSeed(): string {
  const seed = process.env["CHANCERY_SEED"] ?? randomBytes(4).toString("hex");
  console.log(`CHANCERY_SEED=${seed}`);
  return seed;
}

/** The same seed gives the same numbers. */
export function chanceOf(seed: string): Chance {
  let [drawn, state] = [0, seed];
  const block = () => createHash("sha256").update(`${state} ${drawn++}`).digest();
  const next = () => block().readUIntBE(0, 6) / 2 ** 48;
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  state = seed;
  return {
    next,
    between,
    oneOf: (choices) => choices[between(0, choices.length - 1)] ?? choices[0],
    bytes(length) {
      const seeded = block();
      const filled = Buffer.alloc(length);
      for (let at = 0; at < length; at += seeded.length) seeded.copy(filled, at);
      if (length >= 4) filled.writeUInt32BE(drawn % 2 ** 32, 0);
      return filled;
    },
  };
}
