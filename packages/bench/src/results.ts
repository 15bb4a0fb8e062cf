// The newest stored result of each bench: packages/bench/results.json.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Machine } from "./machine.ts";
import type { Round } from "./measure.ts";

const path = fileURLToPath(new URL("../results.json", import.meta.url));

export type Result = {
  readonly name: string;
  /** UTC. */
  readonly measuredAt: string;
  readonly commit: string;
  readonly machine: Machine;
  readonly rounds: readonly Round[];
};

export const readResults = (): readonly Result[] => JSON.parse(readFileSync(path, "utf8")) as Result[];

/** Puts the result in the place of the one before of the same bench. */
export function storeResult(result: Result): void {
  const others = readResults().filter(({ name }) => name !== result.name);
  const sorted = [...others, result].sort((a, b) => (a.name < b.name ? -1 : 1));
  writeFileSync(path, `${JSON.stringify(sorted, undefined, 1)}\n`);
}
