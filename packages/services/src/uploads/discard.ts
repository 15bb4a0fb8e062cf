// Gives up one's own upload: the session ends, and what was staged is freed at once.
import { refuse } from "@chancery/core";
import { deleteUpload, uploadSubject } from "@chancery/db";
import { command, type Command } from "../command.ts";
import { leased } from "./lease.ts";
import { UploadInput, uploadToEnd } from "./own-upload.ts";

/** An entry of its own: the log says that the upload was begun, and so what became of it. */
const discard = command({
  kind: "upload.discarded@1",
  permission: "upload:finish",
  input: UploadInput,
  subject: (tx, { uploadId: id }, { actor }) => uploadSubject(tx, { id, actorId: actor.id, lock: true }),
  async run({ tx, subject }) {
    const { id: uploadId, versionId, sizeBytes, batchPlan } = subject;
    const path = batchPlan ? `${batchPlan.length} files` : subject.path; // a batch has no path of its own
    if (subject.state === "committed") throw finished(path);
    await deleteUpload(tx, uploadId);
    return { result: {}, audit: { uploadId, versionId, path, sizeBytes } };
  },
});

const finished = (path: string) =>
  refuse("CONFLICT", "upload_finished", `this upload is complete: remove ${path} from the draft instead`);

/**
 * Whatever writes to it is stopped: only its own actor can ask for this. CONFLICT `upload_finished` once its file is in the
 * draft; NOT_FOUND for one that has ended.
 */
export const discardUpload: Command<typeof UploadInput, object> = Object.assign(
  async (...[house, call, raw]: Parameters<typeof discard>): Promise<object> => {
    const { id } = await uploadToEnd(house, call, raw);
    return leased(
      house,
      id,
      async (lease) => {
        const result = await discard(house, call, raw);
        lease.wasEnded();
        await house.artifacts.uploads.discard(id);
        return result;
      },
      { isEnding: true },
    );
  },
  { input: discard.input, kind: discard.kind, permission: discard.permission },
);
