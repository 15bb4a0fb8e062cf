// Several transfers at a time: while one waits for its answer or for the disk, another goes on.

export const transfersAtOnce = 4;

/** Ends with the first failure, once those under way have stopped: what they brought is kept for the next try. */
export async function someAtOnce<T>(
  items: Iterable<T>,
  signal: AbortSignal | undefined,
  work: (item: T, signal: AbortSignal) => Promise<void>,
  atOnce = transfersAtOnce,
): Promise<void> {
  const stop = new AbortController();
  const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const waiting = items[Symbol.iterator]();
  const failures: unknown[] = [];
  const worker = async () => {
    for (let next = waiting.next(); !next.done && failures.length === 0; next = waiting.next())
      await work(next.value, either).catch((error: unknown) => {
        failures.push(error);
        stop.abort();
      });
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (failures.length > 0) throw failures[0];
}
