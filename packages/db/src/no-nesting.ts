// Refuses a transaction opened inside another: on SQLite it would wait for itself for ever.
import { AsyncLocalStorage } from "node:async_hooks";

const inside = new AsyncLocalStorage<true>();

/** Runs `work` marked as inside a transaction; throws when it is already. */
export function withoutNesting<T>(work: () => Promise<T>): Promise<T> {
  if (inside.getStore()) throw new Error("a transaction was opened inside a transaction");
  return inside.run(true, work);
}
