// Ends an upload that is on its way: one's own, or another's into a draft one may edit. What was staged is freed at once.
import { refuse, Done } from "@chancery/core";
import { deleteUpload, lockUpload, uploadById, versionSubject } from "@chancery/db";
import { notFound } from "../authorise.ts";
import { command, type Command } from "../command.ts";
import { query } from "../query.ts";
import { inside } from "../describes.ts";
import { leased } from "./lease.ts";
import { UploadInput } from "./own-upload.ts";
import { freeLeft } from "./staged.ts";

/** An entry of its own: the log says that the upload was begun, and so what became of it. */
const discard = command({
  kind: "upload.discarded@2",
  permission: "version:upload",
  input: UploadInput,
  output: Done,
  /** The version's row is locked first, as everywhere. */
  async subject(tx, { uploadId }) {
    const upload = await uploadById(tx, uploadId);
    return upload && versionSubject(tx, upload.versionId, { lock: true });
  },
  async run({ tx }, { uploadId }) {
    const upload = await lockUpload(tx, uploadId);
    if (!upload) throw notFound();
    const { versionId, sizeBytes, actorId: senderId, batchId, fileCount } = upload;
    const path = batchId === uploadId ? `${fileCount} files` : upload.path; // a batch has no path of its own
    if (upload.state === "committed") throw finished(path);
    const left = await deleteUpload(tx, uploadId);
    const about = { kind: "upload", id: uploadId };
    return { result: {}, audit: { uploadId, versionId, path, sizeBytes, senderId }, about, left };
  },
  async after(house, { uploadId }, ended = []) {
    await house.artifacts.uploads.discard(uploadId);
    await freeLeft(house, ended);
  },
});

const finished = (path: string) =>
  refuse("CONFLICT", "upload_finished", `this upload is complete: remove ${path} from the draft instead`);

/** Judged before anything is stopped. */
const uploadToEnd = query({
  permission: "version:upload",
  input: UploadInput,
  output: inside,
  refusedAs: "upload.discarded@2",
  async subject(reader, { uploadId }) {
    const upload = await uploadById(reader, uploadId);
    return upload && versionSubject(reader, upload.versionId);
  },
  run: (_scope, { uploadId }) => Promise.resolve(uploadId),
});

/**
 * Whatever writes to it is stopped. CONFLICT `upload_finished` once its file is in the draft, and `upload_finishing` while
 * that is being done; NOT_FOUND for one that has ended.
 */
export const discardUpload: Command<typeof UploadInput, object> = Object.assign(
  async (...[house, call, raw]: Parameters<typeof discard>): Promise<object> => {
    const id = await uploadToEnd(house, call, raw);
    return leased(
      house,
      id,
      async (lease) => {
        const result = await discard(house, call, raw);
        lease.wasEnded();
        return result;
      },
      { isEnding: true },
    );
  },
  { input: discard.input, output: Done, kind: discard.kind, permission: discard.permission },
);
