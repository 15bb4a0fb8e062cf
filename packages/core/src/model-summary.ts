// A model as lists show it: its newest sealed version and who holds its stages, each with the one metric it is listed with.
import { z } from "zod";
import { compareMetrics } from "./compare.ts";
import { phases } from "./evaluation/phases.ts";
import { DatasetName, MetricName } from "./evaluation.ts";
import type { Evaluated, Side } from "./measurements.ts";
import { line } from "./names.ts";
import type { Stages } from "./stage.ts";
import type { KeptSummary, MainMetric, MainMetricChoice, StageHolder } from "./model/view.ts";

/** A choice as it is given. */
export const NewMainMetric = z.strictObject({
  name: MetricName,
  phase: z.enum(phases).default("validation"),
  /** Left out: the dataset it was first measured on. */
  dataset: DatasetName.nullable().default(null),
  /** Part of the dataset; "" is all of it. */
  slice: z.union([z.literal(""), line(200)]).default(""),
});

/** Where a model's main metric is looked for: as chosen, else among validations over whole datasets. */
export const measuredIn = (choice: MainMetricChoice | null): Pick<MainMetricChoice, "phase" | "slice"> =>
  choice === null ? { phase: "validation", slice: "" } : { phase: choice.phase, slice: choice.slice };

type Holder = Omit<StageHolder, "mainMetric">;
/** What of a model and its versions a summary is made from, but for measurements. */
export type SummaryFacts = Pick<KeptSummary, "versions" | "openPromotionCount" | "newestOpenPromotion"> & {
  /** The newest sealed version. */
  readonly newest: KeptSummary["candidate"];
  readonly holders: readonly Holder[];
  readonly choice: MainMetricChoice | null;
};
/** By version: the newest sealed one and the holders of exclusive stages. */
type Sides = ReadonlyMap<string, Side>;

/** The row kept of a model. Every version in it is listed with the same metric, measured on the same dataset and slice. */
export function summaryOf(
  stages: Stages,
  { newest, holders, choice, ...counted }: SummaryFacts,
  sides: Sides,
): KeptSummary {
  const released = holders.find(({ stage }) => stage === stages.release.id)?.versionId;
  const others = holders.filter(({ stage }) => stages.isExclusive(stage)).map(({ versionId }) => versionId);
  const inOrder = [newest?.versionId, released, ...others].flatMap((id) => (id ? (sides.get(id) ?? []) : []));
  const listed = listedMetric(choice, inOrder);
  const measure = ({ versionId, number }: { readonly versionId: string; readonly number: number }) => {
    const ours = sides.get(versionId);
    const theirs = released === undefined || released === versionId ? undefined : sides.get(released);
    return listed && ours ? measured(listed, { number, ours, theirs: theirs ?? null }) : null;
  };
  return {
    ...counted,
    stages: holders.map((held) => ({ ...held, mainMetric: stages.isExclusive(held.stage) ? measure(held) : null })),
    newestSealed: newest?.number ?? null,
    candidate: newest?.versionId === released ? null : newest,
    mainMetric: newest && measure(newest),
  };
}

/**
 * The choice with every part named. What is left open is as in the record that was made first: of the newest sealed version,
 * else of the released one, else of one in another stage. Without a choice the metric is that record's first.
 */
function listedMetric(choice: MainMetricChoice | null, sides: readonly Side[]): MainMetricChoice | undefined {
  const where = measuredIn(choice);
  const names = ({ phase, slice, dataset, metrics }: Evaluated) =>
    phase === where.phase &&
    slice === where.slice &&
    (choice === null ||
      (metrics.some(({ name }) => name === choice.name) &&
        (choice.dataset === null || choice.dataset === dataset?.name)));
  for (const { evaluations } of sides) {
    const [first] = evaluations.filter(names).sort((a, b) => (a.id < b.id ? -1 : 1)); // ids are UUIDv7
    const name = choice?.name ?? first?.metrics[0]?.name;
    if (first && name !== undefined) return { ...where, name, dataset: first.dataset?.name ?? null };
  }
  return undefined;
}

type Weighed = { readonly number: number; readonly ours: Side; readonly theirs: Side | null };
function measured(
  { name, phase, dataset, slice }: MainMetricChoice,
  { number, ours, theirs }: Weighed,
): MainMetric | null {
  const row = compareMetrics(ours, theirs).find(
    (found) => found.name === name && found.phase === phase && found.slice === slice && found.datasetName === dataset,
  );
  if (row === undefined || row.candidate === null) return null;
  const { change, verdict } = theirs === null ? { change: null, verdict: null } : row;
  return { number, name, value: row.candidate, direction: row.direction, phase, dataset, slice, change, verdict };
}
