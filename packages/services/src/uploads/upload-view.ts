// An upload as its own actor sees it; how far it got is asked of the store.
import type { UploadView } from "@chancery/core";
import type { UploadRow } from "@chancery/db";
import type { House } from "../house.ts";
import { hasReason } from "../refusals.ts";

export async function uploadView(house: House, upload: UploadRow): Promise<UploadView> {
  const { id, versionId, path, sizeBytes, sha256, state, batchPlan } = upload;
  const offset = state === "committed" ? sizeBytes : await offsetOf(house, id);
  return {
    ...{ id, versionId, path, sizeBytes, sha256, offset, state },
    ...(batchPlan && { fileCount: batchPlan.length }),
  };
}

/** 0 for a session the store knows nothing of: its bytes have to be sent again. */
export async function offsetOf(house: House, uploadId: string): Promise<number> {
  try {
    return await house.artifacts.uploads.offset(uploadId);
  } catch (error) {
    if (hasReason(error, "upload_unknown")) return 0;
    throw error;
  }
}
