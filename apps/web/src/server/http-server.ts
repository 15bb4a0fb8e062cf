// One Node HTTP server with limits on how slowly a request may be sent, and an end that loses nothing.
import { createServer, type RequestListener, type Server } from "node:http";

const drainMs = 25_000;

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
  server.on("upgrade", (_request, socket) => socket.destroy());
  server.on("clientError", (_error, socket) => {
    if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  return server;
}

/** Lets what is being answered end, up to 25 seconds; an upload that is cut goes on later. */
export async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const impatience = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(impatience);
}
