// How many transactions may be under way at once: the others wait, each until its own deadline.
import { databaseLocked } from "./outage.ts";

/** Resolves to the function that lets the next one in, in order; UNAVAILABLE `database_locked` after `patienceMs`. */
export type Turnstile = (patienceMs: number) => Promise<() => void>;

/** Lets `places` in at once. */
export function turnstile(places: number): Turnstile {
  let free = places;
  const waiting = new Set<() => void>();
  const leave = () => {
    const [next] = waiting;
    if (next) next();
    else free += 1;
  };
  return (patienceMs) => {
    if (free > 0) {
      free -= 1;
      return Promise.resolve(leave);
    }
    return new Promise((resolve, reject) => {
      const begin = () => {
        waiting.delete(begin);
        clearTimeout(deadline);
        resolve(leave);
      };
      const deadline = setTimeout(() => {
        waiting.delete(begin);
        reject(databaseLocked());
      }, patienceMs);
      waiting.add(begin);
    });
  };
}
