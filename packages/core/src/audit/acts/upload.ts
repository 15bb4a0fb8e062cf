// Acts on uploads: a file comes to a draft.
import { z } from "zod";
import { Sha256 } from "../../names.ts";
import { act, id, shape, type Told } from "../act.ts";

const file = { versionId: id, uploadId: id, path: z.string(), sha256: Sha256, sizeBytes: z.int() };
const begun = {
  class: "data",
  did: ({ fact, called }: Told<"path" | "versionId">) => `began to upload ${fact("path")} to ${called("versionId")}`,
  attempt: "upload to",
} as const;

/** `listSha256`: of the canonical list of its files, which the batch's row keeps. */
const batch = { versionId: id, uploadId: id, fileCount: z.int(), sizeBytes: z.int(), listSha256: Sha256 };
const batchFinished = {
  class: "data",
  did: ({ fact, called }: Told<"fileCount" | "versionId">) =>
    `added ${fact("fileCount")} ${fact("fileCount") === "1" ? "file" : "files"} to ${called("versionId")} at once`,
  attempt: "add many files to",
} as const;

export const uploadActs = {
  "upload.begun@1": act({ ...begun, data: shape({ ...file, isStored: z.boolean() }) }),
  /** Without `sha256` where the sender does not know it yet: `upload.finished` tells it. */
  "upload.begun@2": act({
    ...begun,
    data: shape({ ...file, sha256: Sha256.optional(), isStored: z.boolean() }),
  }),
  "upload.discarded@1": act({
    class: "data",
    data: shape({ versionId: id, uploadId: id, path: z.string(), sizeBytes: z.int() }),
    did: ({ fact, called }) => `gave up uploading ${fact("path")} to ${called("versionId")}`,
    attempt: "give up the upload",
  }),
  /** `senderId`: whose upload it was; who may edit a draft may end every upload into it. */
  "upload.discarded@2": act({
    class: "data",
    data: shape({ versionId: id, uploadId: id, path: z.string(), sizeBytes: z.int(), senderId: id }),
    did: ({ fact, called }) =>
      `ended the upload of ${fact("path")} to ${called("versionId")} that ${called("senderId")} had begun`,
    attempt: "give up the upload",
  }),
  "upload.finished@1": act({
    class: "data",
    data: shape(file),
    did: ({ fact, called }) => `added ${fact("path")} to ${called("versionId")}`,
    attempt: "finish the upload",
  }),
  /** Its list may name files that stood there already. */
  "upload.batch-finished@1": act({ ...batchFinished, data: shape(batch) }),
  /**
   * It tells of those that came in with it, and of no other. Of contents of `tellingBytes` and more `sent` names those that
   * came in its body, `brought` those that had not to be sent.
   */
  "upload.batch-finished@2": act({
    ...batchFinished,
    data: shape({ ...batch, sent: z.array(Sha256), brought: z.array(Sha256) }),
  }),
} as const;
