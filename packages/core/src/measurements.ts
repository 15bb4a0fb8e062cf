// Which of several measurements speaks for a version, and why. Newest does not win.
import type { DirectionList } from "./evaluation.ts";
import type { EvaluationView, Metric } from "./evaluation/view.ts";
import type { Measured, Measurement } from "./comparison/view.ts";
import type { MeasurementMark } from "./evaluation/marks.ts";

/** What a comparison reads of an evaluation; `answerableId` is the person behind the evaluator. */
export type Evaluated = Pick<
  EvaluationView,
  "id" | "phase" | "dataset" | "slice" | "metrics" | "createdAt" | "evaluator" | "evaluatorId"
> & { readonly answerableId: string };

/** A value that a promotion's frozen dossier shows; `evaluationId` is null in dossiers that do not hold it. */
export type RestedOn = {
  readonly phase: string;
  readonly datasetName: string | null;
  readonly slice: string;
  readonly name: string;
  readonly value: string;
  readonly evaluationId: string | null;
};
/** How a version entered the stage it is looked at in: what its dossier froze, and when. */
export type Approval = {
  readonly promotionNumber: number;
  readonly frozenAt: string;
  readonly approvedAt: string;
  readonly restedOn: readonly RestedOn[];
};

/** What measurements of a version are marked by. */
export type Standing = {
  /** Who brought content into it, and the people answerable for them. */
  readonly contributorIds: readonly string[];
  /** Null where no promotion let it into the stage asked about. */
  readonly approval: Approval | null;
};
/** A version as a comparison sees it. */
export type Side = Standing & {
  /** In any order. */
  readonly evaluations: readonly Evaluated[];
  /** How many were recorded; more than are compared where there are very many. */
  readonly recorded: number;
  /** Its model's own list of metrics. */
  readonly directions: DirectionList;
};

export const maxOthers = 10;

/** What speaks for one key, with the record it comes from. */
export type Spoken = { readonly metric: Metric; readonly evaluation: Evaluated; readonly measured: Measured };
type Candidate = Pick<Spoken, "metric" | "evaluation"> & { readonly measurement: Measurement };

/** One of these for each measurement that may stand for another. */
export const measurementKey = (of: {
  readonly phase: string;
  readonly datasetName: string | null;
  readonly slice: string;
  readonly name: string;
}): string => [of.phase, of.datasetName ?? "", of.slice, of.name].join("\u0000");

/**
 * For each phase, dataset, slice and metric the measurement that speaks. First what the approval rested on; else the newest
 * by somebody who brought nothing into the version; else the newest by a contributor. A later row never takes the place of
 * an approved one, and a contributor's never that of an independent one.
 */
export function speakingMeasurements(side: Side): ReadonlyMap<string, Spoken> {
  const rested = restedOn(side);
  const byKey = new Map<string, Candidate[]>();
  for (const evaluation of [...side.evaluations].sort(newestFirst)) {
    const marks = marksOf(evaluation, side);
    for (const metric of evaluation.metrics) {
      const key = keyOf(evaluation, metric.name);
      const isRested = rested.get(key) === evaluation.id;
      const measurement = measurementOf(evaluation, metric, isRested ? markedRested(marks) : notRested(marks));
      byKey.set(key, [...(byKey.get(key) ?? []), { metric, evaluation, measurement }]);
    }
  }
  return new Map([...byKey].map(([key, all]) => [key, spoken(all)]));
}

/** What is said of every measurement of an evaluation: recorded after the dossier or the approval, by a contributor. */
export function marksOf(
  evaluation: Pick<Evaluated, "id" | "createdAt" | "evaluatorId" | "answerableId">,
  { approval, contributorIds }: Standing,
): readonly MeasurementMark[] {
  const marks: MeasurementMark[] = [];
  const isRested = approval?.restedOn.some(({ evaluationId }) => evaluationId === evaluation.id) ?? false;
  if (isRested) marks.push("rested-on");
  else if (approval && evaluation.createdAt > approval.approvedAt) marks.push("after-approval");
  else if (approval && evaluation.createdAt > approval.frozenAt) marks.push("after-dossier");
  if ([evaluation.evaluatorId, evaluation.answerableId].some((id) => contributorIds.includes(id)))
    marks.push("by-contributor");
  return marks;
}

/** Key → the evaluation the approval rested on: the one the dossier names, else the newest of its day with the value it shows. */
function restedOn({ approval, evaluations }: Side): ReadonlyMap<string, string> {
  const rested = new Map<string, string>();
  if (!approval) return rested;
  const ofItsDay = evaluations.filter(({ createdAt }) => createdAt <= approval.frozenAt).sort(newestFirst);
  for (const { evaluationId, value, ...row } of approval.restedOn) {
    const key = measurementKey(row);
    const found =
      evaluationId ??
      ofItsDay.find((evaluation) =>
        evaluation.metrics.some((metric) => metric.value === value && keyOf(evaluation, metric.name) === key),
      )?.id;
    if (found !== undefined) rested.set(key, found);
  }
  return rested;
}

/** Of measurements of one key, newest first. */
function spoken(all: readonly Candidate[]): Spoken {
  const has = (mark: MeasurementMark) => (candidate: Candidate) => candidate.measurement.marks.includes(mark);
  const approved = all.find(has("rested-on"));
  const independent = all.find((candidate) => !has("by-contributor")(candidate));
  const chosen = approved ?? independent ?? all[0]!;
  const because = approved ? "rested-on" : all.length === 1 ? "only-one" : chosen === all[0] ? "newest" : "independent";
  const others = all.filter((candidate) => candidate !== chosen).map(({ measurement }) => measurement);
  const measured = { ...chosen.measurement, because, count: all.length, others: others.slice(0, maxOthers) } as const;
  return { metric: chosen.metric, evaluation: chosen.evaluation, measured };
}

const keyOf = ({ phase, dataset, slice }: Evaluated, name: string) =>
  measurementKey({ phase, datasetName: dataset?.name ?? null, slice, name });
const notRested = (marks: readonly MeasurementMark[]) => marks.filter((mark) => mark !== "rested-on");
const markedRested = (marks: readonly MeasurementMark[]): readonly MeasurementMark[] => [
  "rested-on",
  ...marks.filter((mark) => mark === "by-contributor"),
];

/** Ids are UUIDv7, so the later of one instant is the higher. */
const newestFirst = (a: Evaluated, b: Evaluated) =>
  a.createdAt === b.createdAt ? (a.id < b.id ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1;

const measurementOf = (
  { id, evaluator, evaluatorId, createdAt, dataset }: Evaluated,
  { value, unit, lower, upper }: Metric,
  marks: readonly MeasurementMark[],
): Measurement => ({
  evaluationId: id,
  evaluator,
  evaluatorId,
  at: createdAt,
  value,
  unit: unit ?? null,
  lower: lower ?? null,
  upper: upper ?? null,
  dataset: dataset && { version: dataset.version, sha256: dataset.sha256 },
  marks,
});
