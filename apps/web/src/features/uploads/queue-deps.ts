// What the queue asks of the browser.
import type { Hasher } from "./hashing/hasher.ts";
import type { Transport } from "./transport.ts";

export type QueueDeps = {
  transport(): Promise<Transport>;
  hasher(): Hasher;
  nowMs(): number;
  random(): number;
  /** Runs once after so long; answers how to call it off. */
  later(ms: number, run: () => void): () => void;
};
