// A long transfer has no deadline, but it may not stand still.
import { ChanceryClientError } from "../error.ts";
import { anyOf } from "../http.ts";

const stallMs = 60_000;
/** The longest timeout there is: for transfers, which this watch bounds instead. */
export const untimed = 2 ** 31 - 1;

export type StallWatch = {
  /** Fires when the transfer stands still, or with the caller's own signal. */
  readonly signal: AbortSignal;
  /** A byte moved. */
  beat(): void;
  end(): void;
  /** TIMEOUT where the watch cut the connection; any other error as it is. */
  explain(error: unknown): unknown;
};

export function watchStall(signal: AbortSignal | undefined): StallWatch {
  const own = new AbortController();
  const cut = () => own.abort();
  let timer = setTimeout(cut, stallMs);
  let isOver = false;
  return {
    signal: anyOf(signal, own.signal) ?? own.signal,
    beat() {
      if (isOver) return; // the source of a request that failed may be read a little longer
      clearTimeout(timer);
      timer = setTimeout(cut, stallMs);
    },
    end() {
      isOver = true;
      clearTimeout(timer);
    },
    explain: (error) =>
      own.signal.aborted && !signal?.aborted
        ? new ChanceryClientError("TIMEOUT", `no bytes arrived or left for ${stallMs / 1000} s`, { cause: error })
        : error,
  };
}
