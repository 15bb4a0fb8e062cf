// The visible versions trained or evaluated on a dataset, newest first.
import { DatasetUseView, paged, type Page } from "@chancery/core";
import { holdersOf, versionsOnDataset, type DatasetUse, type Reader } from "@chancery/db";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { query, visibleTo } from "../query.ts";
import { findDataset } from "../subjects/dataset.ts";
import { Target } from "@chancery/core";

/** Versions of models the caller may not see are left out. */
export const listDatasetVersions = query({
  permission: "dataset:read",
  input: PageInput.extend({ datasetId: Target.dataset }),
  output: paged(DatasetUseView),
  subject: (reader, { datasetId }, asking) => findDataset(reader, datasetId, asking),
  async run({ reader, actor, grants, house, subject }, { after, limit }): Promise<Page<DatasetUseView>> {
    const datasetId = subject.id;
    const visible = visibleTo(actor, grants, "version:read");
    const filter = ["dataset-versions", datasetId];
    const key = openPageKey(house, filter, after);
    const rows = await versionsOnDataset(reader, visible, {
      datasetId,
      after: key && { versionId: String(key[0]), relation: String(key[1]) },
      limit: limit + 1,
    });
    const views = await datasetUses(reader, rows.slice(0, limit));
    return pageOf(rows, {
      limit,
      keyOf: ({ versionId, relation }) => [versionId, relation],
      seal: (last) => sealPageKey(house, filter, last),
      toItem: (row) => views[rows.indexOf(row)]!,
    });
  },
});

/** In the order given, each with the stages its version holds. */
export async function datasetUses(reader: Reader, uses: readonly DatasetUse[]): Promise<readonly DatasetUseView[]> {
  const holders = await holdersOf(reader, [...new Set(uses.map(({ modelId }) => modelId))]);
  const stagesOf = (versionId: string) =>
    holders.filter((held) => held.versionId === versionId).map(({ stage }) => stage);
  return uses.map(({ modelId: _modelId, ...use }) => ({ ...use, stages: stagesOf(use.versionId) }));
}
