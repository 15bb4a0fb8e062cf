// The Node server: which plane a request goes to, and how long it may take.
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { isOwnHost } from "@chancery/api";
import { addressHeader, requestIdHeader } from "../portal-door.ts";

type Planes = {
  /** /api, /healthz, /readyz, /.well-known: everything but pages and next-auth's own routes. */
  readonly machine: RequestListener;
  readonly pages: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  isClaimed(): Promise<boolean>;
  newId(): string;
  readonly publicUrl: string;
};

const bodyLimitMs = 30_000;
const idleLimitMs = 60_000;
const notClaimed = "This registry has not been claimed yet: open the one-time link its server printed at start.\n";

/** A server that closes half-sent requests: headers within 10 s, bodies within 30 s, uploads as long as bytes keep coming. */
export function createListener(planes: Planes): Server {
  const server = createServer({ connectionsCheckingInterval: 2_000 }, (request, response) => {
    limitBody(request);
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    if (isMachine(path)) return planes.machine(request, response);
    void servePage(planes, path, request, response);
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 0; // Node would cut uploads; limitBody does it per request
  server.keepAliveTimeout = 5_000;
  server.timeout = idleLimitMs;
  server.maxConnections = 20_000;
  return server;
}

const isMachine = (path: string): boolean =>
  (path.startsWith("/api/") && !path.startsWith("/api/auth/")) ||
  path === "/healthz" ||
  path === "/readyz" ||
  path.startsWith("/.well-known/");

function limitBody(request: IncomingMessage): void {
  if (request.method === "PATCH") return;
  const timer = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, bodyLimitMs).unref();
  request.once("close", () => clearTimeout(timer));
}

async function servePage(
  planes: Planes,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const say = (status: number, text: string) =>
    response
      .writeHead(status, {
        "Content-Type": "text/plain; charset=utf-8",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      })
      .end(text);
  if (!isOwnHost(request.headers.host, planes.publicUrl))
    return void say(421, "This server answers to its public URL only.\n");
  if (!isOpenUnclaimed(path) && !(await planes.isClaimed())) return void say(503, notClaimed);
  // Ours alone to set: what a client sent under these names is dropped.
  request.headers[requestIdHeader] = planes.newId();
  request.headers[addressHeader] = request.socket.remoteAddress ?? "unknown";
  await planes.pages(request, response);
}

const isOpenUnclaimed = (path: string): boolean =>
  path.startsWith("/claim/") ||
  path.startsWith("/_next/static/") ||
  path.startsWith("/api/auth/") ||
  path === "/icon.svg" ||
  path === "/favicon.ico";
