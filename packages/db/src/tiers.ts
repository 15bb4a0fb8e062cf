// Tier assessments as intervals: which tier a model had from when to when, and which lowering waits for a second person.
import type { Tier } from "@chancery/core";
import { and, desc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { lock, one, open, type Reader, type Tx } from "./handle.ts";

export type AssessmentRow = {
  readonly id: string;
  readonly modelId: string;
  readonly tier: Tier;
  readonly exposure: string;
  readonly purpose: string;
  readonly rationale: string;
  readonly assessorId: string;
  readonly assessedAt: Date;
  readonly confirmedBy: string | null;
  /** Null while it waits, and for ever when it was refused. */
  readonly from: Date | null;
  readonly to: Date | null;
};

/** Every assessment of a model, newest first. */
export async function assessmentsOf(reader: Reader, modelId: string): Promise<readonly AssessmentRow[]> {
  const { run, t } = open(reader);
  const { tierAssessments: a } = t;
  return run.select().from(a).where(eq(a.modelId, modelId)).orderBy(desc(a.assessedAt), desc(a.id)).limit(200);
}

export async function assessmentById(reader: Reader, id: string): Promise<AssessmentRow | undefined> {
  const { run, t } = open(reader);
  return one(run.select().from(t.tierAssessments).where(eq(t.tierAssessments.id, id)));
}

/** The tier in force of each model that has one. */
export async function tiersInForce(reader: Reader, modelIds: readonly string[]): Promise<ReadonlyMap<string, Tier>> {
  if (modelIds.length === 0) return new Map();
  const { run, t } = open(reader);
  const { tierAssessments: a } = t;
  const rows = await run
    .select({ modelId: a.modelId, tier: a.tier })
    .from(a)
    .where(and(inArray(a.modelId, [...modelIds]), isNotNull(a.from), isNull(a.to)));
  return new Map(rows.map((row) => [row.modelId, row.tier]));
}

/** The assessment in force and the lowering that waits, both locked. */
export async function lockAssessments(
  tx: Tx,
  modelId: string,
): Promise<{ readonly current: AssessmentRow | undefined; readonly pending: AssessmentRow | undefined }> {
  const { run, t } = open(tx);
  const { tierAssessments: a } = t;
  const rows = await lock(
    tx,
    run
      .select()
      .from(a)
      .where(and(eq(a.modelId, modelId), isNull(a.to))),
  );
  return { current: rows.find((row) => row.from !== null), pending: rows.find((row) => row.from === null) };
}

export async function insertAssessment(tx: Tx, assessment: AssessmentRow): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.tierAssessments).values(assessment);
}

/** Ends an interval; or refuses a lowering that waited. */
export async function endAssessment(tx: Tx, { id, at }: { readonly id: string; readonly at: Date }): Promise<void> {
  const { run, t } = open(tx);
  await run.update(t.tierAssessments).set({ to: at }).where(eq(t.tierAssessments.id, id));
}

/** Puts a lowering in force. The one before must have ended. */
export async function confirmAssessment(
  tx: Tx,
  { id, at, confirmedBy }: { readonly id: string; readonly at: Date; readonly confirmedBy: string },
): Promise<void> {
  const { run, t } = open(tx);
  await run.update(t.tierAssessments).set({ from: at, confirmedBy }).where(eq(t.tierAssessments.id, id));
}
