// Who held a stage of a model, and when, as its history answers.
import { z } from "zod";
import { RecordContradiction } from "../integrity/view.ts";
import { Id, Time, paged, type View } from "../kernel/view.ts";

export const Occupancy = z
  .object({
    stage: z.string(),
    versionId: Id,
    versionNumber: z.int(),
    from: Time,
    to: Time.nullable().describe("Null while it holds the stage."),
    promotionNumber: z.int(),
    requestedBy: z.string(),
    letInBy: z.array(z.string()),
    endedByPromotionNumber: z.int().nullable(),
  })
  .meta({ id: "Occupancy", description: "One stay of a version in a stage: who let it in, who ended it." });
export type Occupancy = View<typeof Occupancy>;

export const HolderThen = z
  .object({
    stage: z.string(),
    versionId: Id,
    number: z.int(),
    since: Time,
    ...Occupancy.pick({ promotionNumber: true, requestedBy: true, letInBy: true }).shape,
  })
  .meta({ id: "HolderThen", description: "Who held a stage at a moment, and who let it in." });
export type HolderThen = View<typeof HolderThen>;

export const ModelHistory = paged(Occupancy)
  .extend({
    at: Time.nullable().describe("The moment asked about; null for now."),
    holders: z.array(HolderThen).describe("The newest 20 of each stage; `holderCounts` says how many there were."),
    holderCounts: z.partialRecord(z.string(), z.int()).describe("By stage."),
    contradicted: z
      .array(RecordContradiction)
      .describe("Rows shown here that the log contradicts, and stays that are missing: somebody may have edited them."),
  })
  .meta({ id: "ModelHistory" });
export type ModelHistory = View<typeof ModelHistory>;
