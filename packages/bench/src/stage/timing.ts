// How long one thing takes, asked again and again: the middle, and what the slowest of twenty take at least.

/** In milliseconds. */
export type Timing = { readonly p50: number; readonly p95: number };

/** `work` is given the number of its turn. */
export async function timeOf(turns: number, work: (turn: number) => Promise<unknown>): Promise<Timing> {
  const taken: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const startedAt = performance.now();
    await work(turn);
    taken.push(performance.now() - startedAt);
  }
  return quantilesOf(taken);
}

export function quantilesOf(milliseconds: readonly number[]): Timing & { readonly p99: number } {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
