// A file in the queue: what its row shows, and what is known of it besides.
import { Speed } from "./speed.ts";
import type { Address, Place } from "./transport.ts";
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
  /** The upload that the server has of it, and the path that it has there. */
  begun: { readonly uploadId: string; readonly path: string } | undefined;
  /** Until the server has answered what was begun. */
  beginning: Promise<void> | undefined;
  /** It was to be begun, and no answer came: the server may have it all the same. */
  isUnsure = false;
  /** Where it may be sent, once the server has begun it. */
  address: Address | undefined;
  /** Of what is being done for it now. */
  stop = new AbortController();
  /** Of what is done for it as long as it is in the queue. */
  readonly gone = new AbortController();
  /** Of its content, which is being read as a whole beside the sending. */
  reading: object | undefined;
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

  isSameAs = ({ size, lastModified }: File): boolean =>
    size === this.file.size && lastModified === this.file.lastModified;

  /** Holds one of the connections: nothing is sent of it any more once the server has it. */
  isSending(): boolean {
    return this.state === "sending" || (this.state === "finishing" && this.serverSha256 === undefined);
  }

  place(versionId: string): Place {
    const { path, fingerprint, sha256 } = this;
    return {
      versionId,
      path,
      ...(fingerprint !== undefined && { fingerprint }),
      ...(sha256 !== undefined && { sha256 }),
    };
  }

  /** What the server has of it from now on, also where the row has been paused or is being taken out. */
  note(address: Address | undefined): void {
    this.isUnsure = false;
    if (!address || address.refusal) return;
    this.begun = address.customId === null ? undefined : { uploadId: address.customId, path: this.path };
    if (address.state === "committed") this.serverSha256 = address.sha256 ?? undefined;
  }

  /** The server has other bytes than were read here. */
  differs(): boolean {
    return this.sha256 !== undefined && this.serverSha256 !== undefined && this.sha256 !== this.serverSha256;
  }

  /** Begins again what it was, also with the same file picked anew. */
  restart(file: File): void {
    if (!this.isSameAs(file) || this.differs())
      [this.fingerprint, this.sha256, this.reading] = [undefined, undefined, undefined];
    [this.serverSha256, this.isStored, this.resumedAt] = [undefined, undefined, undefined];
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
