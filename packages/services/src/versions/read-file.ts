// Hands out one file of a version, and says so in the access log.
import type { Readable } from "node:stream";
import { orThrow, refuse, StoredFilePath, mayDownload, Target } from "@chancery/core";
import type { ByteRange } from "@chancery/artifacts";
import { fileAt } from "@chancery/db";
import { z } from "zod";
import { recordAccess } from "../access-log/record.ts";
import type { Call, House } from "../house.ts";
import { query } from "../query.ts";
import { inside } from "../describes.ts";
import { openContent } from "../stored-contents.ts";
import { findVersion } from "../subjects/version.ts";
import { heldVersion } from "./held-version.ts";

export type ReadableFile = {
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Records the access, then opens the bytes, or those of the range. The stream must be read or destroyed. */
  open(range?: ByteRange): Promise<Readable>;
};

const findFile = query({
  permission: "artifact:read",
  input: z.strictObject({ versionId: Target.version, path: StoredFilePath }),
  output: inside,
  subject: (reader, { versionId }, asking) => findVersion(reader, versionId, asking),
  async run({ reader, house, subject }, { path }) {
    const version = await heldVersion({ house, reader }, subject);
    orThrow(mayDownload(version));
    const file = await fileAt(reader, { version, path });
    if (!file) throw refuse("NOT_FOUND", "file_unknown", "this version has no such file");
    return { ...file, versionId: subject.id };
  },
});

/** A file of any version the caller may read, drafts included; FORBIDDEN `version_revoked` for a revoked one. */
export async function readFile(house: House, call: Call, input: unknown): Promise<ReadableFile> {
  const { versionId, path, sizeBytes, sha256 } = await findFile(house, call, input);
  return {
    sizeBytes,
    sha256,
    async open(range) {
      await recordAccess(house, call, { action: "artifact.downloaded", subject: `version/${versionId}/${path}` });
      return openContent(house, { sha256, sizeBytes }, range);
    },
  };
}
