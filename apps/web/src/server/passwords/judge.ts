// Passwords are judged in a thread of their own, one at a time: some cost half a second, and nobody else waits for that.
import { Worker } from "node:worker_threads";
import { refuse } from "@chancery/core";
import type { PasswordJudge } from "@chancery/services";

type Options = { readonly wallMs?: number; readonly heapMegabytes?: number; readonly waiting?: number };

/** UNAVAILABLE with `retryAfterSeconds` where a password takes too long or too many wait. */
export function createJudge(
  file: URL,
  { wallMs = 10_000, heapMegabytes = 256, waiting = 20 }: Options = {},
): (...asked: Parameters<PasswordJudge>) => Promise<string | undefined> {
  let last: Promise<unknown> = Promise.resolve();
  let open = 0;
  return async (password, ownWords) => {
    if (open > waiting) throw busy();
    open += 1;
    const until = performance.now() + wallMs;
    const verdict = last.then(() => {
      const leftMs = until - performance.now();
      if (leftMs <= 0) throw busy();
      return judged(file, { password, ownWords, wallMs: leftMs, heapMegabytes });
    });
    last = verdict.catch(() => undefined);
    return verdict.finally(() => (open -= 1));
  };
}

type Judging = {
  readonly password: string;
  readonly ownWords: readonly string[];
  readonly wallMs: number;
  readonly heapMegabytes: number;
};

/** A new thread for each: a password is set seldom, and nothing of it stays in one that ended. */
async function judged(file: URL, { password, ownWords, wallMs, heapMegabytes }: Judging): Promise<string | undefined> {
  const worker = new Worker(file, {
    workerData: { password, ownWords },
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(busy()), wallMs);
      // Its error may quote what it was given: ours says nothing of it.
      worker
        .once("message", resolve)
        .once("error", () => reject(busy()))
        .once("exit", () => reject(busy()));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

const busy = () =>
  refuse("UNAVAILABLE", "password_not_judged", "the password could not be checked just now: try again shortly", {
    retryAfterSeconds: 2,
  });
