// An upload as its own actor sees it; how far it got is asked of the store.
import type { UploadView } from "@chancery/core";
import type { UploadRow } from "@chancery/db";
import type { House } from "../house.ts";
import { hasReason } from "../refusals.ts";
import { ifMoved } from "./commit-bytes.ts";
import type { Staged } from "./staged.ts";

export async function uploadView(house: House, upload: UploadRow): Promise<UploadView> {
  const { id, versionId, path, sizeBytes, sha256, state, fileCount } = upload;
  const isBatch = upload.batchId === id && state === "receiving";
  const offset = state === "committed" ? sizeBytes : await offsetOf(house, upload);
  return {
    ...{ id, versionId, path, sizeBytes, sha256, offset, state },
    ...(isBatch && { fileCount }),
  };
}

/** 0 for a session the store knows nothing of, and has not got the content of: its bytes have to be sent again. */
export async function offsetOf(house: House, upload: Staged): Promise<number> {
  try {
    return await house.artifacts.uploads.offset(upload.id);
  } catch (error) {
    if (!hasReason(error, "upload_unknown")) throw error;
    return (await ifMoved(house, upload)) === undefined ? 0 : upload.sizeBytes;
  }
}
