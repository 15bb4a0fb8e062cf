// What is known of texts by their digest: as much as a bound lets in, what was not asked for longest forgotten first.
import type { ShownText } from "@chancery/core";

export type Memory = {
  get(key: string): ShownText | undefined;
  keep(key: string, shown: ShownText, length: number): void;
};

/** A tree takes some multiple of its text; a verdict takes next to nothing. */
const weightOf = (shown: ShownText, length: number) => (shown.kind === "tree" ? 1_000 + 8 * length : 200);

/** `maxBytes`: roughly, of everything kept. */
export function createMemory(maxBytes: number): Memory {
  const kept = new Map<string, { readonly shown: ShownText; readonly weight: number }>(); // least asked for first
  let total = 0;
  const forget = (key: string) => {
    total -= kept.get(key)?.weight ?? 0;
    kept.delete(key);
  };
  return {
    get(key) {
      const found = kept.get(key);
      if (!found) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.shown;
    },
    keep(key, shown, length) {
      forget(key);
      const weight = weightOf(shown, length);
      kept.set(key, { shown, weight });
      total += weight;
      for (const oldest of kept.keys()) {
        if (total <= maxBytes || oldest === key) break;
        forget(oldest);
      }
    },
  };
}
