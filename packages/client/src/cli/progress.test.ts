import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import type { TransferProgress } from "../node/index.ts";
import type { Cli } from "./cli.ts";
import { describe as words, showProgress } from "./progress.ts";

const progress = (doneBytes: number): TransferProgress => ({
  phase: "upload",
  path: "weights.bin",
  fileNumber: 1,
  fileCount: 1,
  fileBytes: doneBytes,
  fileSizeBytes: 1_000_000_000,
  doneBytes,
  totalBytes: 1_000_000_000,
  wireBytes: doneBytes,
});

function screen(isTTY: boolean) {
  let [text, now] = ["", 0];
  const messages = Object.assign(new PassThrough(), {
    isTTY,
    columns: 120,
    cursorTo: () => true,
    clearLine: () => true,
  });
  messages.on("data", (bytes: Buffer) => (text += bytes.toString()));
  const display = showProgress({ messages } as unknown as Cli, () => now);
  return { display, at: (ms: number) => void (now = ms), text: () => text };
}

describe("progress", () => {
  it("is a plain line every five seconds where nobody sits", () => {
    const { display, at, text } = screen(false);
    for (let ms = 0; ms <= 11_000; ms += 100) {
      at(ms);
      display.onProgress(progress(ms * 50_000));
    }
    display.end();
    const lines = text().trimEnd().split("\n");
    expect(lines).toEqual([
      "25 % sending weights.bin · 250.0 MB of 1.00 GB · 50.0 MB/s · 15 s left",
      "50 % sending weights.bin · 500.0 MB of 1.00 GB · 50.0 MB/s · 10 s left",
    ]);
  });

  it("is a bar on a terminal, with bytes, speed and time left, and gone at the end", () => {
    const { display, at, text } = screen(true);
    for (let ms = 0; ms <= 4_000; ms += 500) {
      at(ms);
      display.onProgress(progress(ms * 50_000));
    }
    display.end();
    expect(text()).toMatch(/━+─+ .*% sending weights\.bin/);
  });

  it("tells the file and the whole apart where there are several files", () => {
    const second = { ...progress(600_000_000), fileNumber: 2, fileCount: 3, fileBytes: 50, fileSizeBytes: 200 };
    const reading = { bytesPerSecond: 1_000_000, secondsLeft: 400 };
    expect(words(second, reading)).toBe(
      "sending 2 of 3, weights.bin 25 % · 600.0 MB of 1.00 GB · 1.00 MB/s · 6 m 40 s left",
    );
  });

  it("shows a path as text, whatever it holds", () => {
    expect(words({ ...progress(0), path: "a\u001b[2J" }, { bytesPerSecond: null, secondsLeft: null })).not.toContain(
      "\u001b",
    );
  });
});
