// A model as the API answers it: in lists, on its page, and the parts of it that acts answer.
import { z } from "zod";
import { Card } from "../card/view.ts";
import { MetricVerdict } from "../comparison/view.ts";
import { phases } from "../evaluation/phases.ts";
import { versionStates } from "../version/states.ts";
import { RecordContradiction } from "../integrity/view.ts";
import { Digest, Id, Time, type View, actionFields } from "../kernel/view.ts";
import { directions } from "../metric-directions.ts";
import { visibilities } from "../roles.ts";

export const MainMetricChoice = z
  .object({
    name: z.string(),
    phase: z.enum(phases),
    dataset: z.string().nullable().describe("Null: the dataset it was first measured on."),
    slice: z.string().describe('"" is the whole dataset.'),
  })
  .meta({ id: "MainMetricChoice", description: "The metric a model is listed with." });
export type MainMetricChoice = View<typeof MainMetricChoice>;

export const MainMetric = z
  .object({
    number: z.int().describe("The version that was measured."),
    name: z.string(),
    value: z.string(),
    direction: z.enum(directions),
    phase: z.enum(phases),
    dataset: z.string().nullable(),
    slice: z.string(),
    change: z
      .string()
      .nullable()
      .describe(
        "Against the version in production; null where there is no other, and `new` where that was not measured so.",
      ),
    verdict: MetricVerdict.nullable(),
  })
  .meta({ id: "MainMetric" });
export type MainMetric = View<typeof MainMetric>;

export const StageHolder = z
  .object({
    stage: z.string(),
    versionId: Id,
    number: z.int(),
    since: Time,
    count: z.int().describe("How many versions hold the stage: one, where it is exclusive."),
    mainMetric: MainMetric.nullable().describe(
      "The model's main metric, as it speaks for this version; null where it was not measured, and in stages that are not exclusive.",
    ),
  })
  .meta({ id: "StageHolder", description: "The version that entered a stage last, of those that hold it now." });
export type StageHolder = View<typeof StageHolder>;

export const KeptSummary = z
  .object({
    stages: z.array(StageHolder).describe("In the order of the stages; one that nobody holds is left out."),
    versions: z.record(z.enum(versionStates).exclude(["discarded"]), z.int()),
    newestSealed: z.int().nullable().describe("Number of the newest sealed version."),
    candidate: z
      .object({ versionId: Id, number: z.int() })
      .nullable()
      .describe("The newest sealed version, where it is not in production."),
    mainMetric: MainMetric.nullable().describe("Of the newest sealed version; null where it was not measured."),
    openPromotionCount: z.int(),
    newestOpenPromotion: z.int().nullable().describe("Number of the newest one that waits for a decision."),
  })
  .meta({
    id: "KeptSummary",
    description: "What a model's lists are filled from, kept as a row and written again by every act that changes it.",
  });
export type KeptSummary = View<typeof KeptSummary>;

export const ModelSummary = z
  .object({
    ...KeptSummary.shape,
    id: Id,
    team: z.string(),
    name: z.string(),
    description: z.string(),
    tags: z.record(z.string(), z.string()),
    visibility: z.enum(visibilities),
    tier: z.string().nullable(),
    latestNumber: z.int().nullable(),
    createdBy: z.string(),
    changedAt: Time,
  })
  .meta({ id: "ModelSummary" });
export type ModelSummary = View<typeof ModelSummary>;

export const ModelMetricView = z
  .object({ name: z.string(), direction: z.enum(directions), setBy: z.string(), setAt: Time, revision: z.int() })
  .meta({ id: "ModelMetric", description: "One line of a model's own list of metrics." });
export type ModelMetricView = View<typeof ModelMetricView>;

export const AliasView = z
  .object({
    name: z.string(),
    versionId: Id,
    number: z.int(),
    from: Time,
    setBy: z.string(),
    looksLike: z
      .array(z.string())
      .describe("Other aliases of the model in force that read the same: none but from before they were refused."),
  })
  .meta({ id: "Alias" });
export type AliasView = View<typeof AliasView>;

export const ModelOwnerView = z
  .object({
    id: Id.describe("Of their account."),
    name: z.string(),
    from: Time,
    to: Time.nullable().describe("Null while they own it."),
    setBy: z.string(),
  })
  .meta({ id: "ModelOwner", description: "Somebody who answers for a model, or did." });
export type ModelOwnerView = View<typeof ModelOwnerView>;

export const TierAssessmentView = z
  .object({
    id: Id,
    tier: z.string(),
    exposure: z.string(),
    purpose: z.string(),
    rationale: z.string(),
    assessor: z.string(),
    assessedAt: Time,
    confirmedBy: z.string().nullable(),
    from: Time.nullable(),
    to: Time.nullable(),
  })
  .meta({
    id: "TierAssessment",
    description: "Times are ISO 8601 UTC; `from` is null while a lowering waits for a second person.",
  });
export type TierAssessmentView = View<typeof TierAssessmentView>;

export const ModelView = z
  .object({
    ...ModelSummary.shape,
    ...actionFields(["update", "set-owner", "assess-tier", "confirm-tier", "set-alias", "create-version"]),
    createdAt: Time,
    revision: z.int(),
    mainMetricChoice: MainMetricChoice.nullable().describe(
      "As chosen; null: the first metric of the first validation over a whole dataset.",
    ),
    owners: z
      .array(ModelOwnerView)
      .describe("Newest first: the first one, until `to` is set, is who answers for it now."),
    card: Card,
    aliases: z.array(AliasView),
    policy: z.object({ label: z.string(), digest: Digest }),
    tierAssessments: z.array(TierAssessmentView),
    openPromotions: z.array(z.object({ number: z.int(), versionNumber: z.int(), stage: z.string() })),
    contradicted: z
      .array(RecordContradiction)
      .describe("Rows shown here that the log contradicts: somebody may have edited them."),
  })
  .meta({ id: "Model" });
export type ModelView = View<typeof ModelView>;
