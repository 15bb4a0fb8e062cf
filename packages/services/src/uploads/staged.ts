// What is staged of an upload, made ready and thrown away.
import type { House } from "../house.ts";
import { hasReason } from "../refusals.ts";

/** One that is still being written to is left to the sweep. */
export const discardStaged = (house: House, uploadId: string): Promise<void> =>
  house.artifacts.uploads.discard(uploadId).catch((error: unknown) => {
    if (!hasReason(error, "upload_busy")) throw error;
  });

export const prepareStaged = (house: House, uploadId: string): Promise<void> =>
  house.artifacts.uploads.begin(uploadId).catch((error: unknown) => {
    if (!hasReason(error, "upload_exists")) throw error;
  });
