// Promotions: requests to put a version in a stage, each read together with the version, model and policy it rests on.
import {
  type BoundDigests,
  type Digests,
  type PromotionState,
  type PromotionTarget,
  type StageName,
  type Tier,
  type VersionState,
  type Visibility,
} from "@chancery/core";
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, max, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { lock, one, open, type Reader, type Tx } from "./handle.ts";
import { lockStages } from "./occupancies.ts";
import { insertTargets } from "./promotion-targets.ts";
import { isNotRetracted } from "./retractions.ts";
import { visibleModels, type Visible } from "./visible.ts";

export type PromotionRow = {
  readonly id: string;
  readonly number: number;
  readonly modelId: string;
  readonly team: string;
  readonly teamId: string;
  readonly name: string;
  readonly visibility: Visibility;
  readonly tier: Tier | null;
  readonly versionId: string;
  readonly versionNumber: number;
  readonly versionState: VersionState;
  readonly manifestDigest: string | null;
  readonly uploaderId: string;
  readonly uploader: string | null;
  readonly stage: StageName;
  readonly ticket: string | null;
  readonly path: string;
  readonly requesterId: string;
  readonly requesterAnswerableId: string;
  readonly requester: string | null;
  /** The disabled account behind an open one: whose request it is, or who owns the service account that asked. */
  readonly disabled: { readonly id: string; readonly name: string } | null;
  readonly incumbentVersionId: string | null;
  /** Number of the promotion it replies to. */
  readonly answers: number | null;
  /** Number of the dossier's newest revision. */
  readonly dossierRevision: number;
  /** The entry that made it old; null while it shows what is. */
  readonly dossierOldBy: string | null;
  /** What the newest revision shows, part by part. */
  readonly digests: BoundDigests;
  /** The policy it was decided under, or asked for under while it is open; the document is canonical JSON. */
  readonly policyVersionId: string;
  readonly policyDocument: string;
  readonly policyDigest: string;
  readonly state: PromotionState;
  readonly createdAt: Date;
  readonly approvedAt: Date | null;
  readonly executedAt: Date | null;
  /** By name. */
  readonly executedBy: string | null;
  readonly decidedAt: Date | null;
};

/** Promotions with all that a verdict on them looks at, but for votes and content. One statement. */
export async function readPromotions(
  reader: Reader,
  { where, limit }: { readonly where: SQL | undefined; readonly limit: number },
): Promise<readonly PromotionRow[]> {
  const { run, t } = open(reader);
  const {
    promotions: p,
    models: m,
    versions: v,
    policyVersions: policy,
    tierAssessments: tier,
    dossierRevisions: d,
  } = t;
  const requester = alias(t.actors, "requester");
  const owner = alias(t.actors, "requester_owner");
  const uploader = alias(t.actors, "uploader");
  const executor = alias(t.actors, "executor");
  const answered = alias(t.promotions, "answered");
  const rows = await run
    .select({
      id: p.id,
      number: p.number,
      modelId: p.modelId,
      team: t.teams.slug,
      teamId: m.teamId,
      name: m.name,
      visibility: m.visibility,
      tier: tier.tier,
      versionId: p.versionId,
      versionNumber: v.number,
      versionState: v.state,
      manifestDigest: v.manifestDigest,
      uploaderId: v.createdBy,
      uploader: uploader.name,
      stage: p.stage,
      ticket: p.ticket,
      path: p.path,
      requesterId: p.requesterId,
      requesterAnswerableId: p.requesterAnswerableId,
      requester: requester.name,
      requesterState: requester.state,
      ownerId: owner.id,
      owner: owner.name,
      ownerState: owner.state,
      incumbentVersionId: p.incumbentVersionId,
      answers: answered.number,
      dossierRevision: p.dossierRevision,
      dossierOldBy: p.dossierOldBy,
      digests: d.digests,
      policyVersionId: policy.id,
      policyDocument: policy.document,
      policyDigest: policy.digest,
      state: p.state,
      createdAt: p.createdAt,
      approvedAt: p.approvedAt,
      executedAt: p.executedAt,
      executedById: p.executedBy,
      executedBy: executor.name,
      decidedAt: p.decidedAt,
    })
    .from(p)
    .innerJoin(m, eq(m.id, p.modelId))
    .innerJoin(t.teams, eq(t.teams.id, m.teamId))
    .innerJoin(v, eq(v.id, p.versionId))
    .innerJoin(d, and(eq(d.promotionId, p.id), eq(d.number, p.dossierRevision)))
    .innerJoin(policy, eq(policy.id, p.policyVersionId))
    .leftJoin(tier, and(eq(tier.modelId, m.id), isNotNull(tier.from), isNull(tier.to)))
    .leftJoin(requester, eq(requester.id, p.requesterId))
    .leftJoin(owner, eq(owner.id, requester.ownerId))
    .leftJoin(uploader, eq(uploader.id, v.createdBy))
    .leftJoin(executor, eq(executor.id, p.executedBy))
    .leftJoin(answered, eq(answered.id, p.answersId))
    .where(where)
    .orderBy(desc(p.number))
    .limit(limit);
  return rows.map(({ requesterState, ownerId, owner: ownerName, ownerState, executedById, ...row }) => ({
    ...row,
    executedBy: row.executedBy ?? executedById,
    disabled: disabledBehind(row, [
      { id: row.requesterId, name: row.requester, state: requesterState },
      { id: ownerId, name: ownerName, state: ownerState },
    ]),
  }));
}

type Behind = { readonly id: string | null; readonly name: string | null; readonly state: string | null };
function disabledBehind({ state }: Pick<PromotionRow, "state">, accounts: readonly Behind[]): PromotionRow["disabled"] {
  const found = accounts.find((account) => account.state === "disabled");
  return state === "open" && found && found.id !== null ? { id: found.id, name: found.name ?? found.id } : null;
}

export async function promotionByNumber(reader: Reader, number: number): Promise<PromotionRow | undefined> {
  const { promotions } = open(reader).t;
  return one(readPromotions(reader, { where: eq(promotions.number, number), limit: 1 }));
}

/**
 * The promotion with its version's row, its model's and its own locked until the transaction ends, in that order, which is
 * the order of every act on content: nothing a vote rests on moves meanwhile.
 */
export async function lockPromotion(
  tx: Tx,
  named: { readonly id: string } | { readonly number: number },
): Promise<PromotionRow | undefined> {
  const { run, t } = open(tx);
  const { promotions: p, versions: v } = t;
  const isNamed = "id" in named ? eq(p.id, named.id) : eq(p.number, named.number);
  const found = await one(run.select({ id: p.id, versionId: p.versionId, modelId: p.modelId }).from(p).where(isNamed));
  if (!found) return undefined;
  await lock(tx, run.select({ id: v.id }).from(v).where(eq(v.id, found.versionId)));
  await lockStages(tx, found.modelId);
  await lock(tx, run.select({ id: p.id }).from(p).where(eq(p.id, found.id)));
  return one(readPromotions(tx, { where: eq(p.id, found.id), limit: 1 }));
}

/** Those of these ids that are there. */
export async function promotionsById(reader: Reader, ids: readonly string[]): Promise<readonly PromotionRow[]> {
  const { promotions: p } = open(reader).t;
  return readPromotions(reader, { where: inArray(p.id, [...ids]), limit: ids.length });
}

export type PromotionText = {
  readonly reason: string;
  readonly whatChanged: string | null;
  readonly withdrawalNote: string | null;
  /** Number of the newest promotion that replies to it. */
  readonly answeredBy: number | null;
};
/** What was written when it was asked for, and closed. */
export async function promotionText(reader: Reader, promotionId: string): Promise<PromotionText | undefined> {
  const { run, t } = open(reader);
  const { promotions: p } = t;
  const answer = alias(p, "answer");
  const newest = run
    .select({ number: max(answer.number) })
    .from(answer)
    .where(eq(answer.answersId, promotionId));
  const { reason, whatChanged, withdrawalNote } = p;
  const answeredBy = sql<number | null>`(${newest})`.mapWith(p.number);
  const text = { reason, whatChanged, withdrawalNote, answeredBy };
  return one(run.select(text).from(p).where(eq(p.id, promotionId)));
}

export type NewPromotion = {
  readonly id: string;
  readonly number: number;
  readonly modelId: string;
  readonly versionId: string;
  /** The first stage among the targets. */
  readonly stage: StageName;
  readonly targets: readonly PromotionTarget[];
  readonly requesterId: string;
  readonly requesterAnswerableId: string;
  readonly reason: string;
  readonly ticket: string | null;
  readonly path: string;
  readonly policyVersionId: string;
  readonly incumbentVersionId: string | null;
  readonly answersId: string | null;
  readonly whatChanged: string | null;
  readonly dossier: string;
  readonly dossierDigest: string;
  readonly digests: Digests;
  readonly createdAt: Date;
};

/** Opens a promotion with the first revision of its dossier. One of a version to a stage is open at a time, by constraint. */
export async function insertPromotion(
  tx: Tx,
  { dossier, dossierDigest, digests, targets, ...promotion }: NewPromotion,
): Promise<void> {
  const { run, t } = open(tx);
  const { id: promotionId, createdAt } = promotion;
  await run.insert(t.promotions).values({ ...promotion, state: "open" });
  await insertTargets(tx, { promotionId, targets });
  await run
    .insert(t.dossierRevisions)
    .values({ promotionId, number: 1, document: dossier, digest: dossierDigest, digests, causedBy: null, createdAt });
}

/** Closes an open promotion, with the policy it was decided under; throws when it is closed already. */
export async function closePromotion(
  tx: Tx,
  {
    id,
    state,
    at,
    policyVersionId,
    withdrawalNote = null,
    executed = null,
  }: {
    readonly id: string;
    readonly state: PromotionState;
    readonly at: Date;
    readonly policyVersionId: string;
    readonly withdrawalNote?: string | null;
    /** When the rule was met, and whose act lets the version in. */
    readonly executed?: { readonly approvedAt: Date; readonly executedBy: string } | null;
  },
): Promise<void> {
  const { run, t } = open(tx);
  const { promotions: p } = t;
  const closed = await run
    .update(p)
    .set({
      state,
      decidedAt: at,
      policyVersionId,
      withdrawalNote,
      ...(executed && { ...executed, executedAt: at }),
      revision: sql`${p.revision} + 1`,
    })
    .where(and(eq(p.id, id), eq(p.state, "open")))
    .returning({ id: p.id });
  if (closed.length !== 1) throw new Error(`promotion ${id} was closed under its own lock`);
}

/** The stages a version is asked into now. */
export async function stagesAskedFor(reader: Reader, versionId: string): Promise<readonly StageName[]> {
  return (await openPromotionsOfVersion(reader, versionId)).map(({ stage }) => stage);
}

/** At most one for each stage, by constraint. */
export async function openPromotionsOfVersion(
  reader: Reader,
  versionId: string,
): Promise<readonly { readonly number: number; readonly stage: StageName }[]> {
  const { run, t } = open(reader);
  const { promotions: p } = t;
  const rows = await run
    .select({ number: p.number, stage: p.stage })
    .from(p)
    .where(and(eq(p.versionId, versionId), inArray(p.state, ["open", "approved"])))
    .orderBy(desc(p.number));
  return rows;
}

/** The first promotions of a version: those still open, then the newest. */
export async function promotionsOfVersion(
  reader: Reader,
  { versionId, limit }: { readonly versionId: string; readonly limit: number },
): Promise<
  readonly {
    readonly id: string;
    readonly number: number;
    readonly stage: StageName;
    readonly state: PromotionState;
    readonly createdAt: Date;
  }[]
> {
  const { run, t } = open(reader);
  const { promotions: p } = t;
  const openFirst = sql`CASE WHEN ${p.state} IN ('open', 'approved') THEN 0 ELSE 1 END`;
  const rows = await run
    .select({ id: p.id, number: p.number, stage: p.stage, state: p.state, createdAt: p.createdAt })
    .from(p)
    .where(eq(p.versionId, versionId))
    .orderBy(openFirst, desc(p.number))
    .limit(limit);
  return rows;
}

export async function countPromotions(reader: Reader, versionId: string): Promise<number> {
  const { run, t } = open(reader);
  const rows = await run
    .select({ promotions: count() })
    .from(t.promotions)
    .where(eq(t.promotions.versionId, versionId));
  return rows[0]?.promotions ?? 0;
}

/** The open promotions of a model, oldest first. */
export async function openPromotionsOf(
  reader: Reader,
  modelId: string,
): Promise<
  readonly {
    readonly id: string;
    readonly number: number;
    readonly versionId: string;
    readonly versionNumber: number;
    readonly stage: StageName;
  }[]
> {
  const { run, t } = open(reader);
  const { promotions: p, versions: v } = t;
  const rows = await run
    .select({ id: p.id, number: p.number, versionId: p.versionId, versionNumber: v.number, stage: p.stage })
    .from(p)
    .innerJoin(v, eq(v.id, p.versionId))
    .where(and(eq(p.modelId, modelId), inArray(p.state, ["open", "approved"])))
    .orderBy(asc(p.number));
  return rows;
}

/** The newest promotions of a model, whatever became of them. */
export async function newestPromotionsOf(
  reader: Reader,
  { modelId, limit }: { readonly modelId: string; readonly limit: number },
): Promise<readonly string[]> {
  const { run, t } = open(reader);
  const { promotions: p } = t;
  const rows = await run
    .select({ id: p.id })
    .from(p)
    .where(eq(p.modelId, modelId))
    .orderBy(desc(p.number))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** The open promotions of versions with an edge to the dataset, of models that are visible, by id. */
export async function openPromotionsOnDataset(
  reader: Reader,
  visible: Visible,
  datasetId: string,
): Promise<readonly string[]> {
  const { run, t } = open(reader);
  const { promotions: p, lineageEdges: e, models: m } = t;
  const rows = await run
    .selectDistinct({ id: p.id, number: p.number })
    .from(e)
    .innerJoin(p, eq(p.versionId, e.versionId))
    .innerJoin(m, eq(m.id, p.modelId))
    .where(
      and(
        eq(e.datasetId, datasetId),
        isNotRetracted(reader, e.id),
        inArray(p.state, ["open", "approved"]),
        visibleModels(t, visible),
      ),
    )
    .orderBy(asc(p.number));
  return rows.map(({ id }) => id);
}
