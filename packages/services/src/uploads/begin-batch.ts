// Begins bringing many small files into a draft at once, or goes on with what was begun: one session, whose body is a pack.
import { isDeepStrictEqual } from "node:util";
import { maxBatchFiles, mayBring, mayUpload, orThrow, Sha256, Target, BatchView } from "@chancery/core";
import {
  batchesReceiving,
  countReceivingOf,
  deleteUpload,
  insertBatchSession,
  replanBatch,
  versionSubject,
  type BatchPlan,
  type BatchSession,
  type EndedUpload,
  type Tx,
} from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { bookkeeping } from "../bookkeeping.ts";
import type { Call, House } from "../house.ts";
import { query } from "../query.ts";
import { inside } from "../describes.ts";
import { findVersion } from "../subjects/version.ts";
import {
  bodyBytesOf,
  isListOf,
  judgeInDraft,
  knownOf,
  noteStated,
  planAgain,
  planBatch,
  refuseBatch,
  unsentOf,
  whyNotFiles,
} from "./plan-batch.ts";
import { damagedAmong } from "../stored-contents.ts";
import { discardStaged, prepareStaged } from "./staged.ts";
import { offsetOf } from "./upload-view.ts";

export const BeginBatchInput = z.strictObject({
  versionId: Target.version,
  files: z
    .array(
      // Paths are judged below, where a refusal can name the file.
      z.strictObject({ path: z.string(), sizeBytes: z.int().nonnegative(), sha256: Sha256.optional() }),
    )
    .min(1)
    .max(maxBatchFiles),
});

/** Who may not add files is refused as it is at the end; what follows writes only notes of bytes on their way. */
const judge = query({
  permission: "version:upload",
  input: BeginBatchInput,
  output: inside,
  refusedAs: "upload.batch-finished@2",
  subject: (reader, { versionId }, asking) => findVersion(reader, versionId, asking),
  run({ subject, grants }, { files }) {
    refuseBatch(whyNotFiles(files), "INVALID_INPUT");
    orThrow(mayUpload(subject));
    return Promise.resolve({ versionId: subject.id, files, grants });
  },
});

/**
 * All faults of all files are told at once, and then nothing is begun: INVALID_INPUT for names and sizes, CONFLICT for what
 * stands in the way, LIMIT_EXCEEDED past what a version or an account may have on its way. Beginning the same list again goes on
 * with its session, whatever has become known or readable meanwhile; another list with a path of it ends that one.
 */
export const beginBatch = Object.assign(
  async (house: House, call: Call, raw: unknown): Promise<BatchView> => {
    const wanted = await judge(house, call, raw);
    const beginWith = (damaged: ReadonlySet<string>) =>
      bookkeeping(house, "batch.begun", (tx) => begin(tx, { house, call }, { ...wanted, damaged }));
    const begun = await beginWith(new Set());
    // What needs no sending is read back: who has it heals it where it is damaged.
    const damaged = await damagedAmong(house, unsentOf(begun.session.plan));
    const again = damaged.size === 0 ? undefined : await beginWith(damaged);
    const { session } = again ?? begun;
    await discardStaged(house, [...begun.ended, ...(again?.ended ?? [])]);
    await prepareStaged(house, session);
    const { id, versionId, plan, sizeBytes } = session;
    const places = new Map(wanted.files.map(({ path }, at) => [path, at]));
    const wantedFiles = plan.flatMap(({ path, offset }) => (offset === undefined ? [] : (places.get(path) ?? [])));
    return { id, versionId, sizeBytes, offset: await offsetOf(house, session), wanted: wantedFiles };
  },
  { input: judge.input, output: BatchView, permission: judge.permission },
);

type Begun = { readonly session: BatchSession; readonly ended: readonly EndedUpload[] };
async function begin(
  tx: Tx,
  { house, call: { actor } }: { readonly house: House; readonly call: Call },
  { versionId, files, grants, damaged }: Awaited<ReturnType<typeof judge>> & { readonly damaged: ReadonlySet<string> },
): Promise<Begun> {
  const version = await versionSubject(tx, versionId, { lock: true });
  if (!version) throw notFound();
  orThrow(mayUpload(version));
  const now = house.clock.now();
  const sessions = await batchesReceiving(tx, versionId);
  const isOwn = ({ actorId }: BatchSession) => actorId === actor.id;
  const same = sessions.find((session) => isOwn(session) && isListOf(session.plan, files));
  const paths = new Set(files.map(({ path }) => path));
  const isReplaced = (session: BatchSession) => isOwn(session) && session.plan.some(({ path }) => paths.has(path));
  const replaced = sessions.filter((session) => session !== same && isReplaced(session));
  const others = sessions.filter((session) => session !== same && !isReplaced(session));
  const { reasons, standing, fileCount } = await judgeInDraft(tx, { versionId, files, others });
  refuseBatch(reasons);
  const begun = same && noteStated(same.plan, files);
  const isKnown = await knownOf(tx, { actor, grants }, { files: begun ?? files, standing, damaged });
  const ended: EndedUpload[] = [];
  for (const { id } of replaced) ended.push(...(await deleteUpload(tx, id)));
  if (same && begun) return { session: await goOn(tx, same, planAgain(begun, isKnown)), ended };
  const ofAccount = (await countReceivingOf(tx, actor.id)) + files.length;
  orThrow(mayBring({ inVersion: fileCount, ofAccount }));
  const plan = planBatch({ files, isKnown });
  const session = {
    id: house.newId(),
    versionId,
    actorId: actor.id,
    sizeBytes: bodyBytesOf(plan),
    plan,
    createdAt: now,
  };
  await insertBatchSession(tx, session);
  return { session, ended };
}

async function goOn(tx: Tx, session: BatchSession, plan: BatchPlan): Promise<BatchSession> {
  const again = { ...session, plan, sizeBytes: bodyBytesOf(plan) };
  if (!isDeepStrictEqual(plan, session.plan)) await replanBatch(tx, again);
  return again;
}
