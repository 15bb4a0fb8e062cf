// Takes a file out of a draft, or ends the upload that is bringing it.
import { orThrow, refuse, StoredFilePath, mayUpload } from "@chancery/core";
import { deleteFile, deleteUploadsAt, storedFileAt, resizeDraft, versionSubject } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";

/** NOT_FOUND when the draft has no such file and none is on its way. Staged bytes go with the next sweep. */
export const removeFile = command({
  kind: "version.file-removed@1",
  permission: "version:upload",
  input: z.strictObject({ versionId: z.uuid(), path: StoredFilePath }),
  subject: (tx, { versionId }) => versionSubject(tx, versionId, { lock: true }),
  async run({ tx, subject }, { versionId, path: asked }) {
    orThrow(mayUpload(subject));
    const path = (await storedFileAt(tx, { versionId, path: asked }))?.path ?? asked;
    const ended = await deleteUploadsAt(tx, { versionId, path });
    const file = await deleteFile(tx, { versionId, path });
    if (!file && ended.length === 0) throw refuse("NOT_FOUND", "file_unknown", `this draft has no file ${path}`);
    if (file) await resizeDraft(tx, { id: versionId, byBytes: -file.sizeBytes });
    return { result: {}, audit: { versionId, path } };
  },
});
