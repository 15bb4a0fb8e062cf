// A candidate beside the incumbent: metrics by phase, dataset and slice; params; files; signature.
import { maskAddresses } from "./addresses.ts";
import type { EvaluationView, Metric, Phase } from "./evaluation.ts";
import type { FileEntry, Signature } from "./manifest.ts";
import type { StageName } from "./stage.ts";
import type { VersionState } from "./version.ts";

/** `not-comparable`: measured on other bytes of the dataset, or in another unit or direction. */
export type MetricVerdict = "better" | "worse" | "equal" | "new" | "missing" | "not-comparable";
export type MetricRow = {
  readonly name: string;
  readonly phase: Phase;
  readonly datasetName: string | null;
  readonly slice: string;
  readonly unit: string | null;
  readonly direction: "higher" | "lower";
  readonly candidate: string | null;
  readonly incumbent: string | null;
  /** candidate − incumbent; null where they are not comparable. */
  readonly change: string | null;
  /** change ÷ |incumbent|; null where that has no meaning. */
  readonly relativeChange: number | null;
  readonly verdict: MetricVerdict;
};

/** What a comparison reads of an evaluation. */
export type Evaluated = Pick<EvaluationView, "id" | "phase" | "dataset" | "slice" | "metrics" | "createdAt">;
type Measured = { readonly metric: Metric; readonly evaluation: Evaluated };

/** One row per (phase, dataset name, slice, metric); the newest evaluation of each side speaks. Rows sorted by phase, dataset, slice, name. */
export function compareMetrics(
  candidate: readonly Evaluated[],
  incumbent: readonly Evaluated[] | null,
): readonly MetricRow[] {
  const ours = newest(candidate);
  const theirs = newest(incumbent ?? []);
  const keys = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  return keys.map((key) => row(ours.get(key), theirs.get(key)));
}

function newest(evaluations: readonly Evaluated[]): Map<string, Measured> {
  const measured = new Map<string, Measured>();
  const ascending = [...evaluations].sort((a, b) =>
    a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1,
  );
  for (const evaluation of ascending)
    for (const metric of evaluation.metrics)
      measured.set([evaluation.phase, evaluation.dataset?.name ?? "", evaluation.slice, metric.name].join("\u0000"), {
        metric,
        evaluation,
      });
  return measured;
}

function row(ours: Measured | undefined, theirs: Measured | undefined): MetricRow {
  const present = (ours ?? theirs)!;
  const base = {
    name: present.metric.name,
    phase: present.evaluation.phase,
    datasetName: present.evaluation.dataset?.name ?? null,
    slice: present.evaluation.slice,
    unit: present.metric.unit ?? null,
    direction: present.metric.direction,
    candidate: ours?.metric.value ?? null,
    incumbent: theirs?.metric.value ?? null,
  };
  const silent = { change: null, relativeChange: null };
  if (!ours) return { ...base, ...silent, verdict: "missing" };
  if (!theirs) return { ...base, ...silent, verdict: "new" };
  if (!isComparable(ours, theirs)) return { ...base, ...silent, verdict: "not-comparable" };
  const [mine, other] = [Number(ours.metric.value), Number(theirs.metric.value)];
  const change = mine - other;
  return {
    ...base,
    change: decimalChange(ours.metric.value, theirs.metric.value),
    relativeChange: finite(change / Math.abs(other)),
    verdict: change === 0 ? "equal" : change > 0 === (ours.metric.direction === "higher") ? "better" : "worse",
  };
}

const isComparable = (a: Measured, b: Measured) =>
  (a.evaluation.dataset?.sha256 ?? null) === (b.evaluation.dataset?.sha256 ?? null) &&
  (a.metric.unit ?? null) === (b.metric.unit ?? null) &&
  a.metric.direction === b.metric.direction;

/** A quotient JSON can hold; null for one by zero or beyond what a double reaches. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Difference shown with the decimals of its operands, so that 0.3 − 0.1 is 0.2; null beyond what a double reaches. */
function decimalChange(a: string, b: string): string | null {
  if (!Number.isFinite(Number(a) - Number(b))) return null;
  const decimals = Math.min(12, Math.max(decimalsOf(a), decimalsOf(b)));
  const text = (Number(a) - Number(b)).toFixed(decimals);
  return /^-0(\.0+)?$/.test(text) ? text.slice(1) : text;
}
const decimalsOf = (text: string) => (/e/i.test(text) ? 12 : (text.split(".")[1]?.length ?? 0));

export type FactChange = { readonly key: string; readonly candidate: string | null; readonly incumbent: string | null };
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
export const shownChange = ({ key, candidate, incumbent }: FactChange): FactChange => ({
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

/** What one version changes against another; all of it is new where there is no other. */
export type Differences = {
  readonly metrics: readonly MetricRow[];
  readonly params: readonly FactChange[];
  readonly files: readonly FactChange[];
  readonly isSignatureChanged: boolean;
  /** Digests of the cards in force. */
  readonly card: { readonly candidate: string; readonly incumbent: string | null };
};
export type ComparedVersion = {
  readonly versionId: string;
  readonly team: string;
  readonly name: string;
  readonly number: number;
  readonly state: VersionState;
  readonly stages: readonly StageName[];
  readonly manifestDigest: string | null;
};
/** Two versions side by side. Of each list of facts no more than the first 500 that changed. */
export type Comparison = Differences & {
  readonly candidate: ComparedVersion;
  /** Null where the stage asked about is empty, or held by a candidate that replaced nobody there. */
  readonly incumbent: ComparedVersion | null;
  /** The stage that the candidate holds and the incumbent had to leave for it. */
  readonly replacedIn: StageName | null;
  readonly signature: readonly FactChange[];
  readonly environment: readonly FactChange[];
  readonly tags: readonly FactChange[];
  readonly counts: Readonly<
    Record<
      "params" | "files" | "signature" | "environment" | "tags",
      { readonly changed: number; readonly unchanged: number }
    >
  >;
};
