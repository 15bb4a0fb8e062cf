// One file to the server: begun, sent from the offset the server states, finished. A cut connection costs at most a chunk.
import type { UploadView } from "@chancery/core";
import { ChanceryClientError } from "../error.ts";
import type { Http } from "../http.ts";
import { backoffMs, isPassing, pause, throwIfCancelled } from "../retry.ts";
import { readFrom, requireUnchanged, type HashedFile } from "./local-file.ts";
import type { Tally } from "./progress.ts";
import { untimed, watchStall } from "./stall.ts";

/** Sent with one PATCH at most: what a cut connection can cost. */
export const chunkBytes = 64 * 1024 * 1024;
/** A proxy that lets no more than this through is not one to send models by. */
export const leastPieceBytes = 64 * 1024;
/** How much one PATCH of this push carries: less once a proxy on the way has refused more. */
export type Piece = { bytes: number };
export const createPiece = (): Piece => ({ bytes: chunkBytes });
/** Failures in a row without a byte of progress before the upload is given up. */
const patience = 8;
/** How long a server is left alone after a cut connection before it is asked how far it got. */
const settleMs = 250;
/** Finishing makes the bytes durable, and of a large file that takes a while. */
const finishMs = 10 * 60_000;

type Upload = {
  readonly http: Http;
  readonly versionId: string;
  readonly file: HashedFile;
  readonly tally: Tally;
  readonly piece: Piece;
  readonly signal: AbortSignal | undefined;
};

/** Resolves once the file is part of the draft. `isReused` when the server had its bytes already and none were sent. */
export async function uploadFile(upload: Upload): Promise<{ readonly isReused: boolean }> {
  const { http, versionId, file, signal } = upload;
  const { path, sizeBytes, sha256 } = file;
  const json = { versionId, path, sizeBytes, sha256 };
  const begun = (await http.json("/api/v1/uploads", { method: "POST", json, signal })) as UploadView;
  if (begun.state === "receiving") await sendAndFinish(upload, begun);
  upload.tally.moveTo(path, sizeBytes);
  return { isReused: begun.state === "committed" };
}

/** A server that crashed may have to be sent the end, or all of it, again. */
async function sendAndFinish(upload: Upload, { id, offset: begunAt }: UploadView): Promise<void> {
  const { http, signal } = upload;
  let offset = begunAt;
  for (let tried = 1; ; tried++) {
    await sendAll(upload, { id, offset });
    try {
      await http.json(`${uploadPath(id)}/finish`, { method: "POST", json: {}, signal, timeoutMs: finishMs });
      return;
    } catch (error) {
      if (!canGoOn(error) || tried >= patience) throw error;
      await pause(backoffMs(tried), signal);
      offset = offsetIn(error) ?? upload.file.sizeBytes;
    }
  }
}

const uploadPath = (id: string) => `/api/v1/uploads/${encodeURIComponent(id)}`;

async function sendAll(upload: Upload, from: { readonly id: string; readonly offset: number }): Promise<void> {
  const { file, tally, signal } = upload;
  const { id } = from;
  let { offset } = from;
  for (let failures = 0; offset < file.sizeBytes;) {
    throwIfCancelled(signal);
    tally.moveTo(file.path, offset);
    const before = offset;
    try {
      offset = await sendChunk(upload, id, offset);
      failures = 0;
    } catch (error) {
      if (isTooLarge(error)) {
        halve(upload.piece, { sentBytes: file.sizeBytes - offset, cause: error });
        continue;
      }
      if (!canGoOn(error)) throw error;
      // The server may still be taking in what was on its way: asked at once it would name an offset it is about to leave.
      await pause(Math.max(error.retryAfterMs ?? 0, settleMs, backoffMs(failures)), signal);
      offset = offsetIn(error) ?? (await askOffset(upload, id));
      failures = offset > before ? 0 : failures + 1;
      if (failures >= patience) throw error;
      // A proxy may hang up on a body it finds too large before its 413 can be read.
      if (failures > 1) upload.piece.bytes = Math.max(leastPieceBytes, Math.floor(upload.piece.bytes / 2));
    }
  }
}

/** A 413 that is not Chancery's own: something between has a limit on bodies. */
const isTooLarge = (error: unknown): error is ChanceryClientError =>
  error instanceof ChanceryClientError && error.status === 413 && error.reasons.length === 0;

function halve(piece: Piece, { sentBytes, cause }: { sentBytes: number; cause: ChanceryClientError }): void {
  const refused = Math.min(piece.bytes, sentBytes);
  if (refused <= leastPieceBytes) {
    const message = `a proxy before the server refuses a body of ${refused} bytes: raise its limit (nginx: client_max_body_size)`;
    throw new ChanceryClientError("LIMIT_EXCEEDED", message, { reasons: [{ code: "proxy_limit", message }], cause });
  }
  piece.bytes = Math.max(leastPieceBytes, Math.floor(refused / 2));
}

/** One PATCH; answers the offset the server has then. */
async function sendChunk({ http, file, tally, piece, signal }: Upload, id: string, offset: number): Promise<number> {
  await requireUnchanged(file);
  const end = Math.min(file.sizeBytes, offset + piece.bytes);
  const stall = watchStall(signal);
  async function* bytes() {
    let at = offset;
    for await (const piece of readFrom(file, offset, end)) {
      stall.beat();
      yield piece;
      tally.onWire(piece.length);
      tally.moveTo(file.path, (at += piece.length));
    }
  }
  const headers = {
    "upload-offset": String(offset),
    "upload-complete": end === file.sizeBytes ? "?1" : "?0",
    "content-type": "application/octet-stream",
    "content-length": String(end - offset),
  };
  try {
    const stream = ReadableStream.from<Uint8Array>(bytes());
    const response = await http.send(uploadPath(id), {
      method: "PATCH",
      headers,
      stream,
      signal: stall.signal,
      timeoutMs: untimed,
    });
    const reached = Number(response.headers.get("upload-offset") ?? end);
    await response.body?.cancel();
    return reached;
  } catch (error) {
    throw stall.explain(error);
  } finally {
    stall.end();
  }
}

/** The offset the server has durably. */
async function askOffset({ http, signal }: Upload, id: string): Promise<number> {
  const response = await http.send(uploadPath(id), { method: "HEAD", signal });
  const offset = Number(response.headers.get("upload-offset") ?? Number.NaN);
  if (Number.isSafeInteger(offset)) return offset;
  throw new ChanceryClientError("INTERNAL", "the server does not say how far the upload is");
}

/** Worth going on: cut off, the server stands elsewhere than we thought, or it has not let go of a connection that died. */
const canGoOn = (error: unknown): error is ChanceryClientError =>
  isPassing(error) ||
  (error instanceof ChanceryClientError &&
    error.code === "CONFLICT" &&
    (offsetIn(error) !== undefined || error.reasons.some(({ code }) => code === "upload_busy")));

const offsetIn = (error: ChanceryClientError) =>
  typeof error.facts["offset"] === "number" ? error.facts["offset"] : undefined;
