// One thread that formats one text at a time. It is ended when a text takes too long or too much, and the next gets a new one.
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { PlainReason, ShownText } from "@chancery/core";

export type Thread = {
  /** Never rejects. Not to be called again before the last has answered. */
  render(text: string): Promise<ShownText>;
  end(): Promise<void>;
};

type Limits = { readonly wallMs: number; readonly heapMegabytes: number };

/** `onFailure` hears of errors, not of limits. */
export function createThread(
  file: URL,
  { wallMs, heapMegabytes, onFailure }: Limits & { onFailure(error: unknown): void },
): Thread {
  let open: Promise<Worker> | undefined;
  const start = async () => {
    const worker = new Worker(file, {
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    });
    worker.unref();
    worker.on("error", () => undefined); // once for all its texts; who waits for an answer listens besides
    await once(worker, "message"); // it is ready: the time of its start is no text's
    return worker;
  };
  const end = async () => {
    const ending = open;
    open = undefined;
    await ending?.then((worker) => worker.terminate()).catch(() => undefined);
  };
  return {
    end,
    async render(text) {
      try {
        const worker = await (open ??= start());
        const { shown, isSpent, error } = await answerOf(worker, text, wallMs);
        if (isSpent) await end();
        if (error !== undefined) onFailure(error);
        return shown;
      } catch (error) {
        await end();
        onFailure(error);
        return plain("failed");
      }
    },
  };
}

type Answer = { readonly shown: ShownText; readonly isSpent: boolean; readonly error?: unknown };

/** What the thread says of a text; where it says nothing in time, or ends, why the text stays plain. */
function answerOf(worker: Worker, text: string, wallMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      resolve(answer);
    };
    const spent = (why: PlainReason) => settle({ shown: plain(why), isSpent: true });
    const onMessage = (shown: ShownText) => settle({ shown, isSpent: false });
    const onError = (error: NodeJS.ErrnoException) =>
      error.code === "ERR_WORKER_OUT_OF_MEMORY"
        ? spent("too-much-memory")
        : settle({ shown: plain("failed"), isSpent: true, error });
    const onExit = () => spent("failed");
    const timer = setTimeout(() => spent("too-slow"), wallMs);
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(text);
  });
}

const plain = (why: PlainReason): ShownText => ({ kind: "plain", why });
