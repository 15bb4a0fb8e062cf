// What was shown of a promotion, in numbered revisions. Only ever added; the promotion says which is the newest, and when it is old.
import type { BoundDigests } from "@chancery/core";
import { and, asc, eq, inArray, isNull, ne } from "drizzle-orm";
import { one, open, stagesIn, type Reader, type Tx } from "./handle.ts";
import { isNotRetracted } from "./retractions.ts";

export type DossierRow = {
  readonly promotionId: string;
  readonly number: number;
  /** Canonical JSON, and its digest. */
  readonly document: string;
  readonly digest: string;
  /** What a vote on it is cast on, part by part. */
  readonly digests: BoundDigests;
  /** The entry that made the one before it old; null for the first, and where no entry did. */
  readonly causedBy: string | null;
  readonly createdAt: Date;
};

/** Freezes the next revision: from now on the promotion shows it. The promotion must be locked. */
export async function insertDossierRevision(tx: Tx, revision: DossierRow): Promise<void> {
  const { run, t } = open(tx);
  const { promotions: p } = t;
  await run.insert(t.dossierRevisions).values(revision);
  await run
    .update(p)
    .set({ dossierRevision: revision.number, dossierOldBy: null })
    .where(eq(p.id, revision.promotionId));
}

export async function dossierRevision(
  reader: Reader,
  { promotionId, number }: { readonly promotionId: string; readonly number: number },
): Promise<DossierRow | undefined> {
  const { run, t } = open(reader);
  const { dossierRevisions: d } = t;
  return one(
    run
      .select()
      .from(d)
      .where(and(eq(d.promotionId, promotionId), eq(d.number, number))),
  );
}

/** Those of these revisions that are there, oldest first. */
export async function dossierRevisionsAt(
  reader: Reader,
  { promotionId, numbers }: { readonly promotionId: string; readonly numbers: readonly number[] },
): Promise<readonly DossierRow[]> {
  const { run, t } = open(reader);
  const { dossierRevisions: d } = t;
  return run
    .select()
    .from(d)
    .where(and(eq(d.promotionId, promotionId), inArray(d.number, [...numbers])))
    .orderBy(asc(d.number));
}

/** Every revision, oldest first, without its text. */
export async function dossierRevisionsOf(
  reader: Reader,
  promotionId: string,
): Promise<readonly Omit<DossierRow, "document">[]> {
  const { run, t } = open(reader);
  const { promotionId: of, number, digest, digests, causedBy, createdAt } = t.dossierRevisions;
  return run
    .select({ promotionId: of, number, digest, digests, causedBy, createdAt })
    .from(t.dossierRevisions)
    .where(eq(of, promotionId))
    .orderBy(asc(number));
}

/** Says which entry changed what the newest revisions of these promotions show, where none did before. */
export async function markDossiersOld(
  tx: Tx,
  { promotionIds, by }: { readonly promotionIds: readonly string[]; readonly by: string },
): Promise<void> {
  if (promotionIds.length === 0) return;
  const { run, t } = open(tx);
  const { promotions: p } = t;
  await run
    .update(p)
    .set({ dossierOldBy: by })
    .where(and(inArray(p.id, [...promotionIds]), isNull(p.dossierOldBy)));
}

const isFreshAndOpen = (reader: Reader) => {
  const { promotions: p } = open(reader).t;
  return and(inArray(p.state, ["open", "approved"]), isNull(p.dossierOldBy));
};

/** Open promotions of a model whose dossier is not marked old yet, by id. */
export async function freshPromotionsOf(reader: Reader, modelId: string): Promise<readonly string[]> {
  const { run, t } = open(reader);
  const { promotions: p } = t;
  const rows = await run
    .select({ id: p.id })
    .from(p)
    .where(and(eq(p.modelId, modelId), isFreshAndOpen(reader)))
    .orderBy(asc(p.number));
  return rows.map(({ id }) => id);
}

/** The same of those that wait for the exclusive stage another promotion leads to; none where the stage is not exclusive. */
export async function freshPromotionsBeside(reader: Reader, promotionId: string): Promise<readonly string[]> {
  const { run, t } = open(reader);
  const { promotions: p } = t;
  const entered = await one(run.select({ modelId: p.modelId, stage: p.stage }).from(p).where(eq(p.id, promotionId)));
  if (!entered || !stagesIn(reader).isExclusive(entered.stage)) return [];
  const rows = await run
    .select({ id: p.id })
    .from(p)
    .where(
      and(eq(p.modelId, entered.modelId), eq(p.stage, entered.stage), ne(p.id, promotionId), isFreshAndOpen(reader)),
    );
  return rows.map(({ id }) => id);
}

/** The same of promotions whose version has an edge to the dataset. */
export async function freshPromotionsOnDataset(reader: Reader, datasetId: string): Promise<readonly string[]> {
  const { run, t } = open(reader);
  const { promotions: p, lineageEdges: e } = t;
  const rows = await run
    .selectDistinct({ id: p.id })
    .from(e)
    .innerJoin(p, eq(p.versionId, e.versionId))
    .where(and(eq(e.datasetId, datasetId), isNotRetracted(reader, e.id), isFreshAndOpen(reader)));
  return rows.map(({ id }) => id);
}
