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

/** Cuts the connection of a body that comes too slowly. What came of it stays. */
export function holdPace(request: IncomingMessage, { idleMs, spanMs, leastBytes }: Pace): void {
  const { socket } = request;
  let before = socket.bytesRead;
  const cut = () => {
    if (!request.complete) socket.destroy();
  };
  const look = () => {
    if (socket.bytesRead - before < leastBytes) cut();
    before = socket.bytesRead;
  };
  socket.setTimeout(idleMs, cut);
  const looking = setInterval(look, spanMs).unref();
  request.once("close", () => {
    clearInterval(looking);
    socket.setTimeout(0);
  });
}
