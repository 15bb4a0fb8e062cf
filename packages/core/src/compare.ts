// A candidate beside the incumbent: metrics by phase, dataset and slice; params; files; signature.
import { maskAddresses } from "./addresses.ts";
import { compareDecimals, ratioOf, subtractDecimals } from "./decimal.ts";
import type { Reason } from "./kernel/view.ts";
import { effectiveDirection, howToSetDirection } from "./evaluation.ts";
import type { Signature } from "./version/view.ts";
import type { FileEntry } from "./file-entry.ts";
import { speakingMeasurements, type Side, type Spoken } from "./measurements.ts";
import type { Direction } from "./metric-directions.ts";
import type { EvaluationCounts, FactChange, MetricRow, MetricVerdict } from "./comparison/view.ts";

/** One row per (phase, dataset name, slice, metric), sorted so. `measurements.ts` decides which measurement speaks for each side. */
export function compareMetrics(candidate: Side, incumbent: Side | null): readonly MetricRow[] {
  const ours = spokenFor(candidate);
  const theirs: ReadonlyMap<string, Voiced> = incumbent ? spokenFor(incumbent) : new Map<string, Voiced>();
  const keys = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  return keys.map((key) => row(ours.get(key), theirs.get(key)));
}

/** What speaks for a side, with the direction in force there. */
type Voiced = Spoken & ReturnType<typeof effectiveDirection>;
const spokenFor = (side: Side): ReadonlyMap<string, Voiced> =>
  new Map(
    [...speakingMeasurements(side)].map(([key, one]) => [
      key,
      { ...one, ...effectiveDirection(one.metric, side.directions) },
    ]),
  );

function row(ours: Voiced | undefined, theirs: Voiced | undefined): MetricRow {
  const present = (ours ?? theirs)!;
  const base = {
    name: present.metric.name,
    phase: present.evaluation.phase,
    datasetName: present.evaluation.dataset?.name ?? null,
    slice: present.evaluation.slice,
    unit: present.metric.unit ?? null,
    direction: present.direction,
    candidate: ours?.metric.value ?? null,
    incumbent: theirs?.metric.value ?? null,
    measured: { candidate: ours?.measured ?? null, incumbent: theirs?.measured ?? null },
  };
  const silent = { change: null, relativeChange: null };
  const alone = [...(present.contradiction ? [present.contradiction] : noDirection(present))];
  if (!ours) return { ...base, ...silent, verdict: "missing", notes: alone };
  if (!theirs) return { ...base, ...silent, verdict: "new", notes: alone };
  const why = whyNotComparable(ours, theirs);
  if (why.length > 0) return { ...base, ...silent, verdict: "not-comparable", notes: why };
  // A direction that only one side states is no statement about the other.
  const direction = ours.direction === theirs.direction ? ours.direction : "none";
  const change = subtractDecimals(ours.metric.value, theirs.metric.value);
  return {
    ...base,
    direction,
    change,
    relativeChange: change === null ? null : ratioOf(change, theirs.metric.value),
    verdict: verdictOf(compareDecimals(ours.metric.value, theirs.metric.value), direction),
    notes: direction === "none" ? noDirection({ ...ours, direction }) : [],
  };
}

function verdictOf(order: number, direction: Direction): MetricVerdict {
  if (order === 0) return "equal";
  if (direction === "none") return "changed";
  return order > 0 === (direction === "higher") ? "better" : "worse";
}

const noDirection = ({ direction, metric: { name } }: Pick<Voiced, "direction" | "metric">): readonly Reason[] =>
  direction === "none"
    ? [{ code: "direction_unknown", message: `the direction of this metric is not set. ${howToSetDirection(name)}` }]
    : [];

function whyNotComparable(ours: Voiced, theirs: Voiced): readonly Reason[] {
  const contradictions = [ours.contradiction, theirs.contradiction].flatMap((reason) => (reason ? [reason] : []));
  const reasons = contradictions.filter(
    ({ message }, at) => contradictions.findIndex((one) => one.message === message) === at,
  );
  const add = (code: string, message: string) => reasons.push({ code, message });
  const [mine, other] = [ours.evaluation.dataset, theirs.evaluation.dataset];
  if ((mine?.sha256 ?? null) !== (other?.sha256 ?? null))
    add("other_data", "measured on a dataset with different bytes");
  if ((ours.metric.unit ?? null) !== (theirs.metric.unit ?? null))
    add(
      "other_unit",
      `measured in another unit: ${ours.metric.unit ?? "none"} against ${theirs.metric.unit ?? "none"}`,
    );
  if (contradictions.length === 0 && isOpposite(ours.direction, theirs.direction))
    add("other_direction", `recorded as ${ours.direction} is better here and ${theirs.direction} is better there`);
  return reasons;
}

const isOpposite = (a: Direction, b: Direction) => a !== "none" && b !== "none" && a !== b;

/** Keys whose values differ, sorted. */
export function compareFacts(
  candidate: Readonly<Record<string, string>>,
  incumbent: Readonly<Record<string, string>>,
): readonly FactChange[] {
  return [...new Set([...Object.keys(candidate), ...Object.keys(incumbent)])]
    .sort()
    .map((key) => ({ key, candidate: own(candidate, key), incumbent: own(incumbent, key) }))
    .filter((change) => change.candidate !== change.incumbent)
    .map(shownChange);
}

/** Secrets in addresses count as values and are shown to nobody. */
const shownChange = ({ key, candidate, incumbent }: FactChange): FactChange => ({
  key,
  candidate: candidate && maskAddresses(candidate),
  incumbent: incumbent && maskAddresses(incumbent),
});

/** A param may be called `constructor`: what every object inherits is no fact. */
const own = (facts: Readonly<Record<string, string>>, key: string): string | null =>
  Object.hasOwn(facts, key) ? (facts[key] ?? null) : null;

/** Files added, removed or with other bytes, by path. Values are SHA-256. */
export const compareFiles = (candidate: readonly FileEntry[], incumbent: readonly FileEntry[]): readonly FactChange[] =>
  compareFacts(byPath(candidate), byPath(incumbent));
const byPath = (files: readonly FileEntry[]) => Object.fromEntries(files.map((file) => [file.path, file.sha256]));

/** Ports added, removed or of another type or shape: `input audio` → `float32 [1, 512]`. */
export const compareSignatures = (candidate: Signature | null, incumbent: Signature | null): readonly FactChange[] =>
  compareFacts(portsOf(candidate), portsOf(incumbent));

/** A signature as facts, one for each port. */
export function portsOf(signature: Signature | null): Readonly<Record<string, string>> {
  const facts = (side: string, ports: Signature["inputs"]) =>
    ports.map(({ name, type, shape }) => [`${side} ${name}`, shape ? `${type} [${shape.join(", ")}]` : type] as const);
  return Object.fromEntries(
    signature ? [...facts("input", signature.inputs), ...facts("output", signature.outputs)] : [],
  );
}

export const evaluationCountsOf = ({ recorded, evaluations }: Side): EvaluationCounts => ({
  recorded,
  compared: evaluations.length,
});
