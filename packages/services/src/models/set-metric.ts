// Says once, for a model, which way one of its metrics is better.
import { directions, MetricName, refuse, Target, ModelMetricView } from "@chancery/core";
import { countModelMetrics, lockModelMetric, saveModelMetric, touchModel, type Tx } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { staleRevision } from "../stale.ts";
import { lockModel } from "../subjects/model.ts";

/** A model's list is read whole with every comparison. */
const maxMetrics = 1000;

export const SetModelMetricInput = z.strictObject({
  modelId: Target.model,
  name: MetricName,
  direction: z.enum(directions),
  /** The one the edit was based on, 0 for a metric not on the list; left out, whatever stands there is replaced. */
  revision: z.int().min(0).optional(),
});

/** CONFLICT with the current revision when it is not the one given. Measurements keep what they state; those that state nothing follow the list. */
export const setModelMetric = command({
  kind: "model.metric-set@1",
  permission: "model:update",
  input: SetModelMetricInput,
  output: ModelMetricView,
  // Locked, so that of two who set one metric at once the second finds the first one's row.
  subject: (tx, { modelId }, asking) => lockModel(tx, modelId, asking),
  async run({ tx, actor, now, subject: { id: modelId } }, { name, direction, revision: basedOn }) {
    const before = await lockModelMetric(tx, { modelId, name });
    const current = before?.revision ?? 0;
    if (basedOn !== undefined && basedOn !== current) throw staleRevision(current);
    if (!before) await refuseWhenFull(tx, modelId);
    const revision = current + 1;
    await saveModelMetric(tx, { modelId, name, direction, setBy: actor.id, setAt: now, revision });
    await touchModel(tx, { modelId, now });
    const result: ModelMetricView = { name, direction, setBy: actor.name, setAt: now.toISOString(), revision };
    return { result, audit: { modelId, metric: name, direction, before: before?.direction ?? null, revision } };
  },
});

async function refuseWhenFull(tx: Tx, modelId: string): Promise<void> {
  if ((await countModelMetrics(tx, modelId)) < maxMetrics) return;
  throw refuse("LIMIT_EXCEEDED", "too_many_metrics", `a model lists at most ${maxMetrics} metrics`);
}
