// Takes a file out of a draft, or ends the upload that is bringing it.
import { orThrow, refuse, StoredFilePath, mayUpload, Target, Done } from "@chancery/core";
import { deleteFile, deleteUploadsAt, storedFileAt, resizeDraft } from "@chancery/db";
import { z } from "zod";
import { command, type Command } from "../command.ts";
import { discardStaged } from "../uploads/staged.ts";
import { lockVersion } from "../subjects/version.ts";

const RemoveInput = z.strictObject({ versionId: Target.version, path: StoredFilePath });

/** NOT_FOUND when the draft has no such file and none is on its way. Whatever writes to such an upload is stopped. */
export const removeFile: Command<typeof RemoveInput, object> = command({
  kind: "version.file-removed@1",
  permission: "version:upload",
  input: RemoveInput,
  output: Done,
  subject: (tx, { versionId }, asking) => lockVersion(tx, versionId, asking),
  async run({ tx, subject }, { path: asked }) {
    const versionId = subject.id;
    orThrow(mayUpload(subject));
    const path = (await storedFileAt(tx, { versionId, path: asked }))?.path ?? asked;
    const left = await deleteUploadsAt(tx, { versionId, path });
    const file = await deleteFile(tx, { versionId, path });
    if (!file && left.length === 0) throw refuse("NOT_FOUND", "file_unknown", `this draft has no file ${path}`);
    if (file) await resizeDraft(tx, { id: versionId, byBytes: -file.sizeBytes });
    return { result: {}, audit: { versionId, path }, left };
  },
  after: (house, _input, ended = []) => discardStaged(house, ended),
});
