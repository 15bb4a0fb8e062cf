// One dataset and the visible versions trained or evaluated on it.
import { actionsOf, rolesOn, mayWithdrawDataset, Target, DatasetView } from "@chancery/core";
import {
  datasetsCalled,
  isDatasetVisible,
  namesOf,
  versionsOnDataset,
  type DatasetRow,
  type Reader,
  type Visible,
} from "@chancery/db";
import { z } from "zod";
import { query, visibleTo } from "../query.ts";
import { findDataset } from "../subjects/dataset.ts";
import { datasetSummary } from "./dataset-summary.ts";
import { datasetUses } from "./versions.ts";

/** Versions answered with their dataset; `datasets.versions` answers them all, page by page. */
const versionsShown = 50;

/** Versions of models the caller may not see are left out. */
export const getDataset = query({
  permission: "dataset:read",
  input: z.strictObject({ datasetId: Target.dataset }),
  output: DatasetView,
  subject: (reader, { datasetId }, asking) => findDataset(reader, datasetId, asking),
  async run({ reader, actor, grants, subject }): Promise<DatasetView> {
    const { id: datasetId, row } = subject;
    const visible = visibleTo(actor, grants, "version:read");
    const uses = await versionsOnDataset(reader, visible, { datasetId, limit: versionsShown + 1 });
    const namesakes = await namesakesOf(reader, visibleTo(actor, grants, "dataset:read"), row);
    const names = await namesOf(
      reader,
      [row, ...namesakes].map(({ ownerId }) => ownerId),
    );
    return {
      ...datasetSummary(row, names),
      namesakes: namesakes.map((other) => datasetSummary(other, names)),
      revision: row.revision,
      versions: await datasetUses(reader, uses.slice(0, versionsShown)),
      hasMoreVersions: uses.length > versionsShown,
      ...actionsOf(actor, rolesOn(actor, grants, subject), {
        withdraw: { permission: "dataset:withdraw", rule: mayWithdrawDataset(row) },
      }),
    };
  },
});

/** Those the caller may see: that a hidden one exists is not theirs to know. */
async function namesakesOf(reader: Reader, visible: Visible, row: DatasetRow): Promise<readonly DatasetRow[]> {
  const shown: DatasetRow[] = [];
  for (const other of await datasetsCalled(reader, row))
    if (other.id !== row.id && (await isDatasetVisible(reader, visible, other.id))) shown.push(other);
  return shown;
}
