// Lists what a model says of its own metrics, by name.
import { ModelMetricView, paged, type Page } from "@chancery/core";
import { modelMetricsOf, namesOf } from "@chancery/db";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { query } from "../query.ts";
import { Target } from "@chancery/core";
import { findModel } from "../subjects/model.ts";

export const listModelMetrics = query({
  permission: "model:read",
  input: PageInput.extend({ model: Target.model }),
  output: paged(ModelMetricView),
  subject: (reader, { model }, asking) => findModel(reader, model, asking),
  async run({ reader, house, subject: { id: modelId } }, { after, limit }): Promise<Page<ModelMetricView>> {
    const filter = ["model-metrics", modelId];
    const key = openPageKey(house, filter, after);
    const rows = await modelMetricsOf(reader, { modelId, after: key && String(key[0]), limit: limit + 1 });
    const names = await namesOf(
      reader,
      rows.map(({ setBy }) => setBy),
    );
    return pageOf(rows, {
      limit,
      keyOf: (row) => [row.name],
      seal: (last) => sealPageKey(house, filter, last),
      toItem: (row) => ({ ...row, setBy: names.get(row.setBy) ?? row.setBy, setAt: row.setAt.toISOString() }),
    });
  },
});
