// Digests of files, computed on another thread.
import { hashWorkerPath, type HashAnswer, type HashStopped, type HashWanted } from "./messages.ts";

export type Hasher = {
  /** Undefined where this browser cannot: nothing depends on it. Throws FileChanged for a file that cannot be read. */
  digest(file: File, what: HashWanted["what"], signal: AbortSignal): Promise<string | undefined>;
};

/** The file cannot be read any more as it was picked. */
export class FileChanged extends Error {}

/** A file of this size and more is read beside the others. */
const largeBytes = 16 * 1024 * 1024;

/** Two threads: whoever reads 50 GB holds up nobody who reads a few kilobytes. */
export function openHasher(open = () => new Worker(hashWorkerPath)): Hasher {
  const [quick, slow] = [openLane(open), openLane(open)];
  return {
    digest: (file, what, signal) =>
      (what === "whole" && file.size >= largeBytes ? slow : quick)({ file, what }, signal),
  };
}

function openLane(open: () => Worker) {
  const waiting = new Map<number, (answer: HashAnswer | undefined) => void>();
  let worker: Worker | undefined;
  let isBroken = false;
  let last = 0;
  const fail = () => {
    isBroken = true;
    for (const answer of waiting.values()) answer(undefined);
    waiting.clear();
  };
  const thread = (): Worker | undefined => {
    if (worker || isBroken) return isBroken ? undefined : worker;
    try {
      worker = open();
    } catch {
      isBroken = true;
      return undefined;
    }
    worker.onmessage = ({ data }: MessageEvent<HashAnswer>) => {
      waiting.get(data.id)?.(data);
      waiting.delete(data.id);
    };
    worker.onerror = fail;
    return worker;
  };
  return async (wanted: Omit<HashWanted, "id">, signal: AbortSignal): Promise<string | undefined> => {
    const reader = thread();
    if (!reader || signal.aborted) return undefined;
    const id = (last += 1);
    const answer = await new Promise<HashAnswer | undefined>((resolve) => {
      waiting.set(id, resolve);
      signal.addEventListener("abort", () => {
        if (!waiting.delete(id)) return;
        reader.postMessage({ stop: id } satisfies HashStopped);
        resolve(undefined);
      });
      reader.postMessage({ ...wanted, id } satisfies HashWanted);
    });
    if (answer && "unreadable" in answer) throw new FileChanged();
    return answer?.sha256;
  };
}
