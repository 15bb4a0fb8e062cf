// Begins bringing many small files into a draft at once, or goes on with what was begun: one session, whose body is a pack.
import { maxBatchFiles, Sha256, mayUpload, orThrow, type BatchView } from "@chancery/core";
import {
  batchesReceiving,
  deleteUpload,
  insertBatchSession,
  versionSubject,
  type BatchPlan,
  type BatchSession,
  type Tx,
} from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { bookkeeping } from "../bookkeeping.ts";
import type { Call, House } from "../house.ts";
import { query } from "../query.ts";
import { discardStaged, prepareStaged } from "./staged.ts";
import { bodyBytesOf, planBatch, refuseBatch, whyNotFiles } from "./plan-batch.ts";
import { offsetOf } from "./upload-view.ts";

export const BeginBatchInput = z.strictObject({
  versionId: z.uuid(),
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
  refusedAs: "upload.batch-finished@1",
  subject: (reader, { versionId }) => versionSubject(reader, versionId),
  run({ subject }, wanted) {
    refuseBatch(whyNotFiles(wanted.files), "INVALID_INPUT");
    orThrow(mayUpload(subject));
    return Promise.resolve(wanted);
  },
});

/**
 * All faults of all files are told at once, and then nothing is begun: INVALID_INPUT for names and sizes, CONFLICT for what
 * stands in the way. Beginning the same list again goes on with its session; another list with a path of it ends that one.
 */
export const beginBatch = Object.assign(
  async (house: House, call: Call, raw: unknown): Promise<BatchView> => {
    const wanted = await judge(house, call, raw);
    const { session, ended } = await bookkeeping(house, "batch.begun", (tx) => begin(tx, { house, call }, wanted));
    for (const id of ended) await discardStaged(house, id);
    await prepareStaged(house, session.id);
    const { id, versionId, plan, sizeBytes } = session;
    const wantedFiles = plan.flatMap(({ offset }, at) => (offset === undefined ? [] : [at]));
    return { id, versionId, sizeBytes, offset: await offsetOf(house, id), wanted: wantedFiles };
  },
  { input: judge.input, permission: judge.permission },
);

type Begun = { readonly session: BatchSession; readonly ended: readonly string[] };
async function begin(
  tx: Tx,
  { house, call: { actor } }: { readonly house: House; readonly call: Call },
  { versionId, files }: z.output<typeof BeginBatchInput>,
): Promise<Begun> {
  const version = await versionSubject(tx, versionId, { lock: true });
  if (!version) throw notFound();
  orThrow(mayUpload(version));
  const now = house.clock.now();
  const plan = await planBatch(tx, { actor, now }, { versionId, files });
  const sessions = await batchesReceiving(tx, versionId);
  const same = sessions.find((session) => session.actorId === actor.id && isSame(session.plan, plan));
  if (same) return { session: same, ended: [] };
  const paths = new Set(plan.map(({ path }) => path));
  const overlapping = sessions.filter((session) => session.plan.some(({ path }) => paths.has(path)));
  refuseBatch(
    overlapping.flatMap(({ actorId, plan: theirs }) =>
      actorId === actor.id
        ? []
        : theirs
            .filter(({ path }) => paths.has(path))
            .map(({ path }) => ({ code: "path_receiving", message: `${path} is being sent by someone else` })),
    ),
  );
  const ended = overlapping.map(({ id }) => id);
  for (const id of ended) await deleteUpload(tx, id);
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

/** Field by field: PostgreSQL may keep the members of JSON in another order. */
const isSame = (a: BatchPlan, b: BatchPlan) =>
  a.length === b.length &&
  a.every(
    ({ path, sizeBytes, sha256, offset }, at) =>
      path === b[at]?.path && sizeBytes === b[at].sizeBytes && sha256 === b[at].sha256 && offset === b[at].offset,
  );
