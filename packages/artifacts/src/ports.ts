// The two ports of file contents: uploads in the making, which resume at an offset, and blobs, which are named by their SHA-256.
import type { Readable } from "node:stream";

/** Bytes as they come: a Node stream, a web stream, a generator. */
export type Body = AsyncIterable<Uint8Array>;

export type Appended = {
  /** Where `body` belongs: the length the upload has now. */
  readonly offset: number;
  readonly body: Body;
  /** Length the whole upload may reach. */
  readonly limitBytes: number;
  /** Aborting ends the append as a cut connection would: what came before stays. */
  readonly signal?: AbortSignal | undefined;
};
/** First and last byte, both included and within the blob, as in an HTTP range. */
export type ByteRange = { readonly start: number; readonly end: number };
export type Content = { readonly sha256: string; readonly sizeBytes: number };
/** What an upload must have come to. Who does not know the digest beforehand leaves it out. */
export type Promised = { readonly sizeBytes: number; readonly sha256?: string | undefined };

/**
 * Where uploads grow: on a disk of this process's own, or on one that processes share. One writer at a time is seen to within
 * a process; between processes whoever calls sees to it, and says so by `takeOver`. What a call has answered survives a
 * crash of the process and of the machine. Nothing is ever held in memory whole. Refusals are ChanceryErrors:
 *
 * | refusal | code | reason | facts |
 * | --- | --- | --- | --- |
 * | no such upload | NOT_FOUND | `upload_unknown` | |
 * | upload begun before | CONFLICT | `upload_exists` | |
 * | a second writer | CONFLICT | `upload_busy` | |
 * | bytes for another offset | CONFLICT | `offset_mismatch` | `offset`, the right one |
 * | fewer bytes than promised | CONFLICT | `upload_incomplete` | `offset` |
 * | more bytes than promised | INVALID_INPUT | `body_too_long` | |
 * | other bytes than promised | INVALID_INPUT | `digest_mismatch` | |
 * | no room | UNAVAILABLE | `storage_full` | |
 * | the device failed | UNAVAILABLE | `storage_failed` | |
 *
 * After `storage_full` everything works again once there is room. After `storage_failed` the process must take
 * no further writes: a failed fsync may have lost what an earlier answer promised.
 */
export type Staging = {
  /** Starts an upload of length 0. `uploadId` is a UUID. */
  begin(uploadId: string): Promise<void>;

  /** How many bytes of the upload are durable: where to go on. While one is writing it lags behind. */
  offset(uploadId: string): Promise<number>;

  /**
   * Adds `body` at exactly `offset` and answers the new, durable length. One writer at a time; the lock ends with the call,
   * however it ends. When `body` breaks off or `signal` aborts, what was received is kept, made durable, and the cause thrown.
   * A body that would pass `limitBytes` is refused and leaves the upload as it was.
   */
  append(uploadId: string, appended: Appended): Promise<number>;

  /**
   * Another process may have written since this one did: what was remembered of the upload is forgotten. Where that process
   * may still write, the bytes are moved out of its reach first. Nothing to do when there is no such upload.
   */
  takeOver(uploadId: string, from: { readonly mayStillWrite: boolean }): Promise<void>;

  /**
   * Hands the upload to `blobs` and ends it: its bytes are durable before they are visible. Answers their digest, which was
   * computed as they came. An incomplete upload can go on, and so can one that `blobs` did not take; one with other bytes
   * than promised is discarded.
   */
  commit(uploadId: string, promised: Promised, blobs: Pick<Blobs, "putFile">): Promise<Content>;

  /** Ends an upload and frees its space; refused while something writes to it, nothing to do when there is none. */
  discard(uploadId: string): Promise<void>;

  /** Discards uploads without a writer that nothing was added to since `olderThan`; answers their ids. */
  sweep(age: { readonly olderThan: Date }): Promise<readonly string[]>;
};

/**
 * Contents that are whole. Promises and refusals are those of `Staging`, and:
 *
 * | refusal | code | reason | facts |
 * | --- | --- | --- | --- |
 * | no such blob | NOT_FOUND | `blob_unknown` | |
 * | a range beyond the blob | INVALID_INPUT | `range_outside` | `sizeBytes` |
 */
export type Blobs = {
  /**
   * Takes over a synced file with this content: durable, then visible, all at once. A blob that is there already is equal,
   * and a rotten one heals. Whoever calls has computed the digest. When it fails, the file stays where it was.
   */
  putFile(path: string, content: Content): Promise<void>;

  /** The length of the blob and its bytes, or those of the range. The stream holds a file open until it ends or is destroyed. */
  open(sha256: string, range?: ByteRange): Promise<{ readonly sizeBytes: number; readonly stream: Readable }>;

  /** Undefined where there is none. */
  stat(sha256: string): Promise<{ readonly sizeBytes: number } | undefined>;

  /** Frees the space of a blob; nothing to do when there is none. */
  delete(sha256: string): Promise<void>;
};

/** Where a registry keeps the contents of its files. */
export type Artifacts = { readonly uploads: Staging; readonly blobs: Blobs };
