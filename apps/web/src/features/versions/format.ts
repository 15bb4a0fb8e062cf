// Versions in words and figures.
import {
  reasonsInWords,
  shortDecimal,
  type Comparison,
  type MetricRow,
  type SpeaksBecause,
  type StageName,
  type Stages,
  type StageVerdict,
} from "@chancery/core";
import { withParams } from "#search-params.ts";

/** A change with its sign, a true minus included: `+0.0041`, `−0.0012`, `0`. */
export function signed(decimal: string): string {
  if (decimal.startsWith("-")) return `−${decimal.slice(1)}`;
  return /[1-9]/.test(decimal.replace(/e.*$/i, "")) ? `+${decimal}` : decimal;
}

/** `+4.4 %`; empty where the incumbent was zero. */
export function percent(ratio: number | null): string {
  if (ratio === null) return "";
  const text = (ratio * 100).toFixed(1);
  // A difference is never shown as none: what rounds to nothing keeps two digits of its own.
  return `${signed(Number(text) === 0 && ratio !== 0 ? (ratio * 100).toPrecision(2) : text)} %`;
}

/** A change with its sign; one of very many digits is cut, and says so. */
export const changeText = (change: string): string => {
  const short = shortDecimal(change, 12);
  return short.startsWith("≈") ? `≈${signed(short.slice(1))}` : signed(short);
};

/** The words of a metric's verdict; numbers speak for themselves only where both sides were measured alike. */
export const verdictWords = {
  better: "better",
  worse: "worse",
  changed: "changed",
  equal: "unchanged",
  new: "new here",
  missing: "not measured",
  "not-comparable": "not comparable",
} as const satisfies Record<MetricRow["verdict"], string>;

/** Why two values are not compared, where a dossier of before does not say it. */
export const notComparable = "measured on a dataset with different bytes, or in another unit or direction";

/** Why one of several measurements is the one shown and compared. */
export const becauseWords = {
  "only-one": "measured once.",
  "rested-on": "the first is shown, because the approval rested on it.",
  independent: "the first is shown, the newest by somebody who did not contribute to the version.",
  newest: "the first is shown, the newest.",
} as const satisfies Record<SpeaksBecause, string>;

/** Of a comparison no more rows than this stand on one page, so that it is small whatever was measured. */
export const metricsPerPage = 15;
export type MetricPage = {
  readonly shown: readonly MetricRow[];
  /** The place of the first one shown, from 1; how many there are in all, and of how many pages this is one. */
  readonly from: number;
  readonly count: number;
  readonly number: number;
  readonly pages: number;
};

/** What changed stands before what only one side has, or has otherwise, and that before what is equal. A page past the end is the last one. */
export function metricPage(rows: readonly MetricRow[], asked = 1): MetricPage {
  const ordered = [...rows].sort((a, b) => places[a.verdict] - places[b.verdict]);
  const pages = Math.max(1, Math.ceil(rows.length / metricsPerPage));
  const number = Math.min(asked, pages);
  const before = (number - 1) * metricsPerPage;
  return {
    shown: ordered.slice(before, before + metricsPerPage),
    from: before + 1,
    count: rows.length,
    number,
    pages,
  };
}
const places = {
  better: 0,
  worse: 0,
  changed: 0,
  new: 1,
  missing: 1,
  "not-comparable": 1,
  equal: 2,
} as const satisfies Record<MetricRow["verdict"], number>;

export const versionPath = (version: {
  readonly team: string;
  readonly name: string;
  readonly number: number;
}): string => `/models/${version.team}/${version.name}/v/${version.number}`;

/** The two sides of a comparison as its page reads them: of one version, what it changes against what is released. */
export const comparePath = (
  candidate: { readonly team: string; readonly name: string; readonly number: number },
  options: { readonly isOnlyChanged?: boolean } = {},
): string =>
  withParams("/compare", {
    v: referenceOf(candidate),
    ...((options.isOnlyChanged ?? true) && { only: "changed" }),
  });

/** Every row of a comparison, page by page; `sides` are references, the baseline first. */
export function comparedPath(
  sides: readonly string[],
  { isOnlyChanged = false, page = 1 }: { readonly isOnlyChanged?: boolean; readonly page?: number } = {},
): string {
  const query = new URLSearchParams([
    ...sides.map((side) => ["v", side]),
    ...(isOnlyChanged ? [["only", "changed"]] : []),
    ...(page > 1 ? [["page", String(page)]] : []),
  ]);
  return `/compare?${query.toString()}`;
}

export const referenceOf = (version: {
  readonly team: string;
  readonly name: string;
  readonly number: number;
}): string => `${version.team}/${version.name}:${version.number}`;

/** Fetches a version's files, each digest verified. */
export const pullCommand = (reference: string): string => `chancery pull ${reference}`;

/** `v3 against v2 in production: 2 better, 1 worse; 4 unchanged.` */
export function comparisonSentence(
  { candidate, incumbent, metrics, replacedIn }: Comparison,
  stages: Pick<Stages, "labelOf" | "release">,
): string {
  const named = (those: readonly StageName[]) => those.map((stage) => stages.labelOf(stage)).join(", ");
  if (incumbent === null)
    return candidate.stages.length > 0
      ? `v${candidate.number} is in ${named(candidate.stages)} and replaced no version there: name one to compare it with.`
      : `Nothing is in ${stages.release.label}, so there is nothing to compare with unless you name a version.`;
  const counted = (["better", "worse", "changed", "new", "missing", "not-comparable", "equal"] as const).flatMap(
    (verdict) => {
      const count = metrics.filter((row) => row.verdict === verdict).length;
      return count === 0 ? [] : [`${count} ${verdictWords[verdict]}`];
    },
  );
  const holds = incumbent.stages.length > 0 ? ` in ${named(incumbent.stages)}` : "";
  const where = replacedIn ? `, which it replaced in ${stages.labelOf(replacedIn)}` : holds;
  const what = counted.length === 0 ? "no metric to compare" : counted.join(", ");
  return `v${candidate.number} against v${incumbent.number}${where}: ${what}.`;
}

/** The verdict line in words: what it holds, what it could be asked for, what stands in the way. */
export function verdictSentences(
  verdict: readonly StageVerdict[],
  labelOf: (stage: StageName) => string,
): readonly { readonly lead: string; readonly rest: string }[] {
  const named = (status: StageVerdict["status"]) => verdict.filter((one) => one.status === status);
  const list = (stages: readonly StageVerdict[]) => stages.map((one) => labelOf(one.stage)).join(", ");
  const sentences: { lead: string; rest: string }[] = [];
  if (named("held").length > 0) sentences.push({ lead: `In ${list(named("held"))}.`, rest: "" });
  if (named("asked").length > 0) sentences.push({ lead: `Asked for ${list(named("asked"))}.`, rest: "" });
  if (named("eligible").length > 0) sentences.push({ lead: `Eligible for ${list(named("eligible"))}.`, rest: "" });
  for (const group of grouped(named("blocked")))
    sentences.push({ lead: `Blocked for ${list(group)}:`, rest: `${reasonsInWords(group[0]?.reasons ?? [])}.` });
  return sentences;
}

/** Stages blocked for the same reasons are said once. */
function grouped(blocked: readonly StageVerdict[]): readonly (readonly StageVerdict[])[] {
  const groups = new Map<string, StageVerdict[]>();
  for (const one of blocked)
    groups.set(reasonsInWords(one.reasons), [...(groups.get(reasonsInWords(one.reasons)) ?? []), one]);
  return [...groups.values()];
}
