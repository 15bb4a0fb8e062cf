// What is staged of an upload, made ready and thrown away.
import type { House } from "../house.ts";
import { hasReason } from "../refusals.ts";
import { ifMoved } from "./commit-bytes.ts";
import { stopWriters } from "./lease.ts";

export type Staged = { readonly id: string; readonly sizeBytes: number; readonly receivedSha256?: string | null };

/** Of a session that has ended: whoever writes to it is stopped first. */
export async function discardStaged(house: House, uploadId: string): Promise<void> {
  await stopWriters(house, uploadId);
  await house.artifacts.uploads.discard(uploadId).catch((error: unknown) => {
    if (!hasReason(error, "upload_busy")) throw error; // the sweep frees it
  });
}

/** What has gone to the store already, and only waits to be finished, is not sent again. */
export async function prepareStaged(house: House, upload: Staged): Promise<void> {
  if ((await ifMoved(house, upload)) !== undefined) return;
  await house.artifacts.uploads.begin(upload.id).catch((error: unknown) => {
    if (!hasReason(error, "upload_exists")) throw error;
  });
}
