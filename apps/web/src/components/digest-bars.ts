// A SHA-256 as 16 bar heights, so that equal bytes look equal at a glance.

/** One height per two bytes, in 2…12. */
export function digestBars(sha256: string): readonly number[] {
  return Array.from({ length: 16 }, (_, index) => {
    const value = Number.parseInt(sha256.slice(index * 4, index * 4 + 4), 16);
    return Number.isNaN(value) ? 2 : 2 + Math.round((value / 0xffff) * 20) / 2;
  });
}

/** `9f2c41ab…e0d3b1`. */
export const shortDigest = (sha256: string): string => `${sha256.slice(0, 8)}…${sha256.slice(-6)}`;
