// A file in the queue: what its row shows, and what is known of it besides.
import { Speed } from "./speed.ts";
import type { Address } from "./transport.ts";
import type { FileRefusal, NewFile, UploadFile, UploadState } from "./upload-file.ts";

/** As long as the server keeps an upload that nobody goes on with. */
const keptMs = 7 * 86_400_000;

export class Row {
  readonly id: string;
  file: File;
  path: string;
  state: UploadState = "waiting";
  sentBytes = 0;
  tries = 0;
  retryAtMs: number | undefined;
  fingerprint: string | undefined;
  sha256: string | undefined;
  serverSha256: string | undefined;
  resumedAt: number | undefined;
  isStored: boolean | undefined;
  refusal: FileRefusal | undefined;
  uploadId: string | undefined;
  /** Where it may be sent, once the server has begun it. */
  address: Address | undefined;
  /** Of what is being done for it now. */
  stop = new AbortController();
  /** Of what is done for it as long as it is in the queue. */
  readonly gone = new AbortController();
  /** True once its whole digest is being computed beside. */
  isHashing = false;
  readonly speed = new Speed();
  #keptFromMs: number | undefined;
  #shown: UploadFile | undefined;

  constructor(id: string, { file, path }: NewFile) {
    [this.id, this.file, this.path] = [id, file, path];
  }

  /** What is shown of it is worked out anew. */
  touch(): void {
    this.#shown = undefined;
  }

  got(bytes: number, nowMs: number): void {
    this.sentBytes = Math.min(this.file.size, Math.max(0, bytes));
    this.speed.note(nowMs, this.sentBytes);
    this.#keptFromMs = nowMs;
    this.touch();
  }

  /** Begins again what it was, also with the same file picked anew. */
  restart(file: File): void {
    const isSame = file.size === this.file.size && file.lastModified === this.file.lastModified;
    if (!isSame) [this.fingerprint, this.sha256, this.isHashing] = [undefined, undefined, false];
    this.file = file;
    this.to("waiting");
    [this.tries, this.retryAtMs] = [0, undefined];
  }

  to(state: UploadState, refusal?: FileRefusal): void {
    [this.state, this.refusal] = [state, refusal];
    if (state !== "waiting") this.retryAtMs = undefined;
    if (state !== "sending") this.speed.restart();
    this.touch();
  }

  /** The same object until something of it changes. */
  shown(nowMs: number): UploadFile {
    this.#shown ??= this.#show(nowMs);
    return this.#shown;
  }

  #show(nowMs: number): UploadFile {
    const { id, path, sentBytes, state, sha256, serverSha256, resumedAt, isStored, refusal, retryAtMs } = this;
    const bytesPerSecond = state === "sending" ? this.speed.bytesPerSecond(nowMs) : undefined;
    const missing = this.file.size - sentBytes;
    return {
      ...{ id, path, sizeBytes: this.file.size, sentBytes, state, bytesPerSecond },
      secondsLeft: bytesPerSecond ? missing / bytesPerSecond : undefined,
      retryInSeconds: retryAtMs === undefined ? undefined : Math.max(0, Math.ceil((retryAtMs - nowMs) / 1000)),
      ...{ sha256, serverSha256, resumedAt, isStored, refusal },
      isEqual: sha256 === undefined || serverSha256 === undefined ? undefined : sha256 === serverSha256,
      keptUntil:
        state === "done" || this.#keptFromMs === undefined
          ? undefined
          : new Date(this.#keptFromMs + keptMs).toISOString(),
    };
  }
}
