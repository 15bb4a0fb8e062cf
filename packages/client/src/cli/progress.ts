// Progress on stderr: a bar on a terminal, elsewhere a plain line every five seconds.
import { sizeText } from "@chancery/core";
import { SingleBar } from "cli-progress";
import type { OnProgress, TransferPhase, TransferProgress } from "../node/index.ts";
import { say, type Cli } from "./cli.ts";
import { clean, formatSeconds } from "./format.ts";
import { createMeter, type Meter, type Reading } from "./transfer-meter.ts";

const plainEveryMs = 5_000;
const verbs: Readonly<Record<TransferPhase, string>> = { hash: "hashing", upload: "sending", download: "receiving" };

export type ProgressDisplay = {
  readonly onProgress: OnProgress;
  /** Clears the bar; the last word belongs to the answer. */
  end(): void;
};

export function showProgress(cli: Cli, now: () => number = Date.now): ProgressDisplay {
  const draw = cli.messages.isTTY ? bar(cli) : plainLines(cli, now);
  let phase: TransferPhase | undefined;
  let meter: Meter = createMeter(now);
  return {
    onProgress(progress) {
      if (progress.phase !== phase) [phase, meter] = [progress.phase, createMeter(now)];
      draw.update(progress, meter.observe(progress.doneBytes, progress.totalBytes));
    },
    end: () => draw.end(),
  };
}

type Drawing = { update(progress: TransferProgress, reading: Reading): void; end(): void };

function plainLines(cli: Cli, now: () => number): Drawing {
  let nextAt = now() + plainEveryMs;
  return {
    update(progress, reading) {
      if (now() < nextAt) return;
      nextAt = now() + plainEveryMs;
      say(cli, `${percentOf(progress)} % ${describe(progress, reading)}`);
    },
    end: () => undefined,
  };
}

function bar(cli: Cli): Drawing {
  const single = new SingleBar({
    stream: cli.messages,
    format: "{bar} {percentage} % {words}",
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    barCompleteChar: "━",
    barIncompleteChar: "─",
  });
  let isStarted = false;
  return {
    update(progress, reading) {
      const words = describe(progress, reading);
      if (!isStarted) single.start(Math.max(1, progress.totalBytes), progress.doneBytes, { words });
      isStarted = true;
      single.setTotal(Math.max(1, progress.totalBytes));
      single.update(progress.doneBytes, { words });
    },
    end: () => {
      if (isStarted) single.stop();
    },
  };
}

/** `sending 2 of 3, weights.bin 40 % · 2.1 GB of 5.0 GB · 210 MB/s · 14 s left`: the file, then all of them. */
export function describe(progress: TransferProgress, { bytesPerSecond, secondsLeft }: Reading): string {
  const parts = [
    `${verbs[progress.phase]} ${fileOf(progress)}`,
    `${sizeText(progress.doneBytes)} of ${sizeText(progress.totalBytes)}`,
    bytesPerSecond === null ? undefined : `${sizeText(Math.round(bytesPerSecond))}/s`,
    secondsLeft === null || bytesPerSecond === null ? undefined : `${formatSeconds(secondsLeft)} left`,
  ];
  return parts.filter((part) => part !== undefined).join(" · ");
}

function fileOf({ path, fileNumber, fileCount, fileBytes, fileSizeBytes }: TransferProgress): string {
  if (fileCount === 1) return clean(path);
  return `${fileNumber} of ${fileCount}, ${clean(path)} ${percentOf({ doneBytes: fileBytes, totalBytes: fileSizeBytes })} %`;
}

const percentOf = ({ doneBytes, totalBytes }: Pick<TransferProgress, "doneBytes" | "totalBytes">) =>
  totalBytes === 0 ? 100 : Math.floor((doneBytes / totalBytes) * 100);
