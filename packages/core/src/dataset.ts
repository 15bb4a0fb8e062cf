// Datasets: which bytes a version was trained or evaluated on, and whether they still stand.
import type { Reason } from "./errors.ts";

/** A dataset is withdrawn once. */
export const whyNotWithdrawDataset = ({ status }: { readonly status: "active" | "withdrawn" }): readonly Reason[] =>
  status === "active" ? [] : [{ code: "dataset_withdrawn", message: "this dataset is withdrawn already" }];
