// Bytes to an upload that was begun: sent from the offset the server states, finished. A cut connection costs at most a chunk.
import { ChanceryClientError } from "../error.ts";
import type { Http } from "../http.ts";
import { backoffMs, isPassing, patience, pause, throughRestart, throwIfCancelled } from "../retry.ts";
import { untimed, watchStall } from "./stall.ts";

/** Sent with one PATCH at most: what a cut connection can cost. */
export const chunkBytes = 64 * 1024 * 1024;
/** A proxy that lets no more than this through is not one to send models by. */
export const leastPieceBytes = 64 * 1024;
/** How much one PATCH of this push carries: less once a proxy on the way has refused more. */
export type Piece = { bytes: number };
export const createPiece = (): Piece => ({ bytes: chunkBytes });
/** How long a server is left alone after a cut connection before it is asked how far it got. */
const settleMs = 250;
/** Finishing makes the bytes durable, and of a large file that takes a while. */
const finishMs = 10 * 60_000;

/** What the body of an upload is made of. */
export type Source = {
  readonly sizeBytes: number;
  /** Bytes `start` to `end` (exclusive). Throws LOCAL_FILE when what it reads has changed. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
  /** It is sent up to here. May go back, when a cut connection lost some. */
  moveTo(offset: number): void;
  onWire(bytes: number): void;
};
export type Sending = {
  readonly http: Http;
  readonly source: Source;
  readonly piece: Piece;
  readonly signal: AbortSignal | undefined;
};
type Begun = { readonly id: string; readonly offset: number };

/** Begins an upload: the same one, however often it takes. */
export function begin(
  { http, signal }: Pick<Sending, "http" | "signal">,
  path: string,
  json: unknown,
): Promise<unknown> {
  const idempotencyKey = crypto.randomUUID();
  return throughRestart(signal, () => http.json(path, { method: "POST", json, signal, idempotencyKey }));
}

/** A server that crashed may have to be sent the end, or all of it, again. */
export async function sendAndFinish(sending: Sending, { id, offset: begunAt }: Begun): Promise<void> {
  const { http, signal } = sending;
  let offset = begunAt;
  for (let tried = 1; ; tried++) {
    await sendAll(sending, { id, offset });
    try {
      await http.json(`${uploadPath(id)}/finish`, { method: "POST", json: {}, signal, timeoutMs: finishMs });
      return;
    } catch (error) {
      if (!canGoOn(error) || tried >= patience) throw error;
      await pause(backoffMs(tried), signal);
      offset = offsetIn(error) ?? sending.source.sizeBytes;
    }
  }
}

const uploadPath = (id: string) => `/api/v1/uploads/${encodeURIComponent(id)}`;

async function sendAll(sending: Sending, from: Begun): Promise<void> {
  const { source, signal } = sending;
  const { id } = from;
  let { offset } = from;
  for (let failures = 0; offset < source.sizeBytes;) {
    throwIfCancelled(signal);
    source.moveTo(offset);
    const before = offset;
    const sentBytes = Math.min(sending.piece.bytes, source.sizeBytes - offset);
    try {
      offset = await sendChunk(sending, id, offset);
      failures = 0;
    } catch (error) {
      if (isTooLarge(error)) {
        halve(sending.piece, { refused: sentBytes, cause: error });
        continue;
      }
      if (!canGoOn(error)) throw error;
      // The server may still be taking in what was on its way: asked at once it would name an offset it is about to leave.
      await pause(Math.max(error.retryAfterMs ?? 0, settleMs, backoffMs(failures)), signal);
      offset = offsetIn(error) ?? (await askOffset(sending, id));
      failures = offset > before ? 0 : failures + 1;
      if (failures >= patience) throw error;
      // A proxy may hang up on a body it finds too large before its 413 can be read.
      if (failures > 1) sending.piece.bytes = Math.max(leastPieceBytes, Math.floor(sending.piece.bytes / 2));
    }
  }
}

/** A 413 that is not Chancery's own: something between has a limit on bodies. */
const isTooLarge = (error: unknown): error is ChanceryClientError =>
  error instanceof ChanceryClientError && error.status === 413 && error.reasons.length === 0;

function halve(piece: Piece, { refused, cause }: { refused: number; cause: ChanceryClientError }): void {
  if (refused <= leastPieceBytes) {
    const message = `a proxy before the server refuses a body of ${refused} bytes: raise its limit (nginx: client_max_body_size)`;
    throw new ChanceryClientError("LIMIT_EXCEEDED", message, { reasons: [{ code: "proxy_limit", message }], cause });
  }
  // Another transfer may have learnt it meanwhile.
  piece.bytes = Math.min(piece.bytes, Math.max(leastPieceBytes, Math.floor(refused / 2)));
}

/** One PATCH; answers the offset the server has then. */
async function sendChunk({ http, source, piece, signal }: Sending, id: string, offset: number): Promise<number> {
  const end = Math.min(source.sizeBytes, offset + piece.bytes);
  const stall = watchStall(signal);
  let unreadable: unknown;
  async function* bytes() {
    let at = offset;
    for await (const piece of readable(source.read(offset, end), (error) => (unreadable = error))) {
      stall.beat();
      yield piece;
      source.onWire(piece.length);
      source.moveTo((at += piece.length));
    }
  }
  const headers = {
    "upload-offset": String(offset),
    "upload-complete": end === source.sizeBytes ? "?1" : "?0",
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
    throw unreadable ?? stall.explain(error); // `fetch` says only that the connection ended
  } finally {
    stall.end();
  }
}

async function* readable(bytes: AsyncIterable<Uint8Array>, note: (error: unknown) => void): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    note(error);
    throw error;
  }
}

/** The offset the server has durably. */
async function askOffset({ http, signal }: Sending, id: string): Promise<number> {
  const response = await throughRestart(signal, () => http.send(uploadPath(id), { method: "HEAD", signal }));
  const offset = Number(response.headers.get("upload-offset") ?? Number.NaN);
  if (Number.isSafeInteger(offset)) return offset;
  throw new ChanceryClientError("INTERNAL", "the server does not say how much has arrived");
}

/** Worth going on: cut off, the server stands elsewhere than we thought, or it has not let go of a connection that died. */
const canGoOn = (error: unknown): error is ChanceryClientError =>
  isPassing(error) ||
  (error instanceof ChanceryClientError &&
    error.code === "CONFLICT" &&
    (offsetIn(error) !== undefined || error.reasons.some(({ code }) => code === "upload_busy")));

const offsetIn = (error: ChanceryClientError) =>
  typeof error.facts["offset"] === "number" ? error.facts["offset"] : undefined;
