// One dataset and the visible versions trained or evaluated on it.
import { actionsOf, rolesOn, whyNotWithdrawDataset, type DatasetView } from "@chancery/core";
import { datasetsCalled, holdersOf, namesOf, versionsOnDataset } from "@chancery/db";
import { z } from "zod";
import { query, visibleTo } from "../query.ts";
import { datasetSubject } from "./dataset-subject.ts";
import { datasetSummary } from "./dataset-summary.ts";

/** Versions shown on a dataset's page. */
const maxVersions = 500;

/** Versions of models the caller may not see are left out. */
export const getDataset = query({
  permission: "dataset:read",
  input: z.strictObject({ datasetId: z.uuid() }),
  subject: (reader, { datasetId }, asking) => datasetSubject(reader, { id: datasetId }, asking),
  async run({ reader, actor, grants, subject }, { datasetId }): Promise<DatasetView> {
    const { row } = subject;
    const visible = visibleTo(actor, grants, "version:read");
    const uses = await versionsOnDataset(reader, visible, { datasetId, limit: maxVersions });
    const holders = await holdersOf(reader, [...new Set(uses.map(({ modelId }) => modelId))]);
    const stagesOf = (versionId: string) =>
      holders.filter((held) => held.versionId === versionId).map(({ stage }) => stage);
    const namesakes = (await datasetsCalled(reader, row)).filter(({ id }) => id !== row.id);
    const names = await namesOf(
      reader,
      [row, ...namesakes].map(({ ownerId }) => ownerId),
    );
    return {
      ...datasetSummary(row, names),
      namesakes: namesakes.map((other) => datasetSummary(other, names)),
      revision: row.revision,
      versions: uses.map(({ modelId: _modelId, ...use }) => ({ ...use, stages: stagesOf(use.versionId) })),
      ...actionsOf(actor, rolesOn(actor, grants, subject), {
        withdraw: { permission: "dataset:withdraw", rule: whyNotWithdrawDataset(row) },
      }),
    };
  },
});
