// Who had a hand in what a version holds, by the log as well as by the rows: what was removed again leaves a trace too.
import { kindsNamed, sha256Hex } from "@chancery/core";
import {
  and,
  eq,
  exists,
  gte,
  inArray,
  lt,
  max,
  min,
  ne,
  notExists,
  or,
  sql,
  type Column,
  type SQL,
} from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { batchLists } from "./batches.ts";
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

/** Fewer bytes do not tell whose they are: an empty file, a licence, a small configuration. */
const tellingBytes = 64 * 1024;
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
/** Entries that tell what an upload's bytes are: it may have been begun without a digest. */
export const sendingKinds: readonly string[] = kindsNamed("upload.begun", "upload.finished", "upload.batch-finished");

/**
 * Per version everyone with a hand in it, or in another of its model with the same manifest; and who first sent bytes of it,
 * 64 KiB and more, to a version of its model that no vote let into a stage. One statement, however many.
 */
export async function handsOn(reader: Reader, versionIds: readonly string[]): Promise<readonly Hand[]> {
  if (versionIds.length === 0) return [];
  const { run, t } = open(reader);
  const { versions: v, versionFiles: f, uploads: u, auditEntries: e, actors: a } = t;
  const isAsked = inArray(v.id, [...versionIds]);
  const { into, isFirst } = firstSending(reader);
  const twin = alias(v, "twin");
  // Itself, be it a draft, or of the same content.
  const isSame = or(eq(twin.id, v.id), and(eq(twin.manifestDigest, v.manifestDigest), eq(twin.modelId, v.modelId)));
  const by = { actorId: a.id, ownerId: a.ownerId };
  const nobody = sql<string | null>`NULL`.as("then");
  const registered = run
    .select({
      versionId: v.id,
      ...by,
      answerableId: sql<string | null>`${twin.answerableId}`.as("then"),
      ...span(twin.createdAt, twin.createdAt),
    })
    .from(v)
    .innerJoin(twin, isSame)
    .innerJoin(a, eq(a.id, twin.createdBy))
    .where(isAsked)
    .groupBy(v.id, a.id, a.ownerId, twin.answerableId);
  const sent = run
    .select({ versionId: v.id, ...by, answerableId: nobody, ...span(u.createdAt, u.touchedAt) })
    .from(v)
    .innerJoin(twin, isSame)
    .innerJoin(u, and(eq(u.versionId, twin.id), eq(u.state, "committed")))
    .innerJoin(a, eq(a.id, u.actorId))
    .where(isAsked)
    .groupBy(v.id, a.id, a.ownerId);
  const inLog = run
    .select({ versionId: v.id, ...by, answerableId: nobody, ...span(e.time, e.time) })
    .from(v)
    .innerJoin(twin, isSame)
    .innerJoin(
      e,
      and(eq(e.subject, sql`'version/' || ${twin.id}`), inArray(e.kind, [...making]), eq(e.outcome, "success")),
    )
    .innerJoin(a, eq(a.id, e.actorId))
    .where(isAsked)
    .groupBy(v.id, a.id, a.ownerId);
  const sentFirst = run
    .select({ versionId: v.id, ...by, answerableId: nobody, ...span(u.createdAt, u.touchedAt) })
    .from(v)
    .innerJoin(f, eq(f.versionId, v.id))
    .innerJoin(u, eq(u.sha256, f.sha256))
    .innerJoin(into, eq(into.id, u.versionId))
    .innerJoin(a, eq(a.id, u.actorId))
    .where(and(isAsked, isFirst))
    .groupBy(v.id, a.id, a.ownerId);
  const rows = await registered.unionAll(sent).unionAll(inLog).unionAll(sentFirst);
  return rows.flatMap(({ first, last, ...hand }) => (first && last ? [{ ...hand, first, last }] : []));
}

/** An upload that was finished, as its row says it was begun; of a batch its session, with the digest of its list. */
export type CountedUpload = {
  readonly uploadId: string;
  readonly versionId: string;
  readonly actorId: string;
  readonly sha256: string;
};

/** The uploads that `handsOn` a version counts: those into it and its like, and those that sent bytes of it first. */
export async function uploadsCounted(
  reader: Reader,
  { versionId, into: ids }: { readonly versionId: string; readonly into: readonly string[] },
): Promise<readonly CountedUpload[]> {
  const { run, t } = open(reader);
  const { versions: v, versionFiles: f, uploads: u } = t;
  const columns = {
    ...{ uploadId: u.id, versionId: u.versionId, actorId: u.actorId },
    ...{ path: u.path, sha256: u.sha256, batchId: u.batchId },
  };
  const { into, isFirst } = firstSending(reader);
  const own = run
    .select(columns)
    .from(u)
    .where(and(inArray(u.versionId, [...ids]), eq(u.state, "committed")));
  const first = run
    .select(columns)
    .from(v)
    .innerJoin(f, eq(f.versionId, v.id))
    .innerJoin(u, eq(u.sha256, f.sha256))
    .innerJoin(into, eq(into.id, u.versionId))
    .where(and(eq(v.id, versionId), isFirst));
  return asBegun(reader, await own.union(first));
}

type UploadFound = Omit<CountedUpload, "sha256"> & {
  readonly path: string;
  readonly sha256: string | null;
  readonly batchId: string | null;
};
/** A file of a batch counts as its session, once, where the list that is kept names it; else as what no entry tells of. */
async function asBegun(reader: Reader, found: readonly UploadFound[]): Promise<readonly CountedUpload[]> {
  const ids = new Set(found.flatMap(({ batchId }) => batchId ?? []));
  const lists = new Map(
    (await batchLists(reader, [...ids])).map(({ id, files }) => [
      id,
      { sha256: sha256Hex(files), files: namesIn(files) },
    ]),
  );
  const begun = found.map(({ uploadId, versionId, actorId, path, sha256, batchId }): CountedUpload => {
    if (batchId === null) return { uploadId, versionId, actorId, sha256: sha256 ?? "" };
    const list = lists.get(batchId);
    const isListed = uploadId === batchId || list?.files.has(`${path}\n${sha256}`) === true;
    return { uploadId: batchId, versionId, actorId, sha256: (isListed && list?.sha256) || "" };
  });
  return [...new Map(begun.map((one) => [Object.values(one).join(" "), one])).values()];
}

/** Whoever wrote the list: what is read in it counts only where its digest is the one that an entry tells of. */
function namesIn(list: string): ReadonlySet<string> {
  try {
    const files = JSON.parse(list) as readonly { readonly path?: unknown; readonly sha256?: unknown }[];
    return new Set(files.map(({ path, sha256 }) => `${String(path)}\n${String(sha256)}`));
  } catch {
    return new Set();
  }
}

/** Both engines read what these say as the column they are of: an instant. */
export const span = (from: Column, to: Column) => ({
  first: min(from) as SQL<Date | null>,
  last: max(to) as SQL<Date | null>,
});

/**
 * Of a version, a large file of it, and an upload of the same bytes `into` another of its model that no vote let into a
 * stage: that it was the first. The first is who had sent all of it first: an upload begun before need not be of these bytes.
 */
function firstSending(reader: Reader) {
  const { run, t } = open(reader);
  const { versions: v, versionFiles: f, uploads: u, occupancies: o, votes: cast } = t;
  const [into, earlier, earlierInto] = [alias(v, "sent_into"), alias(u, "earlier"), alias(v, "earlier_into")];
  // By a vote: a stage that needs none is entered on one person's word.
  const executed = run
    .select({ id: o.id })
    .from(o)
    .innerJoin(cast, and(eq(cast.promotionId, o.promotionId), eq(cast.decision, "approve")))
    .where(eq(o.versionId, u.versionId));
  const sentBefore = run
    .select({ id: earlier.id })
    .from(earlier)
    .innerJoin(earlierInto, and(eq(earlierInto.id, earlier.versionId), eq(earlierInto.modelId, v.modelId)))
    .where(and(eq(earlier.sha256, u.sha256), eq(earlier.state, "committed"), lt(earlier.touchedAt, u.touchedAt)));
  const isFirst = and(
    gte(f.sizeBytes, tellingBytes),
    eq(u.state, "committed"),
    ne(u.versionId, v.id),
    eq(into.modelId, v.modelId),
    notExists(executed),
    notExists(sentBefore),
  );
  return { into, isFirst };
}

/** As a condition on a version in a query: one of these people, or a service account they own, is among `handsOn` it. */
export function hasHandOfTheirs(reader: Reader, people: readonly string[]): SQL {
  const { run, t } = open(reader);
  const { versions: v, versionFiles: f, uploads: u, auditEntries: e, actors: a } = t;
  const twin = alias(v, "twin");
  const isTwin = and(eq(twin.manifestDigest, v.manifestDigest), eq(twin.modelId, v.modelId)); // itself too: it is sealed
  const isTheirs = or(inArray(a.id, [...people]), inArray(a.ownerId, [...people]));
  const { into, isFirst } = firstSending(reader);
  return sql`(${or(
    exists(
      run
        .select({ id: twin.id })
        .from(twin)
        .innerJoin(a, or(eq(a.id, twin.createdBy), eq(a.id, twin.answerableId)))
        .where(and(isTwin, isTheirs)),
    ),
    exists(
      run
        .select({ id: twin.id })
        .from(twin)
        .innerJoin(u, and(eq(u.versionId, twin.id), eq(u.state, "committed")))
        .innerJoin(a, eq(a.id, u.actorId))
        .where(and(isTwin, isTheirs)),
    ),
    exists(
      run
        .select({ id: twin.id })
        .from(twin)
        .innerJoin(e, eq(e.subject, sql`'version/' || ${twin.id}`))
        .innerJoin(a, eq(a.id, e.actorId))
        .where(and(isTwin, isTheirs, inArray(e.kind, [...making]), eq(e.outcome, "success"))),
    ),
    exists(
      run
        .select({ id: f.sha256 })
        .from(f)
        .innerJoin(u, eq(u.sha256, f.sha256))
        .innerJoin(into, eq(into.id, u.versionId))
        .innerJoin(a, eq(a.id, u.actorId))
        .where(and(eq(f.versionId, v.id), isTheirs, isFirst)),
    ),
  )})`;
}

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
