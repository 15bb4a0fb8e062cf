// Upload sessions: one file on its way into a draft. How far it got is known by the store, not here.
import { collisionKey, type Subjects, type VersionState } from "@chancery/core";
import { and, asc, desc, eq, gt, lt, sum, type SQL } from "drizzle-orm";
import type { BatchPlan } from "./schema/version.ts";
import { lock, one, open, type Reader, type Tx } from "./handle.ts";

export type NewUpload = {
  readonly id: string;
  readonly versionId: string;
  readonly path: string;
  /** Null until it is finished, where nobody stated it. */
  readonly sha256: string | null;
  readonly sizeBytes: number;
  readonly fingerprint: string | null;
  readonly actorId: string;
  readonly state: "receiving" | "committed";
  readonly createdAt: Date;
};
export type UploadRow = NewUpload & {
  readonly touchedAt: Date;
  /** What its bytes came to, noted before they went to the store. */
  readonly receivedSha256: string | null;
  /** Who alone may write to it, or wrote to it last; `leaseUntil` is null once they let go. */
  readonly leaseHolder: string | null;
  readonly leaseUntil: Date | null;
  /** The batch it came in; its own id for the session of a batch, whose plan is kept until it has come. */
  readonly batchId: string | null;
  readonly batchPlan: BatchPlan | null;
  /** 1, or how many files a batch brings. */
  readonly fileCount: number;
};
/** An upload as permissions see it, with the version it is for. */
export type UploadSubject = Subjects["upload"] & UploadRow & { readonly versionState: VersionState };

export async function insertUpload(tx: Tx, upload: NewUpload): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.uploads).values({ ...upload, pathKey: collisionKey(upload.path), touchedAt: upload.createdAt });
}

/** The session, for its own actor only: to anyone else it does not exist. */
export async function uploadSubject(
  reader: Reader,
  { id, actorId, lock: isLocked = false }: { readonly id: string; readonly actorId: string; readonly lock?: boolean },
): Promise<UploadSubject | undefined> {
  const { run, t } = open(reader);
  const { uploads: u, versions: v, models: m } = t;
  const query = run
    .select({ upload: u, versionState: v.state, modelId: m.id, teamId: m.teamId, visibility: m.visibility })
    .from(u)
    .innerJoin(v, eq(v.id, u.versionId))
    .innerJoin(m, eq(m.id, v.modelId))
    .where(and(eq(u.id, id), eq(u.actorId, actorId)));
  const row = await one(isLocked ? lock(reader, query, u) : query);
  if (!row) return undefined;
  const { upload, ...rest } = row;
  return { kind: "upload", ...upload, ...rest };
}

/** The session, whoever's. */
export async function uploadById(reader: Reader, id: string): Promise<UploadRow | undefined> {
  const { run, t } = open(reader);
  return one(run.select().from(t.uploads).where(eq(t.uploads.id, id)));
}

/** The session, whoever's, locked. */
export async function lockUpload(tx: Tx, id: string): Promise<UploadRow | undefined> {
  const { run, t } = open(tx);
  return one(lock(tx, run.select().from(t.uploads).where(eq(t.uploads.id, id))));
}

/** The session that is receiving a path of a version, whoever's. */
export async function receivingAt(
  reader: Reader,
  { versionId, path }: { readonly versionId: string; readonly path: string },
): Promise<UploadRow | undefined> {
  const { run, t } = open(reader);
  const { uploads: u } = t;
  return one(
    run
      .select()
      .from(u)
      .where(and(eq(u.versionId, versionId), eq(u.path, path), eq(u.state, "receiving"))),
  );
}

/** The session by which an actor brought a file into a version. */
export async function committedAt(
  reader: Reader,
  { versionId, path, actorId }: { readonly versionId: string; readonly path: string; readonly actorId: string },
): Promise<UploadRow | undefined> {
  const { run, t } = open(reader);
  const { uploads: u } = t;
  return one(
    run
      .select()
      .from(u)
      .where(and(eq(u.versionId, versionId), eq(u.path, path), eq(u.actorId, actorId), eq(u.state, "committed")))
      .limit(1),
  );
}

/** Sessions of one actor that are still receiving. */
export async function receivingOf(
  reader: Reader,
  { versionId, actorId, limit }: { readonly versionId: string; readonly actorId: string; readonly limit: number },
): Promise<readonly UploadRow[]> {
  const { run, t } = open(reader);
  const { uploads: u } = t;
  return run
    .select()
    .from(u)
    .where(and(eq(u.versionId, versionId), eq(u.actorId, actorId), eq(u.state, "receiving")))
    .orderBy(desc(u.id))
    .limit(limit);
}

/** Those into a version by path, from the one after `after` on; of one actor, or whoever's. */
export async function receivingAfter(
  reader: Reader,
  asked: {
    readonly versionId: string;
    readonly actorId?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly UploadRow[]> {
  const { run, t } = open(reader);
  const { uploads: u } = t;
  const { versionId, actorId, after, limit } = asked;
  const isOpen = and(eq(u.versionId, versionId), eq(u.state, "receiving"));
  const isOwn = actorId === undefined ? undefined : eq(u.actorId, actorId);
  return run
    .select()
    .from(u)
    .where(and(isOpen, isOwn, after === undefined ? undefined : gt(u.pathKey, after)))
    .orderBy(asc(u.pathKey))
    .limit(limit);
}

/** How many files are on their way into a version, by themselves and in batches. */
export const countReceiving = (reader: Reader, versionId: string): Promise<number> =>
  filesReceiving(reader, (u) => eq(u.versionId, versionId));

/** How many files an actor has on their way, into all drafts. */
export const countReceivingOf = (reader: Reader, actorId: string): Promise<number> =>
  filesReceiving(reader, (u) => eq(u.actorId, actorId));

async function filesReceiving(reader: Reader, which: (u: Uploads) => SQL): Promise<number> {
  const { run, t } = open(reader);
  const { uploads: u } = t;
  const row = await one(
    run
      .select({ files: sum(u.fileCount) })
      .from(u)
      .where(and(which(u), eq(u.state, "receiving"))),
  );
  return Number(row?.files ?? 0);
}

/** `sha256`: what its bytes came to. */
export async function commitUpload(
  tx: Tx,
  { id, sha256, now }: { readonly id: string; readonly sha256: string; readonly now: Date },
): Promise<void> {
  const { run, t } = open(tx);
  const committed = { state: "committed", sha256, touchedAt: now, leaseUntil: null } as const;
  await run.update(t.uploads).set(committed).where(eq(t.uploads.id, id));
}

/** What its sender says of the file, where less was said before. */
export async function restateUpload(
  tx: Tx,
  { id, sha256, fingerprint }: { readonly id: string } & Partial<Record<"sha256" | "fingerprint", string | undefined>>,
): Promise<void> {
  const { run, t } = open(tx);
  const said = { sha256: sha256 ?? null, fingerprint: fingerprint ?? null };
  await run.update(t.uploads).set(said).where(eq(t.uploads.id, id));
}

type Held = { readonly id: string; readonly holder: string };
/** What its bytes came to, before they go to the store; false where somebody else has the lease. */
export async function noteReceived(
  tx: Tx,
  { id, holder, sha256 }: Held & { readonly sha256: string },
): Promise<boolean> {
  const { run, t } = open(tx);
  const { uploads: u } = t;
  const isHeld = and(eq(u.id, id), eq(u.leaseHolder, holder));
  const noted = await run.update(u).set({ receivedSha256: sha256 }).where(isHeld).returning({ id: u.id });
  return noted.length > 0;
}

/** Gives the lease to a holder, who knows that it is free. The session counts as touched: the sweep passes it by. */
export async function giveLease(
  tx: Tx,
  { id, holder, now, until }: Held & { readonly now: Date; readonly until: Date },
): Promise<void> {
  const { run, t } = open(tx);
  const lease = { leaseHolder: holder, leaseUntil: until, touchedAt: now };
  await run.update(t.uploads).set(lease).where(eq(t.uploads.id, id));
}

/** Holds the lease on, or lets it go where `until` is null; false where somebody else has it. */
export async function renewLease(
  tx: Tx,
  { id, holder, now, until }: Held & { readonly now: Date; readonly until: Date | null },
): Promise<boolean> {
  const { run, t } = open(tx);
  const { uploads: u } = t;
  const isHeld = and(eq(u.id, id), eq(u.leaseHolder, holder));
  const lease = { leaseUntil: until, touchedAt: now };
  return (await run.update(u).set(lease).where(isHeld).returning({ id: u.id })).length > 0;
}

/** A session that is no more. `receivedSha256`: a finish had come to these bytes, so that the store may have them. */
export type EndedUpload = Pick<UploadRow, "id" | "versionId" | "receivedSha256" | "sizeBytes">;

/** Answers those that were open. */
async function end(tx: Tx, which: (u: Uploads) => SQL | undefined): Promise<readonly EndedUpload[]> {
  const { run, t } = open(tx);
  const { uploads: u } = t;
  const { id, versionId, receivedSha256, sizeBytes, state } = u;
  const ended = await run.delete(u).where(which(u)).returning({ id, versionId, receivedSha256, sizeBytes, state });
  return ended.filter((row) => row.state === "receiving");
}
type Uploads = ReturnType<typeof open>["t"]["uploads"];

export const deleteUpload = (tx: Tx, id: string): Promise<readonly EndedUpload[]> => end(tx, (u) => eq(u.id, id));

type At = { readonly versionId: string; readonly path: string };
/** Ends every session, open or done, of one path of a version. */
export const deleteUploadsAt = (tx: Tx, { versionId, path }: At): Promise<readonly EndedUpload[]> =>
  end(tx, (u) => and(eq(u.versionId, versionId), eq(u.path, path)));

/** The open sessions into a version, whoever's. */
export async function receivingInto(reader: Reader, versionId: string): Promise<readonly string[]> {
  const { run, t } = open(reader);
  const { uploads: u } = t;
  const isOpen = and(eq(u.versionId, versionId), eq(u.state, "receiving"));
  return (await run.select({ id: u.id }).from(u).where(isOpen)).map(({ id }) => id);
}

/** Ends them; those that are done stay. */
export const deleteReceivingInto = (tx: Tx, versionId: string): Promise<readonly EndedUpload[]> =>
  end(tx, (u) => and(eq(u.versionId, versionId), eq(u.state, "receiving")));

/** Ends sessions nothing came into since `before`. */
export const deleteAbandoned = (tx: Tx, { before }: { readonly before: Date }): Promise<readonly EndedUpload[]> =>
  end(tx, (u) => and(eq(u.state, "receiving"), lt(u.touchedAt, before)));
