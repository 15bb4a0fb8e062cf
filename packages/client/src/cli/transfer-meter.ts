// Speed and time left of a transfer: an exponentially weighted average, so that one stall or burst does not throw it.

/** How far back the average looks. */
const windowMs = 5_000;
const sampleMs = 250;

export type Reading = {
  /** null until enough was seen. */
  readonly bytesPerSecond: number | null;
  readonly secondsLeft: number | null;
};
export type Meter = { observe(doneBytes: number, totalBytes: number): Reading };

/** Feed it as often as you like; going back (a cut connection) never shows as a negative speed. */
export function createMeter(now: () => number): Meter {
  let last: { readonly at: number; readonly bytes: number } | undefined;
  let speed: number | null = null;
  return {
    observe(doneBytes, totalBytes) {
      const at = now();
      if (!last || doneBytes < last.bytes) last = { at, bytes: doneBytes };
      const elapsedMs = at - last.at;
      if (elapsedMs >= sampleMs) {
        const sample = ((doneBytes - last.bytes) / elapsedMs) * 1000;
        const weight = 1 - Math.exp(-elapsedMs / windowMs);
        speed = speed === null ? sample : speed + weight * (sample - speed);
        last = { at, bytes: doneBytes };
      }
      const left = totalBytes - doneBytes;
      return { bytesPerSecond: speed, secondsLeft: left <= 0 ? 0 : speed === null || speed < 1 ? null : left / speed };
    },
  };
}
