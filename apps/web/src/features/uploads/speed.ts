// How fast bytes go: the mean of the last five seconds, so that neither a pause nor a burst jumps in people's eyes.

const spanMs = 5_000;

export class Speed {
  #seen: (readonly [atMs: number, bytes: number])[] = [];

  /** So many bytes are there at this moment. */
  note(atMs: number, bytes: number): void {
    this.#seen.push([atMs, bytes]);
    while (this.#seen.length > 2 && this.#seen[1]![0] <= atMs - spanMs) this.#seen.shift();
  }

  restart(): void {
    this.#seen = [];
  }

  /** Undefined until there is a stretch to measure. */
  bytesPerSecond(nowMs: number): number | undefined {
    const [first, last] = [this.#seen[0], this.#seen.at(-1)];
    if (!first || !last || nowMs - first[0] < 500) return undefined;
    return ((last[1] - first[1]) / (nowMs - first[0])) * 1000;
  }
}
