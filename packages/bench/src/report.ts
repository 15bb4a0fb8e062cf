// Results as people read them: lines on stdout, tables in docs/performance.md.
import type { Bench, Reach } from "./bench.ts";
import { judge, type Spread, type Verdict } from "./judge.ts";
import type { Round } from "./measure.ts";

/** The rows of one bench: a verdict for each figure. */
export const verdictsOf = (bench: Bench, rounds: readonly Round[]): readonly Verdict[] =>
  bench.reach.map((reach) => judge(reach, rounds));

/** `9,120 (8,950–9,300)`: three digits that matter. */
export const spreadText = ({ median, least, most }: Spread): string =>
  least === most ? numberText(median) : `${numberText(median)} (${numberText(least)}–${numberText(most)})`;

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const precise = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const numberText = (value: number) => (Math.abs(value) >= 100 ? whole : precise).format(value);

const signs = { ratio: "×", difference: "", alone: "" } as const;
/** `≥ 0.4 ×`; `reported` where nothing is demanded. */
export function reachText({ atLeast, atMost, compare, unit }: Reach): string {
  const limit = atLeast ?? atMost;
  if (limit === undefined) return "reported";
  const sign = compare === "difference" ? "+" : "";
  return `${atLeast === undefined ? "≤" : "≥"} ${sign}${numberText(limit)} ${signs[compare] || unit}`;
}

export const comparedText = ({ reach, compared }: Verdict): string =>
  reach.compare === "ratio" ? `${spreadText(compared)} ×` : `${spreadText(compared)} ${reach.unit}`;

const verdictWords = { true: "reached", false: "MISSED", undefined: "–" } as const;
export const verdictText = ({ isReached }: Verdict): string => verdictWords[`${isReached}`];

/** What is printed once a bench has run. */
export function linesOf(bench: Bench, rounds: readonly Round[]): string {
  const lines = verdictsOf(bench, rounds).map((verdict) => {
    const { reach, ours, peer } = verdict;
    const sides = [
      `ours ${spreadText(ours)} ${reach.unit}`,
      ...(peer ? [`peer ${spreadText(peer)} ${reach.unit}`] : []),
    ];
    return `  ${reach.figure}: ${comparedText(verdict)}, reach ${reachText(reach)}: ${verdictText(verdict)}; ${sides.join(", ")}`;
  });
  return `${bench.name}: ${bench.what}, against ${bench.against}\n${lines.join("\n")}\n`;
}
