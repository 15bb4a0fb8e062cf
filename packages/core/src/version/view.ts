// A version as the API answers it: in lists, on its page, and what a reference resolves to.
import { z } from "zod";
import { Card } from "../card/view.ts";
import { EvaluationCounts, MetricRow } from "../comparison/view.ts";
import { MarkedEvaluation } from "../evaluation/view.ts";
import { RecordContradiction } from "../integrity/view.ts";
import { Digest, Id, Time, Reason, type OneOf, type View, actionFields } from "../kernel/view.ts";
import { LineageView } from "../lineage/view.ts";
import { FileEntry } from "../file-entry.ts";
import { promotionStates } from "../promotion/states.ts";
import { versionStates } from "./states.ts";
import { EarlyDigests } from "../promotion/digests.ts";
import { UploadView } from "../upload/view.ts";

export const VersionSummary = z
  .object({
    id: Id,
    number: z.int(),
    label: z.string().nullable(),
    kind: z.enum(["files", "external"]),
    state: z.enum(versionStates),
    manifestDigest: Digest.nullable(),
    sizeBytes: z.int(),
    stages: z.array(z.string()),
    aliases: z.array(z.string()),
    createdBy: z.string(),
    createdAt: Time,
    sealedAt: Time.nullable(),
    discarded: z.object({ by: z.string(), at: Time }).nullable().describe("Of a draft that was discarded."),
  })
  .meta({ id: "VersionSummary" });
export type VersionSummary = View<typeof VersionSummary>;

export const Descriptor = z
  .object({
    supplier: z.string(),
    product: z.string(),
    version: z.string(),
    endpoint: z.string().optional(),
    imageDigest: z.string().optional(),
  })
  .meta({ id: "Descriptor", description: "Where the model is, if its bytes are not in this registry." });
export type Descriptor = View<typeof Descriptor>;

const Port = z.object({
  name: z.string(),
  type: z.string(),
  shape: z.array(z.union([z.number(), z.string()])).optional(),
});
export const Signature = z
  .object({ inputs: z.array(Port), outputs: z.array(Port) })
  .meta({ id: "Signature", description: "Input and output schema of a model." });
export type Signature = View<typeof Signature>;

export const StageVerdict = z
  .object({ stage: z.string(), status: z.enum(["held", "asked", "eligible", "blocked"]), reasons: z.array(Reason) })
  .meta({
    id: "StageVerdict",
    description: "The verdict line: per stage, whether it is held, could be asked for, or why not.",
  });
export type StageVerdict = View<typeof StageVerdict>;

export const VersionAction = z.enum([
  "upload",
  "seal",
  "revise",
  "record",
  "record-lineage",
  "request-promotion",
  "revoke",
]);
export type VersionAction = OneOf<typeof VersionAction>;

export const Incumbent = z.object({ versionId: Id, number: z.int(), stage: z.string(), isReplaced: z.boolean() }).meta({
  id: "Incumbent",
  description:
    "Who a version is compared with: the other holder of a stage, or the one it replaced there (`isReplaced`).",
});
export type Incumbent = View<typeof Incumbent>;

export const VersionView = z
  .object({
    ...VersionSummary.shape,
    ...actionFields(VersionAction.options),
    contradicted: z.array(RecordContradiction),
    modelId: Id,
    team: z.string(),
    name: z.string(),
    revision: z.int(),
    descriptor: Descriptor.nullable(),
    params: z.record(z.string(), z.string()),
    signature: Signature.nullable(),
    environment: z.record(z.string(), z.string()),
    files: z.array(FileEntry).describe("First 200 by path; `fileCount` says how many there are."),
    fileCount: z.int(),
    card: Card,
    tags: z.record(z.string(), z.string()),
    evaluations: z.array(MarkedEvaluation).describe("The newest 20; `evaluationCounts` says how many there are."),
    evaluationCounts: EvaluationCounts,
    retractedEvaluationCount: z.int().describe("Taken back: they count nowhere."),
    lineage: z
      .array(LineageView)
      .describe("The first 20 in the order they were recorded; `lineageCount` says how many there are."),
    lineageCount: z.int(),
    digests: EarlyDigests.nullable().describe(
      "Of its content as it is now; what a vote binds besides belongs to its promotion. Null for a draft.",
    ),
    incumbent: Incumbent.nullable().describe(
      "Against the occupant of production (or of the stage asked about), for that itself against whom it replaced; null without one.",
    ),
    metrics: z.array(MetricRow),
    verdict: z.array(StageVerdict),
    missing: z.array(Reason).describe("What it lacks that a decision should rest on."),
    promotions: z
      .array(z.object({ number: z.int(), stage: z.string(), state: z.enum(promotionStates), createdAt: Time }))
      .describe(
        "The first 20, those still open before the others, then newest first; `promotionCount` says how many there are.",
      ),
    promotionCount: z.int(),
    uploads: z.array(UploadView),
  })
  .meta({ id: "Version" });
export type VersionView = View<typeof VersionView>;

export const RevocationEnds = z
  .object({
    stages: z.array(z.string()).describe("The stages it leaves."),
    emptied: z.array(z.string()).describe("Those of them that nobody holds afterwards."),
    aliases: z.array(z.string()).describe("The aliases that point at nothing afterwards."),
    promotions: z
      .array(z.object({ number: z.int(), stage: z.string() }))
      .describe("The open promotions that can no longer be approved."),
  })
  .meta({ id: "RevocationEnds", description: "What revoking a version ends, or has ended." });
export type RevocationEnds = View<typeof RevocationEnds>;

export const Resolution = z
  .object({
    versionId: Id,
    number: z.int(),
    manifestDigest: Digest,
    resolvedAt: Time,
    team: z.string(),
    name: z.string(),
    state: z.enum(["sealed", "revoked"]),
    recordContradicted: z
      .literal(true)
      .exactOptional()
      .describe(
        "Set where a row of the database says something else than the audit log: the log was answered, and an admin has to look.",
      ),
  })
  .meta({
    id: "Resolution",
    description: "What a reference resolved to: immutable except `resolvedAt` (ISO 8601 UTC).",
  });
export type Resolution = View<typeof Resolution>;
