// When a call is made again, and how long it waits first.
import { ChanceryClientError } from "./error.ts";

const attempts = 5;
const firstPauseMs = 200;
const longestPauseMs = 10_000;
/** A server that asks for more patience than this is reported instead of waited for. */
const longestRetryAfterMs = 60_000;

/** Exponential with full jitter, so that clients cut off together do not come back together. Milliseconds. */
export const backoffMs = (tried: number, random: () => number = Math.random): number =>
  Math.round(random() * Math.min(longestPauseMs, firstPauseMs * 2 ** tried) + firstPauseMs / 4);

/** Repeats `attempt` while it fails in a way that passes. The last error is thrown as it is. */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  options: { readonly canRepeat: boolean; readonly signal?: AbortSignal | undefined },
): Promise<T> {
  for (let tried = 0; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (!options.canRepeat || tried + 1 >= attempts || !isPassing(error)) throw error;
      await pause(Math.max(error.retryAfterMs ?? 0, backoffMs(tried)), options.signal);
    }
  }
}

/** Failures in a row without progress before a transfer is given up. */
export const patience = 8;

type Trying = {
  isDone(): boolean;
  /** How far it is: a failure after which it is farther counts as none. */
  reached(): number;
  go(): Promise<void>;
};
/** Goes on until it is done, after what passes too, as long as something comes. Throws CANCELLED once `signal` has fired. */
export async function patiently(signal: AbortSignal | undefined, { isDone, reached, go }: Trying): Promise<void> {
  for (let failures = 0; !isDone();) {
    throwIfCancelled(signal);
    const before = reached();
    try {
      await go();
    } catch (error) {
      if (!isPassing(error)) throw error;
      failures = reached() > before ? 0 : failures + 1;
      if (failures >= patience) throw error;
      if (failures > 0) await pause(Math.max(error.retryAfterMs ?? 0, backoffMs(failures)), signal);
    }
  }
}

/** What `call` answers, with the patience of a transfer: a server that is restarted is away for longer than a call is retried. */
export async function throughRestart<T>(signal: AbortSignal | undefined, call: () => Promise<T>): Promise<T> {
  let answer: { readonly is: T } | undefined;
  const go = async () => void (answer = { is: await call() });
  await patiently(signal, { isDone: () => answer !== undefined, reached: () => 0, go });
  return answer!.is;
}

/** True for failures worth another try: no answer, 503, 429, within the patience asked for. A full disk (507) waits for people. */
export const isPassing = (error: unknown): error is ChanceryClientError =>
  error instanceof ChanceryClientError &&
  error.retryable &&
  error.status !== 507 &&
  (error.retryAfterMs ?? 0) <= longestRetryAfterMs;

/** Waits; throws CANCELLED at once when `signal` fires. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(cancelled(signal));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}

export const cancelled = (signal: AbortSignal | undefined): ChanceryClientError =>
  new ChanceryClientError("CANCELLED", "cancelled", { cause: signal?.reason });

/** Throws CANCELLED when `signal` has fired. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled(signal);
}
