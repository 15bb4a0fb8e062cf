// What is registered: models, their tiers and revisions, datasets; and the stages and tiers there are.
import type { KeptSummary, MainMetricChoice } from "@chancery/core";
import { sql } from "drizzle-orm";
import type { Kit } from "../kit.ts";

export function defineCatalog(kit: Kit) {
  const { table, text, choice, int, bool, instant, json, index, uniqueIndex, primaryKey } = kit;

  /** The stages a version can hold, in the order of `rank`: read when the registry is opened. */
  const stages = table("stage", {
    id: text().primaryKey(),
    /** What people read. */
    label: text().notNull(),
    rank: int().notNull(),
    isExclusive: bool().notNull(),
    isGoverned: bool().notNull(),
  });

  /** Risk tiers, rising with `rank`. */
  const tiers = table("tier", {
    id: text().primaryKey(),
    /** What people read. */
    label: text().notNull(),
    rank: int().notNull(),
  });

  const models = table(
    "model",
    {
      id: text().primaryKey(),
      teamId: text().notNull(),
      name: text().notNull(),
      /** NFC, lower case: two names that look alike collide. */
      nameKey: text().notNull(),
      description: text().notNull(),
      tags: json<Record<string, string>>().notNull(),
      visibility: choice(["organisation", "team", "restricted"]).notNull(),
      /** Highest version number given so far; numbers are never reused. */
      lastNumber: int().notNull().default(0),
      /** The metric it is listed with; null for the first that was measured. */
      mainMetric: json<MainMetricChoice>(),
      createdAt: instant().notNull(),
      createdBy: text().notNull(),
      /** Last change to the model or any version, for the list. */
      changedAt: instant().notNull(),
      revision: int().notNull().default(1),
    },
    (t) => [
      uniqueIndex("model_name_key").on(t.teamId, t.nameKey),
      index("model_changed").on(t.changedAt, t.id),
      index("model_team_changed").on(t.teamId, t.changedAt, t.id),
      index("model_team").on(t.teamId, t.id),
    ],
  );

  /** Assessments as intervals. `from` is null while a lowering waits for a second person. */
  const tierAssessments = table(
    "tier_assessment",
    {
      id: text().primaryKey(),
      modelId: text()
        .notNull()
        .references(() => models.id),
      tier: text().notNull(),
      exposure: text().notNull(),
      purpose: text().notNull(),
      rationale: text().notNull(),
      assessorId: text().notNull(),
      assessedAt: instant().notNull(),
      confirmedBy: text(),
      from: instant(),
      to: instant(),
    },
    (t) => [
      index("tier_model").on(t.modelId, t.from),
      index("tier_in_force")
        .on(t.tier, t.modelId)
        .where(sql`"from" IS NOT NULL AND "to" IS NULL`),
      uniqueIndex("one_current_tier")
        .on(t.modelId)
        .where(sql`"from" IS NOT NULL AND "to" IS NULL`),
      uniqueIndex("one_pending_tier")
        .on(t.modelId)
        .where(sql`"from" IS NULL AND "to" IS NULL`),
    ],
  );

  /** Who answers for a model, as intervals: one person at a time, from its registration on. */
  const modelOwners = table(
    "model_owner",
    {
      id: text().primaryKey(),
      modelId: text()
        .notNull()
        .references(() => models.id),
      ownerId: text().notNull(),
      from: instant().notNull(),
      to: instant(),
      setBy: text().notNull(),
      endedBy: text(),
    },
    (t) => [
      index("model_owner_since").on(t.modelId, t.from),
      uniqueIndex("one_owner_of_model")
        .on(t.modelId)
        .where(sql`"to" IS NULL`),
    ],
  );

  /** Numbered revisions of what may change on a model or a version: its card and its tags. */
  const revisions = table(
    "revision",
    {
      id: text().primaryKey(),
      modelId: text()
        .notNull()
        .references(() => models.id),
      /** "" for the model's own card. */
      versionId: text().notNull(),
      field: choice(["card", "tags"]).notNull(),
      number: int().notNull(),
      /** Markdown for a card, canonical JSON for tags. */
      body: text().notNull(),
      digest: text().notNull(),
      authorId: text().notNull(),
      createdAt: instant().notNull(),
    },
    (t) => [uniqueIndex("revision_number").on(t.modelId, t.versionId, t.field, t.number)],
  );

  /** What a model says of its own metrics: which way each is better. Set once, changed with its revision. */
  const modelMetrics = table(
    "model_metric",
    {
      modelId: text()
        .notNull()
        .references(() => models.id),
      /** NFC, as measurements name it. */
      name: text().notNull(),
      direction: choice(["higher", "lower", "none"]).notNull(),
      setBy: text().notNull(),
      setAt: instant().notNull(),
      revision: int().notNull().default(1),
    },
    (t) => [primaryKey({ columns: [t.modelId, t.name] })],
  );

  /**
   * A model as lists show it: written again by every act that changes it. It refers to `model` by name only: a row is locked
   * last of all in its transaction, and the check of a reference would lock the model's row after it.
   */
  const modelSummaries = table("model_summary", {
    modelId: text().primaryKey(),
    /** Null while nobody has written it. */
    summary: json<KeptSummary>(),
  });

  const datasets = table(
    "dataset",
    {
      id: text().primaryKey(),
      teamId: text().notNull(),
      name: text().notNull(),
      version: text().notNull(),
      /** Name in lower case and version: one set of bytes in a team. Null for a second one from before that was asked. */
      nameVersionKey: text(),
      /** SHA-256, lower-case hex. */
      digest: text().notNull(),
      ownerId: text().notNull(),
      /** The model through one of whose versions it came into being: it is as visible as that. Null for one registered by itself. */
      modelId: text(),
      status: choice(["active", "withdrawn"]).notNull(),
      statusReason: text(),
      createdAt: instant().notNull(),
      revision: int().notNull().default(1),
    },
    (t) => [
      // In its team: what another team hides is not to be learned by asking for the same bytes.
      uniqueIndex("dataset_identity").on(t.name, t.digest, t.teamId),
      uniqueIndex("dataset_name_version").on(t.teamId, t.nameVersionKey),
      index("dataset_name").on(t.name, t.id),
    ],
  );

  return { stages, tiers, models, tierAssessments, modelOwners, revisions, modelMetrics, modelSummaries, datasets };
}
