// How a version reaches a stage: policies, promotions, votes, and the intervals they leave behind.
import { promotionPaths, targetKinds, type BoundDigests, type Capacity } from "@chancery/core";
import { sql } from "drizzle-orm";
import type { Kit } from "../kit.ts";

export function definePromotion(kit: Kit) {
  const { table, text, choice, int, instant, json, index, uniqueIndex, primaryKey } = kit;

  const policyVersions = table(
    "policy_version",
    {
      id: text().primaryKey(),
      name: text().notNull(),
      number: int().notNull(),
      /** Canonical JSON. */
      document: text().notNull(),
      digest: text().notNull(),
      createdAt: instant().notNull(),
    },
    (t) => [uniqueIndex("policy_number").on(t.name, t.number)],
  );

  const promotions = table(
    "promotion",
    {
      id: text().primaryKey(),
      /** Organisation-wide, gap-free: P-12. */
      number: int().notNull().unique(),
      modelId: text().notNull(),
      versionId: text().notNull(),
      stage: text().notNull(),
      requesterId: text().notNull(),
      /** The person behind the requester. */
      requesterAnswerableId: text().notNull(),
      reason: text().notNull(),
      /** What it is called where changes are tracked. */
      ticket: text(),
      /** Open list: which way it takes to be approved. */
      path: text().notNull().default(promotionPaths[0]),
      policyVersionId: text()
        .notNull()
        .references(() => policyVersions.id),
      incumbentVersionId: text(),
      /** The promotion it replies to, and what changed since. */
      answersId: text(),
      whatChanged: text(),
      withdrawalNote: text(),
      /** Number of the newest revision of its dossier. */
      dossierRevision: int().notNull().default(1),
      /** The entry that changed a part of what that revision shows; null while it shows what is. */
      dossierOldBy: text(),
      state: choice(["open", "approved", "executed", "rejected", "withdrawn", "expired", "superseded"]).notNull(),
      createdAt: instant().notNull(),
      /** When the rule was met. */
      approvedAt: instant(),
      /** When its version entered what it was asked for, and whose act that was. */
      executedAt: instant(),
      executedBy: text(),
      /** When it was closed, by whichever end; where it was executed, then. */
      decidedAt: instant(),
      revision: int().notNull().default(1),
    },
    (t) => [
      index("promotion_state").on(t.state, t.number),
      index("promotion_model").on(t.modelId, t.number),
      index("promotion_version").on(t.versionId, t.number),
      index("promotion_answers").on(t.answersId),
      index("promotion_requester").on(t.requesterId, t.number),
      index("promotion_answerable").on(t.requesterAnswerableId, t.number),
      index("promotion_open")
        .on(t.modelId, t.number)
        .where(sql`"state" IN ('open', 'approved')`),
      uniqueIndex("one_open_promotion")
        .on(t.versionId, t.stage)
        .where(sql`"state" IN ('open', 'approved')`),
    ],
  );

  /** What a promotion asks for, executed as one; the first stage stands in its own row too. Only ever added. */
  const promotionTargets = table(
    "promotion_target",
    {
      promotionId: text()
        .notNull()
        .references(() => promotions.id),
      position: int().notNull(),
      kind: choice(targetKinds).notNull(),
      name: text().notNull(),
    },
    (t) => [primaryKey({ columns: [t.promotionId, t.position] })],
  );

  /**
   * Whom an open promotion waits for: holders of a role on a place. Made of it and of the policy. It refers to no promotion, so
   * that a repair can take away one that no entry tells of.
   */
  const promotionWaits = table(
    "promotion_wait",
    {
      promotionId: text().notNull(),
      /** The gate they clear. */
      gate: text().notNull(),
      role: text().notNull(),
      scope: choice(["organisation", "team", "model"]).notNull(),
      scopeId: text().notNull(),
    },
    (t) => [primaryKey({ columns: [t.promotionId, t.gate] })],
  );

  /** What was shown of a promotion: frozen when it is asked for, and anew when a part changed. Only ever added. */
  const dossierRevisions = table(
    "dossier_revision",
    {
      promotionId: text()
        .notNull()
        .references(() => promotions.id),
      number: int().notNull(),
      /** Canonical JSON, and its digest. */
      document: text().notNull(),
      digest: text().notNull(),
      /** What a vote on it is cast on, part by part. */
      digests: json<BoundDigests>().notNull(),
      /** The entry that made the one before it old; null for the first, and where no entry did. */
      causedBy: text(),
      createdAt: instant().notNull(),
    },
    (t) => [primaryKey({ columns: [t.promotionId, t.number] })],
  );

  /** Votes are only ever added. */
  const votes = table(
    "vote",
    {
      id: text().primaryKey(),
      promotionId: text()
        .notNull()
        .references(() => promotions.id),
      voterId: text().notNull(),
      /** Open list: approve, request-changes, reject, … */
      decision: text().notNull(),
      meaning: text().notNull(),
      note: text().notNull(),
      printedName: text().notNull(),
      digests: json<BoundDigests>().notNull(),
      /** The revision of the dossier it was cast on. */
      dossierRevision: int().notNull().default(1),
      /** An account between voter and maker that nobody had vouched for, where nobody else could have. */
      unvouchedId: text(),
      /** The role it was cast by, where it is held and through which group; null from before this was kept. */
      capacity: json<Capacity>(),
      /** The voter's vote before it on the same promotion. */
      renewsId: text(),
      createdAt: instant().notNull(),
    },
    (t) => [index("vote_promotion").on(t.promotionId, t.id)],
  );

  /** Lines that an approval was given under. Only ever added. */
  const voteConditions = table(
    "vote_condition",
    {
      voteId: text()
        .notNull()
        .references(() => votes.id),
      position: int().notNull(),
      text: text().notNull(),
    },
    (t) => [primaryKey({ columns: [t.voteId, t.position] })],
  );

  /** An objection, a vote that asks for changes, that somebody else took back with a reason. Only ever added. */
  const dismissals = table(
    "dismissal",
    {
      id: text().primaryKey(),
      /** At most one of a vote. */
      voteId: text()
        .notNull()
        .unique()
        .references(() => votes.id),
      objectorId: text().notNull(),
      /** The promotion it held back: the one voted on, or a later one that it followed into. */
      promotionId: text()
        .notNull()
        .references(() => promotions.id),
      dismisserId: text().notNull(),
      printedName: text().notNull(),
      reason: text().notNull(),
      createdAt: instant().notNull(),
    },
    (t) => [
      index("dismissal_promotion").on(t.promotionId, t.id),
      index("dismissal_objector").on(t.objectorId, t.createdAt),
    ],
  );

  /** Which version held a stage, from when to when, and which promotion let it in and out. */
  const occupancies = table(
    "stage_occupancy",
    {
      id: text().primaryKey(),
      modelId: text().notNull(),
      versionId: text().notNull(),
      stage: text().notNull(),
      promotionId: text().notNull(),
      from: instant().notNull(),
      to: instant(),
      endedByPromotionId: text(),
      /** Same as `modelId` while open in an exclusive stage, else the row's own id: one incumbent, by constraint. */
      slot: text().notNull(),
    },
    (t) => [
      uniqueIndex("one_incumbent").on(t.slot, t.stage),
      index("occupancy_as_of").on(t.modelId, t.stage, t.from),
      index("occupancy_now")
        .on(t.stage, t.modelId)
        .where(sql`"to" IS NULL`),
      index("occupancy_version").on(t.versionId, t.to),
    ],
  );

  const aliases = table(
    "alias",
    {
      id: text().primaryKey(),
      modelId: text().notNull(),
      name: text().notNull(),
      /** Lower case: aliases with one key collide. Null for a look-alike from before they did. */
      nameKey: text(),
      versionId: text().notNull(),
      from: instant().notNull(),
      to: instant(),
      setBy: text().notNull(),
      endedBy: text(),
    },
    (t) => [
      uniqueIndex("one_alias_target")
        .on(t.modelId, t.name)
        .where(sql`"to" IS NULL`),
      uniqueIndex("one_alias_of_a_kind")
        .on(t.modelId, t.nameKey)
        .where(sql`"to" IS NULL`),
      index("alias_name").on(t.modelId, t.name, t.from),
      index("alias_version").on(t.versionId),
    ],
  );

  return {
    policyVersions,
    promotions,
    promotionTargets,
    promotionWaits,
    dossierRevisions,
    votes,
    voteConditions,
    dismissals,
    occupancies,
    aliases,
  };
}
