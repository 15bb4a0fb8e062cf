// What a store refuses, each by its code and reason: the tables in ports.ts, once.
import { ChanceryError, isChanceryError, refuse } from "@chancery/core";

export const uploadUnknown = () => refuse("NOT_FOUND", "upload_unknown", "this upload does not exist or has ended");
export const uploadExists = () => refuse("CONFLICT", "upload_exists", "this upload was already begun");
export const uploadBusy = () =>
  refuse(
    "CONFLICT",
    "upload_busy",
    "another request is writing to this upload: wait for it to end, then ask for the offset",
  );
export const offsetMismatch = (offset: number) =>
  refuse("CONFLICT", "offset_mismatch", `this upload continues at byte ${offset}`, { offset });
export const uploadIncomplete = (offset: number, sizeBytes: number) =>
  refuse("CONFLICT", "upload_incomplete", `${offset} of ${sizeBytes} bytes have arrived`, { offset });
export const bodyTooLong = (limitBytes: number) =>
  refuse("INVALID_INPUT", "body_too_long", `the body is longer than the ${limitBytes} bytes announced for the upload`);
export const digestMismatch = (sha256: string) =>
  refuse(
    "INVALID_INPUT",
    "digest_mismatch",
    `the bytes that arrived do not have the SHA-256 ${sha256}: send the file again`,
  );
export const sizeMismatch = (sizeBytes: number) =>
  refuse("INVALID_INPUT", "digest_mismatch", `more than the ${sizeBytes} announced bytes arrived: send the file again`);
export const blobUnknown = () => refuse("NOT_FOUND", "blob_unknown", "no content with this SHA-256 is stored");
export const rangeOutside = (sizeBytes: number) =>
  refuse("INVALID_INPUT", "range_outside", `the content has ${sizeBytes} bytes: the range is outside it`, {
    sizeBytes,
  });

const full = "the registry has no room left for this file";
export const storageFull = () => refuse("UNAVAILABLE", "storage_full", full);

/** Faults after which nothing on the device can be relied on. */
const faults = new Set(["EIO", "EROFS", "ENXIO", "ENODEV", "ESTALE", "EUCLEAN"]);

/** What a caller is told about an error of the file system: out of room passes, a fault of the device is final, anything else is ours and stays what it is. */
export function storageError(cause: unknown): unknown {
  const code = cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined;
  if (code === "ENOSPC" || code === "EDQUOT") return unavailable("storage_full", full, cause);
  if (code !== undefined && faults.has(code))
    return unavailable("storage_failed", "the storage failed: nothing more can be written", cause);
  return cause;
}

const unavailable = (code: string, message: string, cause: unknown) =>
  new ChanceryError("UNAVAILABLE", message, { reasons: [{ code, message }], cause });

/** True when the process must stop taking writes: see `storage_failed`. */
export const isStorageFailed = (error: unknown): boolean => hasReason(error, "storage_failed");

export const hasReason = (error: unknown, code: string): boolean =>
  isChanceryError(error) && error.reasons.some((reason) => reason.code === code);

/** Runs what touches the storage: its faults become refusals. */
export async function guarded<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw storageError(error);
  }
}
