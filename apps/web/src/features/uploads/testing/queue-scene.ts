// A browser's queue with a server of the test's own: what it is asked, and what it answers.
import { createHash } from "node:crypto";
import { FileChanged } from "../hashing/hasher.ts";
import type { QueueDeps } from "../queue-deps.ts";
import { UploadQueue } from "../queue.ts";
import { SendingFailed, type WireRefusal } from "../sending-failed.ts";
import type { Address, Arrived, ToSend, Transport } from "../transport.ts";

export const shaOf = (text: string) => createHash("sha256").update(text).digest("hex");
export const refusalOf = (code: string, reason = code, message = "no"): WireRefusal => ({
  code,
  message,
  reasons: [{ code: reason, message }],
});
export const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

type Put = ToSend & {
  readonly signal: AbortSignal;
  progress(loaded: number): void;
  arrive(sha256?: string): void;
  /** No words of ours: an answer of something else, or none. */
  break(status?: number): void;
  fail(refusal?: Partial<WireRefusal> & { readonly reason?: string }): void;
};

export function openScene() {
  const begun: ToSend[][] = [];
  const puts: Put[] = [];
  /** What was ended at the server: `upload path`, and `file path` where it had arrived. */
  const ended: string[] = [];
  const endings: (WireRefusal | undefined)[] = [];
  const answers = new Map<string, Partial<Address>>();
  const waits: { ms: number; run: () => void }[] = [];
  let nowMs = 1_000_000;
  const unreadable = new Set<string>();
  let answering: Promise<void> = Promise.resolve();
  let refusal: ConstructorParameters<typeof SendingFailed>[0] | "none" = "none";
  const transport: Transport = {
    async begin(files) {
      begun.push([...files]);
      await answering;
      if (refusal !== "none") throw new SendingFailed(refusal);
      return files.map(({ place }) => ({
        ...{ url: `/u/${place.path}`, key: "k", name: "file", customId: `id-${place.path}`, offset: 0 },
        ...{ state: "receiving" as const, sha256: null },
        ...answers.get(place.path),
      }));
    },
    put: (sent, on) =>
      new Promise<Arrived>((resolve, reject) => {
        on.signal.addEventListener("abort", () => reject(on.signal.reason as Error));
        puts.push({
          ...sent,
          ...on,
          progress: (loaded) => on.progress(loaded),
          arrive: (sha256 = shaOf(sent.file.name)) => resolve({ id: sent.address.customId!, sha256 }),
          fail: ({ code = "CONFLICT", reason = code, message = "no" } = {}) =>
            reject(new SendingFailed({ refusal: refusalOf(code, reason, message) })),
          break: (status) => reject(new SendingFailed({ status })),
        });
      }),
    end({ path, uploadId, hasArrived }) {
      const ending = endings.shift();
      if (ending) return Promise.reject(new SendingFailed({ refusal: ending }));
      return Promise.resolve(void ended.push(`${hasArrived ? "file" : "upload"} ${path} ${uploadId}`));
    },
  };
  const deps: QueueDeps = {
    transport: () => Promise.resolve(transport),
    hasher: () => ({
      digest: (file, what) =>
        unreadable.has(file.name)
          ? Promise.reject(new FileChanged())
          : Promise.resolve(what === "ends" ? shaOf(`ends ${file.name}`) : shaOf(file.name)),
    }),
    nowMs: () => nowMs,
    random: () => 0.5,
    later: (ms, run) => (waits.push({ ms, run }), () => undefined),
  };
  const queue = new UploadQueue("v1", deps, () => undefined);
  const add = async (...paths: readonly string[]) => {
    queue.add({ files: paths.map((path) => ({ path, file: new File([path], path) })), notes: [] });
    await settled();
  };
  const states = () => Object.fromEntries(queue.shown().map(({ path, state }) => [path, state]));
  const row = (path: string) => queue.shown().find((file) => file.path === path)!;
  const put = (path: string) => puts.findLast(({ place }) => place.path === path)!;
  const pass = async (ms: number) => {
    nowMs += ms;
    for (const { run } of waits.splice(0)) run();
    await settled();
  };
  return {
    ...{ queue, add, states, row, put, puts, begun, ended, endings, answers, waits, unreadable, pass },
    /** Requests to begin are answered once the function that this answers is called. */
    holdAnswers() {
      let answer: () => void = () => undefined;
      answering = new Promise((resolve) => (answer = resolve));
      return async () => {
        answer();
        await settled();
      };
    },
    /** What is begun from now on is refused as a whole. */
    refuseBegin(failure: typeof refusal) {
      refusal = failure;
    },
  };
}
export type Scene = ReturnType<typeof openScene>;
