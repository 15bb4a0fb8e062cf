// Chooses the metric a model is listed with, or leaves it to what was measured first.
import { NewMainMetric, Target, MainMetricChoice } from "@chancery/core";
import { saveModel } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { staleRevision } from "../stale.ts";
import { lockModel } from "../subjects/model.ts";

export const SetMainMetricInput = z.strictObject({
  modelId: Target.model,
  /** The one the edit was based on; left out, whatever stands there is replaced. */
  revision: z.int().min(1).optional(),
  /** Null: the first metric of the first validation over a whole dataset. */
  metric: NewMainMetric.nullable(),
});

/** CONFLICT with the current revision when it is not the one given. It need not have been measured yet. */
export const setMainMetric = command({
  kind: "model.main-metric-set@1",
  permission: "model:update",
  input: SetMainMetricInput,
  output: z.object({ metric: MainMetricChoice.nullable(), revision: z.int() }),
  subject: (tx, { modelId }, asking) => lockModel(tx, modelId, asking),
  async run({ tx, now, subject }, { revision: basedOn, metric }) {
    const { id: modelId, revision, mainMetric: before } = subject;
    if (basedOn !== undefined && basedOn !== revision) throw staleRevision(revision);
    await saveModel(tx, { id: modelId, revision, now, set: { mainMetric: metric } });
    const result: { readonly metric: MainMetricChoice | null; readonly revision: number } = {
      metric,
      revision: revision + 1,
    };
    const { phase, dataset, slice } = metric ?? { phase: null, dataset: null, slice: null };
    const audit = { modelId, metric: metric?.name ?? null, phase, dataset, slice, before: before?.name ?? null };
    return { result, audit };
  },
});
