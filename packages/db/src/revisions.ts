// Numbered revisions of what may change after sealing: cards and tags. Only ever added.
import { and, desc, eq, max } from "drizzle-orm";
import { one, open, type Reader, type Tx } from "./handle.ts";

/** What is revised: `versionId` is "" for the model's own card. */
export type Revised = { readonly modelId: string; readonly versionId: string; readonly field: "card" | "tags" };
export type RevisionRow = Revised & {
  readonly id: string;
  readonly number: number;
  readonly body: string;
  readonly digest: string;
  readonly authorId: string;
  readonly createdAt: Date;
};

export async function insertRevision(tx: Tx, revision: RevisionRow): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.revisions).values(revision);
}

/** The revision in force; undefined before the first. */
export async function newestRevision(reader: Reader, of: Revised): Promise<RevisionRow | undefined> {
  const { run, t } = open(reader);
  const { modelId, versionId, field, number } = t.revisions;
  return one(
    run
      .select()
      .from(t.revisions)
      .where(and(eq(modelId, of.modelId), eq(versionId, of.versionId), eq(field, of.field)))
      .orderBy(desc(number))
      .limit(1),
  );
}

/** The newest revision with this digest: what a vote or dossier saw. */
export async function revisionWith(
  reader: Reader,
  of: Revised & { readonly digest: string },
): Promise<RevisionRow | undefined> {
  const { run, t } = open(reader);
  const { modelId, versionId, field, number, digest } = t.revisions;
  return one(
    run
      .select()
      .from(t.revisions)
      .where(and(eq(modelId, of.modelId), eq(versionId, of.versionId), eq(field, of.field), eq(digest, of.digest)))
      .orderBy(desc(number))
      .limit(1),
  );
}

/** Card and tags in force of a version, or of a model where `versionId` is "". */
export async function revisionsInForce(
  reader: Reader,
  of: Pick<Revised, "modelId" | "versionId">,
): Promise<{ readonly card: RevisionRow | undefined; readonly tags: RevisionRow | undefined }> {
  const { run, t } = open(reader);
  const { revisions } = t;
  const isOf = and(eq(revisions.modelId, of.modelId), eq(revisions.versionId, of.versionId));
  const newest = run
    .select({ field: revisions.field, number: max(revisions.number).as("newest") })
    .from(revisions)
    .where(isOf)
    .groupBy(revisions.field)
    .as("newest_revision");
  const rows = await run
    .select({ revision: revisions })
    .from(revisions)
    .innerJoin(newest, and(eq(newest.field, revisions.field), eq(newest.number, revisions.number)))
    .where(isOf);
  const inForce = (field: Revised["field"]) => rows.find((row) => row.revision.field === field)?.revision;
  return { card: inForce("card"), tags: inForce("tags") };
}
