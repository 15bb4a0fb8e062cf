// What models say of their own metrics: which way each is better.
import type { Direction } from "@chancery/core";
import { and, asc, count, eq, gt, inArray } from "drizzle-orm";
import { lock, one, open, type Reader, type Tx } from "./handle.ts";

export type ModelMetricRow = {
  readonly name: string;
  readonly direction: Direction;
  readonly setBy: string;
  readonly setAt: Date;
  readonly revision: number;
};

/** A model's list, by name; `after` is the last name read. */
export async function modelMetricsOf(
  reader: Reader,
  { modelId, after, limit }: { readonly modelId: string; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly ModelMetricRow[]> {
  const { run, t } = open(reader);
  const { modelMetrics: m } = t;
  return run
    .select({ name: m.name, direction: m.direction, setBy: m.setBy, setAt: m.setAt, revision: m.revision })
    .from(m)
    .where(and(eq(m.modelId, modelId), after === undefined ? undefined : gt(m.name, after)))
    .orderBy(asc(m.name))
    .limit(limit);
}

/** The whole lists of some models: model → name → direction. One statement, however many. */
export async function directionsOf(
  reader: Reader,
  modelIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, Direction>>> {
  const lists = new Map(modelIds.map((id) => [id, new Map<string, Direction>()]));
  if (lists.size === 0) return lists;
  const { run, t } = open(reader);
  const { modelMetrics: m } = t;
  const rows = await run
    .select({ modelId: m.modelId, name: m.name, direction: m.direction })
    .from(m)
    .where(inArray(m.modelId, [...lists.keys()]));
  for (const { modelId, name, direction } of rows) lists.get(modelId)?.set(name, direction);
  return lists;
}

/** How many metrics a model's list holds. */
export async function countModelMetrics(reader: Reader, modelId: string): Promise<number> {
  const { run, t } = open(reader);
  const { modelMetrics: m } = t;
  const row = await one(run.select({ count: count() }).from(m).where(eq(m.modelId, modelId)));
  return row?.count ?? 0;
}

/** What the list says of one metric, locked until the transaction ends. */
export async function lockModelMetric(
  tx: Tx,
  { modelId, name }: { readonly modelId: string; readonly name: string },
): Promise<{ readonly direction: Direction; readonly revision: number } | undefined> {
  const { run, t } = open(tx);
  const { modelMetrics: m } = t;
  return one(
    lock(
      tx,
      run
        .select({ direction: m.direction, revision: m.revision })
        .from(m)
        .where(and(eq(m.modelId, modelId), eq(m.name, name))),
    ),
  );
}

/** Sets what the list says of a metric; its first row, or the next revision. */
export async function saveModelMetric(
  tx: Tx,
  { modelId, name, ...set }: ModelMetricRow & { readonly modelId: string },
): Promise<void> {
  const { run, t } = open(tx);
  const { modelMetrics: m } = t;
  await run
    .insert(m)
    .values({ modelId, name, ...set })
    .onConflictDoUpdate({ target: [m.modelId, m.name], set });
}
