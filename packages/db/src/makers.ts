// Who had a hand in what a version holds, by the log as well as by the rows: what was removed again leaves a trace too.
import { kindsNamed } from "@chancery/core";
import { and, eq, inArray, max, min, or, sql, type Column, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { open, type Reader } from "./handle.ts";

/** An account that made, edited, sent, removed or sealed something of a version, and when: the first time and the last. */
export type Hand = {
  readonly versionId: string;
  readonly actorId: string;
  readonly first: Date;
  readonly last: Date;
  /** The owner of a service account now, and who answered for it then where a row kept that. */
  readonly ownerId: string | null;
  readonly answerableId: string | null;
};

/** Acts by which frozen content comes about. */
const making = kindsNamed(
  "version.created",
  "version.edited",
  "version.file-removed",
  "version.sealed",
  "upload.begun",
  "upload.batch-finished",
);
const owning = kindsNamed("service-account.created", "service-account.handed-over");
/** The acts by which it is decided who made something: these entries are looked for by their columns. */
export const handKinds: readonly string[] = [...making, ...owning];

/** A hand in a version of this content, itself or another of its model. */
export type HandOn = Hand & {
  readonly modelId: string;
  readonly manifestDigest: string | null;
  readonly intoId: string;
};

/**
 * Per version everyone with a hand in it, or in another of its model with the same manifest: at least who registered it. Who
 * sent bytes of it elsewhere first, the log knows. One statement, however many.
 */
export async function handsOn(reader: Reader, versionIds: readonly string[]): Promise<readonly HandOn[]> {
  if (versionIds.length === 0) return [];
  const { run, t } = open(reader);
  const { versions: v, auditEntries: e, actors: a } = t;
  const isAsked = inArray(v.id, [...versionIds]);
  const twin = alias(v, "twin");
  // Itself, be it a draft, or of the same content.
  const isSame = or(eq(twin.id, v.id), and(eq(twin.manifestDigest, v.manifestDigest), eq(twin.modelId, v.modelId)));
  const by = { actorId: a.id, ownerId: a.ownerId };
  const of = { versionId: v.id, modelId: v.modelId, manifestDigest: v.manifestDigest, intoId: twin.id };
  const each = [v.id, v.modelId, v.manifestDigest, twin.id, a.id, a.ownerId] as const;
  const registered = run
    .select({
      ...of,
      ...by,
      answerableId: sql<string | null>`${twin.answerableId}`.as("then"),
      ...span(twin.createdAt, twin.createdAt),
    })
    .from(v)
    .innerJoin(twin, isSame)
    .innerJoin(a, eq(a.id, twin.createdBy))
    .where(isAsked)
    .groupBy(...each, twin.answerableId);
  const inLog = run
    .select({ ...of, ...by, answerableId: sql<string | null>`NULL`.as("then"), ...span(e.time, e.time) })
    .from(v)
    .innerJoin(twin, isSame)
    .innerJoin(
      e,
      and(eq(e.subject, sql`'version/' || ${twin.id}`), inArray(e.kind, [...making]), eq(e.outcome, "success")),
    )
    .innerJoin(a, eq(a.id, e.actorId))
    .where(isAsked)
    .groupBy(...each);
  const rows = await registered.unionAll(inLog);
  return rows.flatMap(({ first, last, ...hand }) => (first && last ? [{ ...hand, first, last }] : []));
}

/** Both engines read what these say as the column they are of: an instant. */
export const span = (from: Column, to: Column) => ({
  first: min(from) as SQL<Date | null>,
  last: max(to) as SQL<Date | null>,
});

/** What the columns of entries say of who did such acts on these subjects. */
export async function handsAbout(reader: Reader, subjects: readonly string[]): Promise<readonly HandEntry[]> {
  if (subjects.length === 0) return [];
  const { run, t } = open(reader);
  const { auditEntries: e } = t;
  return run
    .select({ index: e.idx, kind: e.kind, actorId: e.actorId, subject: e.subject, time: e.time })
    .from(e)
    .where(and(inArray(e.subject, [...subjects]), inArray(e.kind, [...handKinds]), eq(e.outcome, "success")));
}
export type HandEntry = {
  readonly index: number;
  readonly kind: string;
  readonly actorId: string;
  readonly subject: string;
  readonly time: Date;
};

/** What the log says of who came to own service accounts, and when: entries of their making and of each handover. */
export async function ownerEntries(
  reader: Reader,
  accountIds: readonly string[],
): Promise<readonly { readonly subject: string; readonly time: Date; readonly leaf: Uint8Array }[]> {
  if (accountIds.length === 0) return [];
  const { run, t } = open(reader);
  const { auditEntries: e } = t;
  return run
    .select({ subject: e.subject, time: e.time, leaf: e.leaf })
    .from(e)
    .where(
      and(
        inArray(
          e.subject,
          [...new Set(accountIds)].map((id) => `actor/${id}`),
        ),
        inArray(e.kind, [...owning]),
        eq(e.outcome, "success"),
      ),
    )
    .orderBy(e.idx);
}
