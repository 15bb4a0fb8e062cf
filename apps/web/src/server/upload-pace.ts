// How slowly a file may be sent: it may take for ever while bytes come, and no connection is held by a trickle of them.
import type { IncomingMessage } from "node:http";

export type Pace = {
  /** Without a single byte. */
  readonly idleMs: number;
  /** How many bytes come in each of these spans at least: fewer hold a connection and get nobody anywhere. */
  readonly spanMs: number;
  readonly leastBytes: number;
};
/** A kilobyte a second. */
export const uploadPace: Pace = { idleMs: 60_000, spanMs: 60_000, leastBytes: 60_000 };

/** A file's bytes: the client's PATCH, or the PUT of a browser. */
export const isSendingFile = (method: string | undefined, path: string): boolean =>
  (method === "PATCH" && /^\/api\/v1\/uploads\/[^/]+$/.test(path)) ||
  (method === "PUT" && /^\/api\/ingest\/[^/]+$/.test(path));

/**
 * Cuts the connection of a body that comes too slowly. What came of it stays. Time in which we are the ones who do not read
 * counts for nobody. The connection's own timeout is left to Node, which keeps by it the ones that are idle between requests.
 */
export function holdPace(request: IncomingMessage, { idleMs, spanMs, leastBytes }: Pace): void {
  const { socket } = request;
  const tickMs = Math.min(idleMs, spanMs) / 4;
  let [seen, quietMs] = [socket.bytesRead, 0];
  let [before, inSpanMs] = [socket.bytesRead, 0];
  const look = () => {
    if (request.complete) return;
    const { bytesRead } = socket;
    const isOurs = request.readableLength > 0;
    quietMs = isOurs || bytesRead > seen ? 0 : quietMs + tickMs;
    inSpanMs = isOurs ? 0 : inSpanMs + tickMs;
    const isSpanOver = inSpanMs >= spanMs;
    if (quietMs >= idleMs || (isSpanOver && bytesRead - before < leastBytes)) return void socket.destroy();
    seen = bytesRead;
    if (isOurs || isSpanOver) [before, inSpanMs] = [bytesRead, 0];
  };
  const looking = setInterval(look, tickMs).unref();
  request.once("close", () => clearInterval(looking));
}
