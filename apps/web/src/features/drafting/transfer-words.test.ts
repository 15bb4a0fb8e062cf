import { describe, expect, it } from "vitest";
import type { UploadFile } from "#features/uploads/upload-file.ts";
import { countsText, fileLine, percentOf, spanText, totalText } from "./transfer-words.ts";

const nothing = {
  waiting: 0,
  hashing: 0,
  sending: 0,
  paused: 0,
  finishing: 0,
  removing: 0,
  done: 0,
  refused: 0,
  failed: 0,
};
const file: UploadFile = {
  id: "1",
  path: "model.bin",
  sizeBytes: 2_270_000_000,
  sentBytes: 1_590_000_000,
  state: "sending",
  bytesPerSecond: undefined,
  secondsLeft: undefined,
  retryInSeconds: undefined,
  sha256: undefined,
  serverSha256: undefined,
  isEqual: undefined,
  keptUntil: undefined,
  resumedAt: undefined,
  isStored: undefined,
  refusal: undefined,
};

describe("how far files have come", () => {
  it.each([
    [0.2, "1 s"],
    [8, "8 s"],
    [200, "3 min"],
    [7500, "2 h 5 min"],
  ])("%d seconds are %s", (seconds, text) => {
    expect(spanText(seconds)).toBe(text);
  });

  it("is said in one line of counts, what there is none of left out", () => {
    expect(countsText(nothing)).toBe("");
    expect(countsText({ ...nothing, done: 3, sending: 1, waiting: 1, paused: 1, refused: 1 })).toBe(
      "3 done, 2 on their way, 1 paused, 1 refused",
    );
    expect(countsText({ ...nothing, hashing: 1, failed: 2 })).toBe("1 on its way, 2 failed");
  });

  it("is never all while a byte is missing", () => {
    expect(totalText({ sentBytes: 2_060_000_000, sizeBytes: 3_460_000_000 })).toBe(
      "2.06 of 3.46 GB at the server, 59 %",
    );
    expect(percentOf({ sentBytes: 999_999_999, sizeBytes: 1_000_000_000 })).toBe(99);
    expect(percentOf({ sentBytes: 12, sizeBytes: 10 })).toBe(100);
    expect(totalText({ sentBytes: 0, sizeBytes: 0 })).toBe("0 of 0 B at the server, 100 %");
    expect(totalText({ sentBytes: 500, sizeBytes: 2000 })).toBe("500 B of 2.00 kB at the server, 25 %");
  });

  it.each<[Partial<UploadFile>, string]>([
    [{ secondsLeft: 8, resumedAt: 1_020_000_000 }, "1.59 GB · 8 s left · continued at 1.02 GB, nothing sent twice"],
    [{ state: "paused", keptUntil: "2026-12-06T10:00:00Z" }, "1.59 GB kept at the server until 2026-12-06"],
    [{ state: "paused", sentBytes: 0 }, "nothing sent yet"],
    [{ state: "waiting", retryInSeconds: 4 }, "interrupted · next try in 4 s"],
    [{ state: "done", isStored: true }, "the server already had it, 0 B sent"],
    [{ state: "done", resumedAt: 1_020_000_000 }, "continued at 1.02 GB, nothing sent twice"],
    [{ state: "failed", refusal: { code: "disk_full", message: "the disk is full" } }, "the disk is full"],
  ])("a file says %j", (change, line) => {
    expect(fileLine({ ...file, ...change })).toBe(line);
  });
});
