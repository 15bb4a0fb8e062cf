// Runs one bench: prepare, warm up, then rounds of ours and peer in turn.
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { Bench, Contest, Figures, Place } from "./bench.ts";

/** `peer` is missing where there is nothing to compare with. */
export type Round = { readonly ours: Figures; readonly peer?: Figures };

/** Resolves when everything the bench opened is closed again, whatever happened. */
export async function measure(bench: Bench, { folder, isQuick }: Pick<Place, "folder" | "isQuick">): Promise<Round[]> {
  const closers: (() => unknown)[] = [];
  const place: Place = {
    folder: await mkdtemp(join(folder, `${bench.name}-`)),
    isQuick,
    size: ({ full, quick }) => (isQuick ? quick : full),
    atEnd: (close) => void closers.push(close),
  };
  try {
    const contest = await bench.open(place);
    return await playRounds(contest, isQuick ? 1 : (bench.rounds ?? 5));
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

/** Alternating, so that a machine that slows down slows both. The first round warms up and is thrown away. */
async function playRounds(contest: Contest, count: number): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let n = count === 1 ? 1 : 0; n <= count; n += 1) {
    const round = await playRound(contest);
    if (n > 0) rounds.push(round);
    process.stderr.write(`  ${n === 0 ? "warm-up" : `round ${n}`}: ${JSON.stringify(round)}\n`);
  }
  return rounds;
}

async function playRound({ ours, peer }: Contest): Promise<Round> {
  const own = await ours();
  return peer ? { ours: own, peer: await peer() } : { ours: own };
}
