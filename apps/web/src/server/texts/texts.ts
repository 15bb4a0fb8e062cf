// What people wrote, formatted once by its digest: one text at a time, in a thread of its own. Pages only read what is known.
import { createHash } from "node:crypto";
import type { ShownText } from "@chancery/core";
import { textLimits } from "./limits.ts";
import { createMemory } from "./memory.ts";
import { createThread } from "./thread.ts";

export type Texts = {
  /** Formats a text soon. Neither waits nor fails. */
  expect(text: string): void;
  /** How a text is shown; plain for now where that is not known within a moment. Never throws. */
  shown(text: string): Promise<ShownText>;
  /** Ends the thread, whatever it is doing. */
  stop(): Promise<void>;
};

type Job = {
  readonly key: string;
  readonly text: string;
  readonly done: Promise<ShownText>;
  settle(shown: ShownText): void;
};
type Options = {
  /** The worker's bundle. */
  readonly worker: URL;
  onFailure(error: unknown): void;
  /** How long a page waits for a text that nobody has opened before. */
  readonly patienceMs?: number;
  readonly wallMs?: number;
  readonly heapMegabytes?: number;
};

/** Texts whose turn has not come; one that is dropped is asked for again when it is opened. */
const maxWaiting = 1_000;
const maxKeptBytes = 64 * 1024 * 1024;

export function createTexts({ worker, patienceMs = 400, ...options }: Options): Texts {
  const known = createMemory(maxKeptBytes);
  const waiting = new Map<string, Job>();
  const thread = createThread(worker, { ...textLimits, ...options });
  let running: Job | undefined;
  let isStopped = false;

  const work = async () => {
    for (let job = lastOf(waiting); job && !isStopped; job = lastOf(waiting)) {
      waiting.delete(job.key);
      running = job;
      const shown = await thread.render(job.text);
      known.keep(job.key, shown, job.text.length);
      job.settle(shown);
      running = undefined;
    }
  };
  /** Puts the text last, which is first to be taken: somebody looks at it now. */
  const ask = (key: string, text: string): Job => {
    if (running?.key === key) return running;
    const job = waiting.get(key) ?? createJob(key, text);
    waiting.delete(key);
    for (const oldest of waiting.values()) {
      if (waiting.size < maxWaiting) break;
      waiting.delete(oldest.key);
      oldest.settle(later);
    }
    waiting.set(key, job);
    if (!running) void work();
    return job;
  };
  return {
    expect(text) {
      const key = digestOf(text);
      if (!isStopped && !known.get(key)) ask(key, text);
    },
    async shown(text) {
      const key = digestOf(text);
      const found = known.get(key);
      if (found || isStopped) return found ?? later;
      return Promise.race([ask(key, text).done, after(patienceMs)]);
    },
    async stop() {
      isStopped = true;
      await thread.end();
    },
  };
}

const later: ShownText = { kind: "plain", why: "waiting" };
const after = (ms: number) =>
  new Promise<ShownText>((resolve) => {
    setTimeout(resolve, ms, later).unref();
  });
const digestOf = (text: string) => createHash("sha256").update(text).digest("hex");
const lastOf = (jobs: ReadonlyMap<string, Job>): Job | undefined => [...jobs.values()].at(-1);

function createJob(key: string, text: string): Job {
  let settle: (shown: ShownText) => void = () => undefined;
  const done = new Promise<ShownText>((resolve) => (settle = resolve));
  return { key, text, done, settle };
}
