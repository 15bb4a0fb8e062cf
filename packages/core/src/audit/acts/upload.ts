// Acts on uploads: a file comes to a draft.
import { z } from "zod";
import { Sha256 } from "../../names.ts";
import { act, id, shape } from "../act.ts";

const file = { versionId: id, uploadId: id, path: z.string(), sha256: Sha256, sizeBytes: z.int() };

export const uploadActs = {
  "upload.begun@1": act({
    class: "data",
    data: shape({ ...file, isStored: z.boolean() }),
    did: ({ fact, called }) => `began to upload ${fact("path")} to ${called("versionId")}`,
    attempt: "upload to",
  }),
  "upload.finished@1": act({
    class: "data",
    data: shape(file),
    did: ({ fact, called }) => `added ${fact("path")} to ${called("versionId")}`,
    attempt: "finish the upload",
  }),
} as const;
