// How far files have come, in words and figures.
import { sizeText } from "@chancery/core";
import type { UploadFile, UploadState, UploadTotals } from "#features/uploads/upload-file.ts";

export const speedText = (bytesPerSecond: number): string => `${sizeText(Math.round(bytesPerSecond))}/s`;

/** `8 s`, `3 min`, `2 h 5 min`: as exact as a guess may look. */
export function spanText(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 90) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

type Counts = UploadTotals["counts"];
export const onTheWay = ({ waiting, hashing, sending, finishing }: Counts): number =>
  waiting + hashing + sending + finishing;

/** `3 done, 2 on their way, 1 paused, 1 refused`. */
export function countsText(counts: Counts): string {
  const moving = onTheWay(counts);
  const parts = [
    [counts.done, "done"],
    [moving, moving === 1 ? "on its way" : "on their way"],
    [counts.paused, "paused"],
    [counts.refused, "refused"],
    [counts.failed, "failed"],
  ] as const;
  return parts.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`])).join(", ");
}

/** `2.06 of 3.46 GB at the server, 60 %`. It is never said to be all while a byte is missing. */
export function totalText({ sentBytes, sizeBytes }: Pick<UploadTotals, "sentBytes" | "sizeBytes">): string {
  const all = sizeText(sizeBytes);
  const sent = sizeText(sentBytes);
  const unit = all.slice(all.indexOf(" "));
  const short = sent.endsWith(unit) ? sent.slice(0, -unit.length) : sent;
  return `${short} of ${all} at the server, ${percentOf({ sentBytes, sizeBytes })} %`;
}

export const percentOf = ({ sentBytes, sizeBytes }: Pick<UploadTotals, "sentBytes" | "sizeBytes">): number =>
  sizeBytes === 0 ? 100 : Math.floor((Math.min(sentBytes, sizeBytes) / sizeBytes) * 100);

/** What happens to a file now, beside its name. */
export const stateWords = {
  waiting: "waiting for its turn",
  hashing: "being read",
  sending: "sending",
  paused: "paused",
  finishing: "being checked",
  removing: "being removed",
  done: "at the server",
  refused: "refused",
  failed: "failed",
} as const satisfies Record<UploadState, string>;

/** The line below a file's bar; the digest stands there once it is known to both. */
export function fileLine(file: UploadFile): string {
  const { state, sentBytes, secondsLeft, retryInSeconds, resumedAt, keptUntil, isStored, refusal } = file;
  if (state === "refused" || state === "failed") return refusal?.message ?? "";
  const resumed =
    resumedAt !== undefined && resumedAt > 0 ? [`continued at ${sizeText(resumedAt)}, nothing sent twice`] : [];
  if (state === "done")
    return refusal?.message ?? (isStored ? "the server already had it, 0 B sent" : resumed.join(""));
  if (state === "waiting" && retryInSeconds !== undefined)
    return [...(refusal ? [refusal.message] : ["interrupted"]), `next try in ${retryInSeconds} s`, ...resumed].join(
      " · ",
    );
  if (state === "finishing" && file.serverSha256 !== undefined)
    return "all of it has arrived: the server is comparing digests";
  if (state === "paused") {
    const kept = keptUntil === undefined ? "" : ` until ${keptUntil.slice(0, 10)}`;
    return sentBytes === 0 ? "nothing sent yet" : `${sizeText(sentBytes)} kept at the server${kept}`;
  }
  if (state !== "sending") return resumed.join("");
  const left = secondsLeft === undefined ? [] : [`${spanText(secondsLeft)} left`];
  return [sizeText(sentBytes), ...left, ...resumed].join(" · ");
}
