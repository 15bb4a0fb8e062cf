// Ends a batch: its body is split, checked and durable as one blob before the draft has any of its files; then it has all.
import { isDeepStrictEqual } from "node:util";
import {
  fileListOf,
  refuse,
  sha256Hex,
  mayUpload,
  orThrow,
  tellingBytes,
  type FileEntry,
  type Reason,
} from "@chancery/core";
import {
  batchesReceiving,
  commitBatchSession,
  holdContents,
  insertBatch,
  insertFiles,
  resizeDraft,
  touchModel,
  uploadSubject,
  versionSubject,
  type BatchPlan,
  type Tx,
} from "@chancery/db";
import { command, isSoAlready } from "../command.ts";
import { inside } from "../describes.ts";
import type { Call, House } from "../house.ts";
import { hasReason } from "../refusals.ts";
import { beingFreed } from "./commit-bytes.ts";
import { freeContents } from "./free-contents.ts";
import { commitPack } from "./commit-pack.ts";
import type { Lease } from "./lease.ts";
import { UploadInput } from "./own-upload.ts";
import { placePack, preparePlacing, type Placing } from "./place-pack.ts";
import { judgeInDraft, readableFor, refuseBatch } from "./plan-batch.ts";

/** What came of a batch that a call finishes. */
const arrived = new WeakMap<Call, Arrived>();
type Arrived = {
  readonly plan: BatchPlan | null;
  readonly digests: readonly string[];
  readonly placing: Placing | undefined;
};

const finish = command({
  kind: "upload.batch-finished@2",
  permission: "version:upload",
  input: UploadInput,
  output: inside,
  prepare: (_house, call) => Promise.resolve(arrived.get(call)),
  async subject(tx, { uploadId: id }, { actor }) {
    const found = await uploadSubject(tx, { id, actorId: actor.id });
    return found && versionSubject(tx, found.versionId, { lock: true });
  },
  async run({ tx, actor, now, subject, grants, prepared }, { uploadId: id }) {
    const { id: versionId, modelId } = subject;
    const batch = await uploadSubject(tx, { id, actorId: actor.id, lock: true });
    // Somebody else has just finished it, or begun another in its place, or it was begun again with more: asked again, that is what it answers.
    if (!batch?.batchPlan || !prepared || !isDeepStrictEqual(batch.batchPlan, prepared.plan))
      throw refuse("CONFLICT", "upload_busy", "this batch has just ended: try again");
    orThrow(mayUpload(subject));
    const { digests, placing } = prepared;
    const files = filesOf(batch.batchPlan, digests);
    const needed = [...new Set(files.map(({ sha256 }) => sha256))];
    if (await holdContents(tx, needed, { isAlone: placing?.mayLeave ?? false })) throw beingFreed();
    const others = (await batchesReceiving(tx, versionId)).filter((other) => other.id !== id);
    const { reasons, standing } = await judgeInDraft(tx, { versionId, files, others });
    refuseBatch([...reasons, ...(await whatIsGone(tx, { actor, grants }, { plan: batch.batchPlan, files, standing }))]);
    await commitBatchSession(tx, { id, sha256: placing?.pack.sha256 ?? null, now });
    const result = { uploadId: id };
    // What stood there was brought by somebody: an entry tells of what this batch brings.
    const added = files.filter(({ path }) => !standing.has(path));
    await insertFiles(tx, { versionId, files: added, addedAt: now });
    if (placing) await placePack(tx, placing, { now });
    if (added.length === 0) return { result, audit: isSoAlready };
    await resizeDraft(tx, { id: versionId, byBytes: sizeOf(added) });
    const list = fileListOf(added);
    const told = { fileCount: added.length, sizeBytes: sizeOf(added) };
    await insertBatch(tx, { ...told, id, versionId, actorId: actor.id, files: list, createdAt: now });
    await touchModel(tx, { modelId, now });
    const large = largeIn(added, sentIn(batch.batchPlan, files));
    return { result, audit: { ...told, ...large, versionId, uploadId: id, listSha256: sha256Hex(list) } };
  },
});

/** Every file with its digest: of what was sent the one that was computed, else the one that was stated. */
function filesOf(plan: BatchPlan, digests: readonly string[]): readonly FileEntry[] {
  let sent = 0;
  return plan.map(({ path, sizeBytes, sha256, offset }) => ({
    ...{ path, sizeBytes },
    sha256: (offset === undefined ? sha256 : digests[sent++]) ?? "",
  }));
}

/** The contents that came in the body. */
const sentIn = (plan: BatchPlan, files: readonly FileEntry[]): ReadonlySet<string> =>
  new Set(files.filter((_, at) => plan[at]?.offset !== undefined).map(({ sha256 }) => sha256));

/** By these it is decided who sent what first: each once, by digest. */
function largeIn(added: readonly FileEntry[], sent: ReadonlySet<string>) {
  const large = added.filter(({ sizeBytes }) => sizeBytes >= tellingBytes).map(({ sha256 }) => sha256);
  const digests = [...new Set(large)].sort();
  return { sent: digests.filter((one) => sent.has(one)), brought: digests.filter((one) => !sent.has(one)) };
}

const sizeOf = (files: readonly FileEntry[]) => files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

type Unsent = {
  readonly plan: BatchPlan;
  readonly files: readonly FileEntry[];
  readonly standing: ReadonlyMap<string, FileEntry>;
};
/** Contents that were not sent because they could be read, and cannot be read any more. */
async function whatIsGone(
  tx: Tx,
  asking: Parameters<typeof readableFor>[1],
  { plan, files, standing }: Unsent,
): Promise<readonly Reason[]> {
  const sent = sentIn(plan, files);
  const unsent = files.filter(({ path, sha256 }) => !sent.has(sha256) && standing.get(path)?.sha256 !== sha256);
  const readable = await readableFor(tx, asking, unsent);
  return unsent
    .filter(({ sha256 }) => !readable.has(sha256))
    .map(({ path }) => ({
      code: "content_gone",
      message: `the content of ${path} now has to be sent: begin the upload again`,
    }));
}

/** Of one's own batch, whose lease one has: its contents are in the store before the draft has them. */
export async function finishBatch(house: House, call: Call, lease: Lease): Promise<void> {
  const { upload } = lease;
  const pack = await commitPack(house, lease);
  const placing = await preparePlacing(house, upload, pack);
  arrived.set(call, { plan: upload.batchPlan, digests: pack.digests, placing });
  const uploadId = upload.id;
  await finish(house, call, { uploadId }).catch(async (error: unknown) => {
    if (!hasReason(error, "upload_busy")) throw error;
    await freeContents(house); // one of its contents is being deleted, and whoever began that may be gone
    await finish(house, call, { uploadId });
  });
}
