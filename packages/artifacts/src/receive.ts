// Writes an incoming body into a file, hashing on the way; whatever ends it, what has been written is made durable.
import type { Hash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import type { Body } from "./ports.ts";
import { bodyTooLong } from "./refusals.ts";

const writeBytes = 1 << 20;
const syncBytes = 64 << 20;

type Incoming = {
  readonly at: number;
  readonly body: Body;
  readonly limitBytes: number;
  readonly signal: AbortSignal | undefined;
  readonly hash: Hash;
  /** Told each new durable length, at least every 64 MiB. */
  onDurable(length: number): void;
  /** Asked before each of these syncs; throwing refuses the rest. */
  mayGoOn(length: number): Promise<void>;
};
/** How a body broke off, when it did not end by itself. */
export type Cut = { readonly cause: unknown };

/** Writes the body on from `at`. When it is cut, what came is kept and `hash` fits it. Throws body_too_long, what `mayGoOn` throws, and faults of the device. */
export async function receive(
  file: FileHandle,
  incoming: Incoming,
): Promise<{ readonly length: number; readonly cut: Cut | undefined }> {
  const { body, limitBytes, signal, hash, onDurable, mayGoOn } = incoming;
  let [begun, written, asked] = [incoming.at, incoming.at, incoming.at];
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let writing = Promise.resolve();
  let syncing = Promise.resolve();
  /** One write at a time; it runs while its bytes are hashed and the body goes on, and its failure is met at the next one. */
  const flush = async () => {
    await writing;
    const bytes = Buffer.concat(waiting);
    [waiting, waitingBytes] = [[], 0];
    writing = writeAll(file, bytes, begun).then(() => void (written += bytes.length));
    writing.catch(() => undefined);
    begun += bytes.length;
    hash.update(bytes);
  };
  /** One sync at a time, over what is written; it runs while the body goes on, and its failure is met at the next one. */
  const sync = async () => {
    await writing;
    await syncing;
    const length = (asked = written);
    syncing = file.datasync().then(() => onDurable(length));
    syncing.catch(() => undefined);
  };
  const take = async (chunk: Uint8Array) => {
    if (begun + waitingBytes + chunk.length > limitBytes) throw bodyTooLong(limitBytes);
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes < writeBytes) return;
    await flush();
    if (begun - asked < syncBytes) return;
    await writing;
    await mayGoOn(written);
    await sync();
  };
  try {
    const cut = await takeAll(body, signal, take);
    await flush();
    await sync();
    await syncing;
    return { length: written, cut };
  } finally {
    // Nothing runs on when the caller takes the file back.
    await writing.catch(() => undefined);
    await syncing.catch(() => undefined);
  }
}

/** Feeds the body to `take`; how it broke off, or undefined when it ended. What `take` throws is no cut and passes. */
async function takeAll(
  body: Body,
  signal: AbortSignal | undefined,
  take: (chunk: Uint8Array) => Promise<void>,
): Promise<Cut | undefined> {
  const chunks = untilAborted(body, signal);
  try {
    for (;;) {
      const next = await chunks.next().catch((cause: unknown) => ({ cause }));
      if ("cause" in next) return next;
      if (next.done) return undefined;
      await take(next.value);
    }
  } finally {
    await chunks.return(undefined);
  }
}

/** The same chunks; throws the signal's reason as soon as it aborts, also while the body is stalled. */
async function* untilAborted(body: Body, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array, void> {
  const chunks = body[Symbol.asyncIterator]();
  let stop: (reason: unknown) => void = () => undefined;
  const onAbort = () => stop(signal?.reason);
  signal?.addEventListener("abort", onAbort);
  try {
    for (;;) {
      signal?.throwIfAborted();
      // Not Promise.race: racing one long-lived promise keeps every chunk of the body in memory.
      const next = await new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
        stop = reject;
        chunks.next().then(resolve, reject);
      });
      if (next.done) return;
      yield next.value;
    }
  } finally {
    signal?.removeEventListener("abort", onAbort);
    // Not awaited: a stalled source may answer only when it is done.
    chunks.return?.()?.catch(() => undefined);
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
