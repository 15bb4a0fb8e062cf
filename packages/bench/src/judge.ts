// From rounds to a verdict: median and spread of each side, and of the two compared round by round.
import type { Reach } from "./bench.ts";
import type { Round } from "./measure.ts";

export type Spread = { readonly median: number; readonly least: number; readonly most: number };
export type Verdict = {
  readonly reach: Reach;
  readonly ours: Spread;
  readonly peer: Spread | undefined;
  /** Ours compared with the peer of the same round; ours itself where it is compared with nothing. */
  readonly compared: Spread;
  /** Undefined where nothing is demanded. */
  readonly isReached: boolean | undefined;
};

/** Throws when a round lacks a figure that is demanded. */
export function judge(reach: Reach, rounds: readonly Round[]): Verdict {
  const ours = rounds.map((round) => figureOf(reach, round.ours));
  const peer = rounds.flatMap((round) => (round.peer?.[reach.figure] === undefined ? [] : [round.peer[reach.figure]!]));
  if (reach.compare !== "alone" && peer.length !== ours.length)
    throw new Error(`${reach.figure} has no peer to be compared with`);
  const compared = spreadOf(
    ours.map((own, at) => {
      if (reach.compare === "alone") return own;
      return reach.compare === "ratio" ? own / peer[at]! : own - peer[at]!;
    }),
  );
  const { atLeast, atMost } = reach;
  const isJudged = atLeast !== undefined || atMost !== undefined;
  const isReached = compared.median >= (atLeast ?? -Infinity) && compared.median <= (atMost ?? Infinity);
  return {
    reach,
    ours: spreadOf(ours),
    peer: peer.length > 0 ? spreadOf(peer) : undefined,
    compared,
    isReached: isJudged ? isReached : undefined,
  };
}

function figureOf({ figure }: Reach, figures: Readonly<Record<string, number>>): number {
  const value = figures[figure];
  if (value === undefined || !Number.isFinite(value)) throw new Error(`no figure ${figure} was measured`);
  return value;
}

/** Median, smallest and largest; of an even number the mean of the middle two. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return {
    median: (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2,
    least: sorted[0]!,
    most: sorted.at(-1)!,
  };
}
