// Who may write to an upload: a lease on its row, so that any number of processes may share one folder. Whoever lets it run out,
// because they stall or died, is passed by, and what they write afterwards counts no more.
import { randomBytes } from "node:crypto";
import { mayUpload, refusalOf, refuse } from "@chancery/core";
import { giveLease, lockUpload, renewLease, uploadById, versionSubject, type UploadRow } from "@chancery/db";
import type { Body, Staging } from "@chancery/artifacts";
import { notFound } from "../authorise.ts";
import { bookkeeping, noteIfPossible } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { isGone, thisProcess } from "../this-process.ts";

/** So long it holds without a word; it is renewed well before. */
const leaseMs = 15_000;
const renewMs = 4_000;

type Live = { readonly uploadId: string; stop(why: Error): void; readonly over: Promise<void> };
/** `live`: leases that are held through this store, by their holders. */
type Own = { readonly name: string; readonly live: Map<string, Live> };
const owns = new WeakMap<Staging, Own>();
function ownOf({ artifacts: { uploads } }: House): Own {
  const own = owns.get(uploads) ?? { name: `${thisProcess}.${randomBytes(4).toString("hex")}`, live: new Map() };
  owns.set(uploads, own);
  return own;
}

export type Lease = {
  /** The session when it was taken: one that is committed needs none. */
  readonly upload: UploadRow;
  readonly holder: string;
  /** Aborts once somebody else is known to have it. */
  readonly signal: AbortSignal;
  /** Asked while bytes flow: holds it on when it is time to; refuses once somebody else has it. */
  renew(): Promise<void>;
  /** What a refusal for its loss says. */
  lost(): Error;
  /** It was let go together with something else. */
  wasEnded(): void;
};

type Taking = {
  /** Whoever has it is stopped, unless they finish it already: the session is about to end. */
  readonly isEnding?: boolean;
  /** It is held on by a timer: no bytes flow. */
  readonly isTimed?: boolean;
};

/** Runs with the lease of this upload. CONFLICT `upload_busy` while somebody else has it; NOT_FOUND where the session has ended. */
export async function leased<T>(
  house: House,
  id: string,
  run: (lease: Lease) => Promise<T>,
  { isEnding = false, isTimed = false }: Taking = {},
): Promise<T> {
  const own = ownOf(house);
  const holder = `${own.name}/${house.newId()}`;
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  const stopped = new AbortController();
  own.live.set(holder, { uploadId: id, stop: (why) => stopped.abort(why), over });
  try {
    const before = await bookkeeping(house, "upload.leased", async (tx) => {
      const row = await lockUpload(tx, id);
      if (!row) throw notFound();
      if (row.state === "committed") return row;
      const now = house.clock.now();
      if (!isEnding && !isFree(row, own, now)) throw busy();
      if (isEnding && row.receivedSha256 !== null && !isFree(row, own, now)) throw finishing();
      await giveLease(tx, { id, holder, now, until: after(now) });
      return row;
    });
    const held = createLease(house, { upload: before, holder, stopped });
    if (before.state === "committed") return await run(held.lease);
    await succeed(house, own, before, isEnding);
    const timer = isTimed
      ? setInterval(() => void held.lease.renew().catch(() => undefined), renewMs).unref()
      : undefined;
    try {
      return await run(held.lease);
    } finally {
      clearInterval(timer);
      await held.letGo();
    }
  } finally {
    own.live.delete(holder);
    end();
  }
}

/** The body as it comes; the lease is held on meanwhile. */
export async function* holdingOn(body: Body, lease: Lease): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of body) {
    await lease.renew();
    yield chunk;
  }
}

function isFree({ leaseHolder, leaseUntil }: UploadRow, own: Own, now: Date): boolean {
  if (leaseHolder === null || leaseUntil === null || leaseUntil <= now) return true;
  return isOwn(leaseHolder, own) ? !own.live.has(leaseHolder) : isGone(leaseHolder);
}
const isOwn = (holder: string, { name }: Own) => holder.startsWith(`${name}/`);
const after = (now: Date) => new Date(now.getTime() + leaseMs);

/** Whoever had it before: one of ours is stopped; another process's bytes are there, and it may still be writing. */
async function succeed(house: House, own: Own, { id, leaseHolder, leaseUntil }: UploadRow, isEnding: boolean) {
  if (leaseHolder === null) return;
  const live = own.live.get(leaseHolder);
  live?.stop(isEnding ? ended() : lost());
  await live?.over;
  if (isOwn(leaseHolder, own) || isEnding) return;
  await house.artifacts.uploads.takeOver(id, { mayStillWrite: leaseUntil !== null && !isGone(leaseHolder) });
}

type Made = Pick<Lease, "upload" | "holder"> & { readonly stopped: AbortController };
function createLease(house: House, { upload, holder, stopped }: Made) {
  const { id } = upload;
  let renewed = house.clock.now();
  let isEnded = false;
  const isPast = () => after(renewed) <= house.clock.now();
  const ask = async (until: Date | null) => {
    const now = house.clock.now();
    let isHeld: boolean | undefined;
    await noteIfPossible(house, "upload.leased", async (tx) => {
      isHeld = await renewLease(tx, { id, holder, now, until });
    });
    if (isHeld) renewed = now;
    // Unheard, it holds to its end: nobody else can have it before.
    else if (isHeld === false || isPast())
      stopped.abort((await isThere(house, id)) ? lost() : await whyEnded(house, upload));
    stopped.signal.throwIfAborted();
  };
  const lease: Lease = {
    upload,
    holder,
    signal: stopped.signal,
    async renew() {
      stopped.signal.throwIfAborted();
      const now = house.clock.now();
      if (now.getTime() - renewed.getTime() >= renewMs) await ask(after(now));
    },
    lost,
    wasEnded: () => void (isEnded = true),
  };
  return { lease, letGo: () => (isEnded ? Promise.resolve() : ask(null)) };
}

const isThere = async (house: House, id: string) => (await uploadById(house.db.read, id)) !== undefined;

/** Whoever writes in this process to a session that has ended is told so, and has stopped. Others are told when they next ask. */
export async function stopWriters(house: House, session: Pick<UploadRow, "id" | "versionId">): Promise<void> {
  const writing = [...ownOf(house).live.values()].filter((live) => live.uploadId === session.id);
  if (writing.length === 0) return;
  const why = await whyEnded(house, session);
  for (const live of writing) live.stop(why);
  for (const live of writing) await live.over;
}

const busy = () =>
  refuse(
    "CONFLICT",
    "upload_busy",
    "another request is writing to this upload: wait for it to end, then ask for the offset",
  );
/** Its bytes are on their way into the store under their digest: it ends in the file, or with its finish. */
const finishing = () =>
  refuse("CONFLICT", "upload_finishing", "this upload is being finished: remove its files from the draft instead");
const ended = () => refuse("CONFLICT", "upload_ended", "this upload was ended: nothing of it was kept");
/** Its version is no draft any more, or somebody ended it. */
async function whyEnded({ db }: House, { versionId }: Pick<UploadRow, "versionId">): Promise<Error> {
  const version = await versionSubject(db.read, versionId);
  const verdict = version && mayUpload(version);
  return verdict && !verdict.ok ? refusalOf(verdict) : ended();
}
const lost = () => refuse("CONFLICT", "upload_busy", "another request has continued this upload: ask for the offset");
