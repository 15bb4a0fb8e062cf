// What a failure means for a file: try again by itself, wait for the person, or never as it is.
import { FileChanged } from "./hashing/hasher.ts";
import { SendingFailed } from "./sending-failed.ts";
import type { FileRefusal } from "./upload-file.ts";

export type Outcome =
  { readonly kind: "again" } | { readonly kind: "failed" | "refused"; readonly refusal: FileRefusal };

/** Another writer, another offset, an address that ended: the next beginning puts them right. */
const passing = new Set([
  "upload_busy",
  "offset_mismatch",
  "upload_incomplete",
  "upload_finished",
  "request_ended",
  "upload_address_expired",
  "multipart_cut",
  "too_many_writers",
]);
/** As the person can put them right, and then try again. */
const mendable = new Set(["storage_full", "storage_failed", "file_unreadable"]);

/** `hasTriedOften`: what should pass has not. */
export function outcomeOf(error: unknown, { hasTriedOften }: { readonly hasTriedOften: boolean }): Outcome {
  if (error instanceof FileChanged) return { kind: "refused", refusal: changed };
  const { refusal } = error instanceof SendingFailed ? error : { refusal: undefined };
  if (!refusal) return { kind: "again" };
  const code = refusal.reasons?.[0]?.code ?? refusal.code;
  if (passing.has(code)) return { kind: "again" };
  const told = { code, message: sentence(refusal.message) };
  if (mendable.has(code)) return { kind: "failed", refusal: told };
  if (refusal.code === "UNAVAILABLE" || refusal.code === "LIMIT_EXCEEDED" || refusal.code === "INTERNAL") {
    if (code === "too_many_files") return { kind: "refused", refusal: told };
    return hasTriedOften && refusal.code === "INTERNAL" ? { kind: "failed", refusal: told } : { kind: "again" };
  }
  if (refusal.code === "UNAUTHENTICATED") return { kind: "failed", refusal: signedOut };
  return { kind: refusal.code === "FORBIDDEN" ? "failed" : "refused", refusal: told };
}

const changed: FileRefusal = {
  code: "file_changed",
  message: "This file was changed, moved or deleted after it was chosen: choose it again.",
};
export const digestDiffers: FileRefusal = {
  code: "digest_differs",
  message: "The server has other bytes than this file: remove it from the draft and send it again.",
};
const signedOut: FileRefusal = {
  code: "signed_out",
  message: "You are signed out: sign in again in another tab, then try again. What has arrived is kept.",
};

const sentence = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;

/** Half a second, doubled up to fifteen, and never all at the same moment. */
export const waitMsBefore = (tries: number, random: () => number): number =>
  Math.min(15_000, 500 * 2 ** Math.min(tries, 10)) * (0.75 + random() / 2);
