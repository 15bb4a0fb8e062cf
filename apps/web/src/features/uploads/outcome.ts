// What a failure means for a file: try again by itself, wait for the person, never as it is, or the end of the whole draft.
import { FileChanged } from "./hashing/hasher.ts";
import { SendingFailed, type WireRefusal } from "./sending-failed.ts";
import type { FileRefusal } from "./upload-file.ts";

export type Outcome =
  /** `refusal` says why it waits, where that is worth saying. */
  | { readonly kind: "again"; readonly refusal?: FileRefusal | undefined }
  | { readonly kind: "failed" | "refused"; readonly refusal: FileRefusal }
  /** All files wait for the person to sign in. */
  | { readonly kind: "signed-out" }
  /** No file goes into this draft any more. */
  | { readonly kind: "over"; readonly refusal: FileRefusal };

/** Another writer, another offset, an address that ended: the next beginning puts them right. */
const passing = new Set([
  "upload_busy",
  "upload_finishing",
  "offset_mismatch",
  "upload_incomplete",
  "upload_finished",
  "request_ended",
  "upload_address_expired",
  "multipart_cut",
  "too_many_writers",
]);
/** As the person can put them right, and then try again. */
const mendable = new Set(["storage_full", "storage_failed"]);
const mend = "Tell its administrator, and retry once it is repaired.";
/** The draft is none any more. */
const endings: Readonly<Record<string, string>> = {
  version_sealed: "sealed",
  version_revoked: "sealed and revoked",
  version_discarded: "discarded",
};
/** What a proxy answers while the registry behind it is away, or asks for patience. */
const passingStatus = new Set([408, 425, 429, 502, 503, 504]);

type Seen = {
  /** What should pass has not. */
  readonly hasTriedOften: boolean;
  /** It was being sent to an address that the server had given. */
  readonly isBegun?: boolean;
};

export function outcomeOf(error: unknown, seen: Seen): Outcome {
  if (error instanceof FileChanged) return { kind: "refused", refusal: changed };
  if (!(error instanceof SendingFailed))
    return seen.hasTriedOften ? { kind: "failed", refusal: broken } : { kind: "again" };
  if (error.refusal) return toldOutcome(error.refusal, seen);
  if (error.status === undefined) return { kind: "again", refusal: seen.hasTriedOften ? noAnswer : undefined };
  return answeredElsewhere(error.status);
}

function toldOutcome(refusal: WireRefusal, seen: Seen): Outcome {
  const { hasTriedOften, isBegun = false } = seen;
  const code = refusal.reasons?.[0]?.code ?? refusal.code;
  const told = { code, message: sentence(refusal.message) };
  const ending = refusal.code === "ILLEGAL_TRANSITION" ? endings[code] : undefined;
  if (ending) return { kind: "over", refusal: { code, message: isOver(ending) } };
  if (passing.has(code)) return { kind: "again" };
  if (mendable.has(code)) return { kind: "failed", refusal: { code, message: `${told.message} ${mend}` } };
  // Its upload was ended elsewhere, or a week ago: it begins anew, and then the server says what has become of the draft.
  if (refusal.code === "NOT_FOUND" && isBegun && !hasTriedOften) return { kind: "again" };
  if (refusal.code === "UNAVAILABLE" || refusal.code === "LIMIT_EXCEEDED" || refusal.code === "INTERNAL") {
    if (code === "too_many_files") return { kind: "refused", refusal: told };
    const isGivenUp = hasTriedOften && refusal.code === "INTERNAL";
    return isGivenUp ? { kind: "failed", refusal: told } : { kind: "again", refusal: told };
  }
  if (refusal.code === "UNAUTHENTICATED") return { kind: "signed-out" };
  return { kind: refusal.code === "FORBIDDEN" ? "failed" : "refused", refusal: told };
}

/** An answer that the registry never gives: its own are JSON with a code. */
function answeredElsewhere(status: number): Outcome {
  if (passingStatus.has(status)) return { kind: "again", refusal: { code: `http_${status}`, message: away(status) } };
  return {
    kind: "failed",
    refusal: status === 413 ? tooLarge : { code: `http_${status}`, message: inItsPlace(status) },
  };
}

const away = (status: number) => `A proxy before the registry answered HTTP ${status}: the registry may be restarting.`;
const tooLarge: FileRefusal = {
  code: "proxy_limit",
  message:
    "A proxy before the registry refuses a body of this size (HTTP 413). Ask its administrator to raise the limit (nginx: client_max_body_size 0), then retry. What has arrived is kept.",
};
const inItsPlace = (status: number) =>
  `Something between this browser and the registry answered in its place (HTTP ${status}). Open the registry in a new tab: if a sign-in page comes, sign in there, then retry. Otherwise ask your administrator.`;
const noAnswer: FileRefusal = {
  code: "no_answer",
  message:
    "The server did not answer several attempts. Check your connection; a proxy before the registry may also refuse large files.",
};
const broken: FileRefusal = {
  code: "browser_failed",
  message:
    "This browser could not send the file: reload the page, then pick the file again to continue where it stopped.",
};
const changed: FileRefusal = {
  code: "file_changed",
  message: "This file was changed, moved or deleted after it was picked: pick it again.",
};
export const digestDiffers: FileRefusal = {
  code: "digest_differs",
  message:
    "The server received bytes that differ from this file, and they are in the draft. Send the file again or remove it: both take the wrong bytes out of the draft.",
};
const isOver = (ending: string) =>
  `This draft has been ${ending}, so you cannot add files. Create a new version to send the rest.`;

/** Why a removal did not happen; what was to be removed is there still. */
export function notRemoved(error: unknown): FileRefusal {
  const { refusal } = error instanceof SendingFailed ? error : { refusal: undefined };
  const why = refusal ? sentence(refusal.message) : "No answer came.";
  return { code: "not_removed", message: `It could not be removed. ${why} Try again.` };
}

const sentence = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;

/** Half a second, doubled up to fifteen, and never all at the same moment. */
export const waitMsBefore = (tries: number, random: () => number): number =>
  Math.min(15_000, 500 * 2 ** Math.min(tries, 10)) * (0.75 + random() / 2);
