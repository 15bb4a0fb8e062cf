// Withdraws a dataset: it stays listed, with the reason, and so does every version that used it.
import { orThrow, prose, mayWithdrawDataset, Target, DatasetSummary } from "@chancery/core";
import { namesOf, saveWithdrawal } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { staleRevision } from "../stale.ts";
import { lockDataset } from "../subjects/dataset.ts";
import { datasetSummary } from "./dataset-summary.ts";

/** ILLEGAL_TRANSITION when it was withdrawn before, CONFLICT when `revision` is not the newest. */
export const withdrawDataset = command({
  kind: "dataset.withdrawn@1",
  permission: "dataset:withdraw",
  input: z.strictObject({ datasetId: Target.dataset, reason: prose(2000, 1), revision: z.int().min(1) }),
  output: DatasetSummary,
  subject: (tx, { datasetId }, asking) => lockDataset(tx, datasetId, asking),
  async run({ tx, subject: { id: datasetId, row } }, { reason, revision }) {
    orThrow(mayWithdrawDataset(row));
    if (!(await saveWithdrawal(tx, { id: datasetId, revision, reason }))) throw staleRevision(row.revision);
    const names = await namesOf(tx, [row.ownerId]);
    const result: DatasetSummary = datasetSummary({ ...row, status: "withdrawn", statusReason: reason }, names);
    return { result, audit: { datasetId, reason } };
  },
});
