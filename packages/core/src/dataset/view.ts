// A dataset and the versions that used it, as the API answers them.
import { z } from "zod";
import { Digest, Id, Time, type View, actionFields } from "../kernel/view.ts";

export const DatasetSummary = z
  .object({
    id: Id,
    team: z.string(),
    name: z.string(),
    version: z.string(),
    sha256: Digest,
    owner: z.string(),
    status: z.enum(["active", "withdrawn"]),
    statusReason: z.string().nullable(),
    createdAt: Time,
  })
  .meta({ id: "DatasetSummary" });
export type DatasetSummary = View<typeof DatasetSummary>;

export const DatasetUseView = z
  .object({
    versionId: Id,
    team: z.string(),
    name: z.string(),
    number: z.int(),
    relation: z.enum(["trained_on", "evaluated_on"]),
    stages: z.array(z.string()),
  })
  .meta({ id: "DatasetUse", description: "A version trained or evaluated on a dataset." });
export type DatasetUseView = View<typeof DatasetUseView>;

export const DatasetView = z
  .object({
    ...DatasetSummary.shape,
    ...actionFields(["withdraw"]),
    revision: z.int(),
    namesakes: z
      .array(DatasetSummary)
      .describe(
        "Others of its team under the same name and version, with other bytes: none but from before they were refused.",
      ),
    versions: z.array(DatasetUseView).describe("The newest 50 visible versions trained or evaluated on it."),
    hasMoreVersions: z.boolean(),
  })
  .meta({ id: "Dataset" });
export type DatasetView = View<typeof DatasetView>;
