// Takes a file out of a draft, or ends the upload that is bringing it.
import { orThrow, refuse, StoredFilePath, mayUpload, Target, Done } from "@chancery/core";
import { deleteFile, deleteUploadsAt, storedFileAt, resizeDraft, type EndedUpload } from "@chancery/db";
import { z } from "zod";
import { command, type Command } from "../command.ts";
import type { Call } from "../house.ts";
import { discardStaged } from "../uploads/staged.ts";
import { lockVersion } from "../subjects/version.ts";

const RemoveInput = z.strictObject({ versionId: Target.version, path: StoredFilePath });
/** Uploads that a call ended. */
const endedBy = new WeakMap<Call, readonly EndedUpload[]>();

const remove = command({
  kind: "version.file-removed@1",
  permission: "version:upload",
  input: RemoveInput,
  subject: (tx, { versionId }, asking) => lockVersion(tx, versionId, asking),
  async run({ tx, subject, call }, { path: asked }) {
    const versionId = subject.id;
    orThrow(mayUpload(subject));
    const path = (await storedFileAt(tx, { versionId, path: asked }))?.path ?? asked;
    const ended = await deleteUploadsAt(tx, { versionId, path });
    endedBy.set(call, ended);
    const file = await deleteFile(tx, { versionId, path });
    if (!file && ended.length === 0) throw refuse("NOT_FOUND", "file_unknown", `this draft has no file ${path}`);
    if (file) await resizeDraft(tx, { id: versionId, byBytes: -file.sizeBytes });
    return { result: {}, audit: { versionId, path } };
  },
});

/** NOT_FOUND when the draft has no such file and none is on its way. Whatever writes to such an upload is stopped. */
export const removeFile: Command<typeof RemoveInput, object> = Object.assign(
  async (...[house, call, raw]: Parameters<typeof remove>): Promise<object> => {
    const result = await remove(house, call, raw);
    await discardStaged(house, endedBy.get(call) ?? []);
    return result;
  },
  { input: remove.input, output: Done, kind: remove.kind, permission: remove.permission },
);
