// Hands out many files of a version in one body, one behind the other, and says so in the access log for each.
import {
  maxBatchFiles,
  maxContentsBytes,
  refuse,
  StoredFilePath,
  mayDownload,
  orThrow,
  Target,
  type FileEntry,
} from "@chancery/core";
import { filesAt } from "@chancery/db";
import { z } from "zod";
import { recordAccesses } from "../access-log/record.ts";
import type { Call, House } from "../house.ts";
import { query } from "../query.ts";
import { inside } from "../describes.ts";
import { openContents } from "../stored-contents.ts";
import { findVersion } from "../subjects/version.ts";
import { heldVersion } from "./held-version.ts";

export type ReadableContents = {
  readonly files: readonly FileEntry[];
  readonly sizeBytes: number;
  /** Records the accesses, then opens the bytes: those of every file, in the order asked for. */
  open(): Promise<AsyncGenerator<Uint8Array>>;
};

const findFiles = query({
  permission: "artifact:read",
  input: z.strictObject({ versionId: Target.version, paths: z.array(StoredFilePath).min(1).max(maxBatchFiles) }),
  output: inside,
  subject: (reader, { versionId }, asking) => findVersion(reader, versionId, asking),
  async run({ reader, house, subject }, { paths }) {
    const version = await heldVersion({ house, reader }, subject);
    orThrow(mayDownload(version));
    const found = await filesAt(reader, { version, paths });
    const files = found.map((file, at) => {
      if (file) return file;
      throw refuse("NOT_FOUND", "file_unknown", `this version has no file ${paths[at]}`);
    });
    return { versionId: subject.id, files };
  },
});

/** As `readFile`, of at most 1,000 files and 64 MiB in all: LIMIT_EXCEEDED beyond. */
export const readContents = Object.assign(
  async (house: House, call: Call, input: unknown): Promise<ReadableContents> => {
    const { versionId, files } = await findFiles(house, call, input);
    const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    if (sizeBytes > maxContentsBytes)
      throw refuse(
        "LIMIT_EXCEEDED",
        "contents_too_large",
        `one answer carries ${maxContentsBytes} bytes: ask for fewer files`,
      );
    return {
      ...{ files, sizeBytes },
      async open() {
        const accesses = files.map(({ path }) => ({
          action: "artifact.downloaded" as const,
          subject: `version/${versionId}/${path}`,
        }));
        await recordAccesses(house, call, accesses);
        return openContents(house, files);
      },
    };
  },
  { input: findFiles.input },
);
