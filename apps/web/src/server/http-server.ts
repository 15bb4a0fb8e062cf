// One Node HTTP server with limits on how slowly a request may be sent, and an end that loses nothing.
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { Server as SocketServer, type Socket } from "node:net";
import { isSendingFile } from "./upload-pace.ts";

const drainMs = 25_000;
/** An upload goes on where it was cut, so nobody waits for one. */
const uploadDrainMs = 2_000;
/** From the timer of an idle connection to its cut: enough for one turn of the event loop. */
const keepAliveGraceMs = 500;
const uploads = new WeakMap<Server, Set<IncomingMessage>>();

/** Listens, or throws. Half-sent requests are closed within 12 seconds; protocols we do not speak at once. */
export async function listen(
  handle: RequestListener,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Server> {
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 0, // bodies have their own limits: uploads take as long as they need
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 2_000,
    },
    handle,
  );
  server.maxConnections = 10_000;
  server.timeout = 600_000;
  uploads.set(server, uploadsOf(server));
  keepForGrace(server);
  server.on("upgrade", (_request, socket) => socket.destroy());
  server.on("clientError", closeRefused);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  return server;
}

/**
 * Node cuts an idle connection by a timer, and timers run before it reads: after a stall, as by a slow sync of the disk,
 * a request that has been waiting on the connection would be lost with it. One look at what came in goes before the cut.
 */
function keepForGrace(server: Server): void {
  const overdue = new WeakSet<Socket>();
  server.on("request", ({ socket }) => overdue.delete(socket));
  server.on("timeout", (socket: Socket) => {
    if (overdue.has(socket)) return void socket.destroy();
    overdue.add(socket);
    socket.setTimeout(keepAliveGraceMs);
  });
}

/**
 * A browser keeps connections in spare, and takes what comes on one for the answer to the request it just sends there:
 * one that nothing came over is closed without a word, and a 408 it knows to ask again after.
 */
function closeRefused(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || socket.bytesRead === 0) return void socket.destroy();
  const status = error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? "408 Request Timeout" : "400 Bad Request";
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function uploadsOf(server: Server): Set<IncomingMessage> {
  const running = new Set<IncomingMessage>();
  server.on("request", (request) => {
    if (!isSendingFile(request.method, request.url?.split("?", 1)[0] ?? "")) return;
    running.add(request);
    request.once("close", () => running.delete(request));
  });
  return running;
}

/**
 * Takes no new connection and lets what is being answered end, uploads up to 2 seconds, anything else up to 25.
 * A request that is on its way over a connection kept alive is still answered, and told that this was the last.
 */
export async function drain(server: Server): Promise<void> {
  server.prependListener("request", (_request, response) => response.setHeader("Connection", "close"));
  // Not the HTTP server's own close(): it cuts idle connections at once, and the next request with them.
  // Left alone they end by the keep-alive limit that every answer names.
  const closed = new Promise<void>((resolve) => SocketServer.prototype.close.call(server, () => resolve()));
  const cutting = setTimeout(() => uploads.get(server)?.forEach((request) => request.socket.destroy()), uploadDrainMs);
  const impatience = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(cutting);
  clearTimeout(impatience);
}
