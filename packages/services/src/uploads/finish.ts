// Ends an upload: its bytes are checked and durable in the store before the draft has the file.
import { orThrow, mayUpload, refuse, UploadView, type FileEntry } from "@chancery/core";
import {
  commitUpload,
  keepBlobWhole,
  storedFileAt,
  insertFiles,
  resizeDraft,
  touchModel,
  uploadSubject,
  versionSubject,
  type Tx,
  type UploadSubject,
} from "@chancery/db";
import type { BegunUpload } from "../audit/draft-files.ts";
import { followLog } from "../audit/known-log.ts";
import { command, isSoAlready, type Command } from "../command.ts";
import { inside } from "../describes.ts";
import type { Call, House } from "../house.ts";
import { bytesUnknown, commitBytes } from "./commit-bytes.ts";
import { finishBatch } from "./finish-batch.ts";
import { leased, type Lease } from "./lease.ts";
import { ownUploadView, UploadInput, uploadToWrite } from "./own-upload.ts";
import { pathTaken, refuseClash } from "./place.ts";

const finish = command({
  kind: "upload.finished@1",
  permission: "upload:finish",
  input: UploadInput,
  output: inside,
  subject: (tx, { uploadId }, { actor }) => lockUpload(tx, { id: uploadId, actorId: actor.id }),
  async run({ tx, now, subject, house }) {
    const { id: uploadId, versionId, path, sizeBytes } = subject;
    const result = { uploadId };
    if (subject.state === "committed") return { result, audit: isSoAlready };
    const sha256 = subject.receivedSha256;
    if (sha256 === null) throw bytesUnknown();
    orThrow(mayUpload({ state: subject.versionState, content: "files" }));
    await refuseClash(tx, subject);
    const told = (await followLog(house, tx)).drafts.begunIn(subject);
    if (!isAsBegun(told, { path, sizeBytes, sha256 })) throw contradictsBegin(path);
    if (await storedFileAt(tx, subject)) throw pathTaken(path);
    await insertFiles(tx, { versionId, files: [{ path, sizeBytes, sha256 }], addedAt: now });
    await resizeDraft(tx, { id: versionId, byBytes: sizeBytes });
    await commitUpload(tx, { id: uploadId, sha256, now });
    await keepBlobWhole(tx, { sha256, sizeBytes, createdAt: now });
    await touchModel(tx, { modelId: subject.modelId, now });
    return { result, audit: { uploadId, versionId, path, sha256, sizeBytes } };
  },
});

const isAsBegun = (told: BegunUpload | undefined, { path, sizeBytes, sha256 }: FileEntry): boolean =>
  told?.path === path && told.sizeBytes === sizeBytes && (told.sha256 ?? sha256) === sha256;
const contradictsBegin = (path: string) =>
  refuse(
    "ILLEGAL_TRANSITION",
    "record_contradicts_log",
    `the upload of ${path} is not the one that was begun, as the log tells: end it, send the file again, and ask an admin to check the audit log`,
  );

/** The version's row is locked first, as everywhere: sealing and a last file wait for each other. */
async function lockUpload(
  tx: Tx,
  own: { readonly id: string; readonly actorId: string },
): Promise<UploadSubject | undefined> {
  const found = await uploadSubject(tx, own);
  if (!found || !(await versionSubject(tx, found.versionId, { lock: true }))) return undefined;
  return uploadSubject(tx, { ...own, lock: true });
}

async function commit(house: House, call: Call, lease: Lease): Promise<void> {
  const { id: uploadId, state, batchId } = lease.upload;
  if (state === "committed") return;
  if (batchId !== null) await finishBatch(house, call, lease);
  else {
    await commitBytes(house, lease);
    await finish(house, call, { uploadId });
  }
  lease.wasEnded();
}

/**
 * Repeating it after it succeeded answers the same and does nothing. INVALID_INPUT `digest_mismatch` discards what was sent;
 * CONFLICT `upload_incomplete` tells the offset to go on from.
 */
export const finishUpload: Command<typeof UploadInput, UploadView> = Object.assign(
  async (...[house, call, raw]: Parameters<typeof finish>): Promise<UploadView> => {
    const upload = await uploadToWrite(house, call, raw);
    if (upload.state === "receiving") {
      orThrow(mayUpload({ state: upload.versionState, content: "files" })); // judged again below, before it counts
      await leased(house, upload.id, (lease) => commit(house, call, lease), { isTimed: true });
    }
    return ownUploadView(house, call, upload.id);
  },
  { input: finish.input, output: UploadView, kind: finish.kind, permission: finish.permission },
);
