// Who described a version rather than made its content: its card, its lineage, what was measured on it.
import type { Phase } from "@chancery/core";
import { and, eq, inArray, notInArray, sql, type Column } from "drizzle-orm";
import { open, type Reader } from "./handle.ts";
import { span, type Hand } from "./makers.ts";

/** `author` wrote a revision of its card or recorded lineage, `trainer` a training evaluation, `validator` one that validates. */
export type Describing = Hand & { readonly as: "author" | "trainer" | "validator" };

/** Per version everyone who described it. One statement, however many. */
export async function describersOf(reader: Reader, versionIds: readonly string[]): Promise<readonly Describing[]> {
  if (versionIds.length === 0) return [];
  const { run, t } = open(reader);
  const { versions: v, revisions: r, lineageEdges: l, evaluations: e, actors: a } = t;
  const ids = [...versionIds];
  const by = { actorId: a.id, ownerId: a.ownerId, answerableId: sql<string | null>`NULL`.as("then") };
  const as = (kind: Describing["as"]) => ({ as: sql<Describing["as"]>`${sql.raw(`'${kind}'`)}`.as("described_as") });
  const wrote = run
    .select({ versionId: r.versionId, ...by, ...as("author"), ...span(r.createdAt, r.createdAt) })
    .from(v)
    .innerJoin(r, and(eq(r.modelId, v.modelId), eq(r.versionId, v.id)))
    .innerJoin(a, eq(a.id, r.authorId))
    .where(and(inArray(v.id, ids), eq(r.field, "card")))
    .groupBy(r.versionId, a.id, a.ownerId);
  const traced = run
    .select({ versionId: l.versionId, ...by, ...as("author"), ...span(l.createdAt, l.createdAt) })
    .from(l)
    .innerJoin(a, eq(a.id, l.createdBy))
    .where(and(inArray(l.versionId, ids), isTold(l)))
    .groupBy(l.versionId, a.id, a.ownerId);
  const measured = (kind: "trainer" | "validator", phase: Phase) =>
    run
      .select({ versionId: e.versionId, ...by, ...as(kind), ...span(e.createdAt, e.createdAt) })
      .from(e)
      .innerJoin(a, eq(a.id, e.evaluatorId))
      .where(and(inArray(e.versionId, ids), eq(e.phase, phase)))
      .groupBy(e.versionId, a.id, a.ownerId);
  const rows = await wrote
    .unionAll(traced)
    .unionAll(measured("trainer", "training"))
    .unionAll(measured("validator", "validation"));
  return rows.flatMap(({ first, last, ...one }) => (first && last ? [{ ...one, first, last }] : []));
}

/** Edges of the other kinds follow from evaluations and deployments: nobody told them. */
const isTold = ({ kind }: { readonly kind: Column }) => notInArray(kind, ["evaluated_on", "deployed_to"]);
