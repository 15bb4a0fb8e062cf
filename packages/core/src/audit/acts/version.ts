// Acts on versions. A draft is data; from its seal on a version may be released.
import { z } from "zod";
import { Sha256 } from "../../names.ts";
import { act, id, shape, text } from "../act.ts";

export const versionActs = {
  "version.created@1": act({
    class: "data",
    data: shape({ versionId: id, modelId: id, number: z.int(), kind: z.string() }),
    did: ({ called }) => `registered ${called("versionId")} as a draft`,
    attempt: "register a version of",
  }),
  "version.edited@1": act({
    class: "data",
    data: shape({ versionId: id, digest: Sha256 }),
    did: ({ it }) => `edited the draft ${it}`,
    attempt: "edit",
  }),
  "version.file-removed@1": act({
    class: "data",
    data: shape({ versionId: id, path: z.string() }),
    did: ({ fact, called }) => `removed ${fact("path")} from ${called("versionId")}`,
    attempt: "remove a file from",
  }),
  "version.discarded@1": act({
    class: "data",
    data: shape({ versionId: id, modelId: id, number: z.int() }),
    did: ({ called }) => `discarded the draft ${called("versionId")}`,
    attempt: "discard",
  }),
  "version.sealed@1": act({
    class: "release",
    data: shape({ versionId: id, modelId: id, number: z.int(), manifestDigest: Sha256 }),
    did: ({ called }) => `sealed ${called("versionId")}`,
    attempt: "seal",
  }),
  "version.revised@1": act({
    class: "data",
    data: shape({ versionId: id, field: z.string(), revision: z.int(), digest: Sha256 }),
    did: ({ fact, called }) => `revised the ${fact("field")} of ${called("versionId")} (revision ${fact("revision")})`,
    attempt: "revise",
  }),
  "version.revoked@1": act({
    class: "release",
    data: shape({ versionId: id, modelId: id, number: z.int(), reason: text() }),
    did: ({ called }) => `revoked ${called("versionId")}`,
    attempt: "revoke",
  }),
} as const;
