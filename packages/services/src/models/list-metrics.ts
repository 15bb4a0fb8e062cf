// Lists what a model says of its own metrics, by name.
import type { ModelMetricView, Page } from "@chancery/core";
import { modelMetricsOf, namesOf } from "@chancery/db";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { query } from "../query.ts";
import { ModelRef, modelNamed } from "./model-ref.ts";

export const listModelMetrics = query({
  permission: "model:read",
  input: PageInput.extend({ model: ModelRef }),
  subject: (reader, { model: text }, { actor }) => modelNamed(reader, { text, actor }),
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
