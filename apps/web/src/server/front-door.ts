// Where every request comes in: the machine plane to Hono, pages to Next, each within its limits.
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { fixedHeaders, isOwnHost, isOwnOrigin, type AddressOf } from "@chancery/api";
import { isChanceryError, unavailableSeconds } from "@chancery/core";
import { hashWorkerPath } from "../features/uploads/hashing/messages.ts";
import { stopReadingOnceAnswered } from "./linger.ts";
import { answering } from "./page-status.ts";
import { holdPace, isSendingFile, uploadPace } from "./upload-pace.ts";
import { addressHeader, pathHeader, requestIdHeader } from "../portal-door.ts";

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;
type Rooms = {
  readonly api: Listener;
  readonly pages: Listener;
  /** Answers the script of the browser's hashing thread. */
  readonly hashWorker: Listener;
  readonly publicUrl: string;
  readonly addressOf: AddressOf;
  isClaimed(): Promise<boolean>;
  newId(): string;
};

const maxFormBytes = 1024 * 1024;
const bodyTimeMs = 30_000;

export function frontDoor(rooms: Rooms): RequestListener {
  return (request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    limitBodyTime(request, path);
    if (announcesBody(request)) stopReadingOnceAnswered(request, response);
    for (const [name, value] of Object.entries(fixedHeaders)) response.setHeader(name, value);
    if (isAmbiguous(request)) return refuse(response, 400, "the request can be read in more than one way");
    if (isMachinePath(path)) return void rooms.api(request, response);
    void servePage(rooms, request, response, path).catch((error: unknown) => refuseOver(error, response));
  };
}

export const isMachinePath = (path: string): boolean =>
  (path.startsWith("/api/") && !path.startsWith("/api/auth/")) ||
  /^\/(tlog|\.well-known)(\/|$)/.test(path) ||
  path === "/healthz" ||
  path === "/readyz";

async function servePage(
  { pages, hashWorker, publicUrl, addressOf, isClaimed, newId }: Rooms,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const fault = faultOf(request, { path, publicUrl });
  if (fault) return refuse(response, ...fault);
  if (!isOpenBeforeClaim(path) && !(await isClaimed()))
    return refuse(
      response,
      503,
      "This registry has not been claimed yet: open the link that its server printed when it started.",
    );
  if (path === hashWorkerPath) return void hashWorker(request, response);
  dressRequest(request, { requestId: newId(), address: addressOf(request) });
  await answering(response, () => pages(request, response));
}

function faultOf(
  { headers, method = "GET" }: IncomingMessage,
  { path, publicUrl }: { readonly path: string; readonly publicUrl: string },
): readonly [status: number, text: string] | undefined {
  if (!isReadable(path)) return [400, "the address contains a percent sign that encodes nothing"];
  if (!isOwnHost(headers.host, publicUrl)) return [421, "this server answers only at its public URL"];
  if (headers["next-action"] !== undefined) return [404, "not found"]; // there are no server actions
  if (headers.upgrade !== undefined) return [400, "this server supports no other protocol"];
  if (method === "GET" || method === "HEAD") return undefined;
  if (method !== "POST" || !path.startsWith("/api/auth/")) return [405, "read pages with GET"];
  if (!isOwnOrigin({ origin: headers.origin, site: siteOf(headers) }, publicUrl))
    return [403, "this request comes from another site"];
  if (!formTypes.has(headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase() ?? ""))
    return [415, "sign in with a form or JSON"];
  if (headers["content-length"] === undefined) return [411, "the body's length is missing"];
  return Number(headers["content-length"]) > maxFormBytes ? [413, "the body is larger than 1 MB"] : undefined;
}

const siteOf = (headers: IncomingMessage["headers"]) => [headers["sec-fetch-site"] ?? []].flat()[0];
/** Not multipart: nothing here reads it, and parsers of it are a way in. */
const formTypes = new Set(["application/x-www-form-urlencoded", "application/json"]);

const isOpenBeforeClaim = (path: string) => /^\/(claim\/|_next\/static\/|login$|icon\.svg$)/.test(path);

/** Headers that some release of Next let bypass its checks, and those by which the server speaks to the pages. */
const ownNames = [
  "x-middleware-subrequest",
  "x-middleware-subrequest-id",
  "next-resume",
  pathHeader,
  requestIdHeader,
  addressHeader,
];

/** Next tells robots by patterns that take the square of a name's length, on the thread that answers everybody. */
const longestAgent = 300;

function dressRequest(
  request: IncomingMessage,
  { requestId, address }: { readonly requestId: string; readonly address: string | undefined },
): void {
  for (const name of ownNames) delete request.headers[name];
  for (const name of Object.keys(request.headers)) if (/^x-forwarded-/.test(name)) delete request.headers[name];
  const agent = request.headers["user-agent"];
  if (agent !== undefined) request.headers["user-agent"] = agent.slice(0, longestAgent);
  request.headers[requestIdHeader] = requestId;
  if (address) request.headers[addressHeader] = address;
}

/** Two hosts, dots that climb, or a target that some would take for another server's: what a proxy ahead of us went by, nobody can say. */
const isAmbiguous = ({ url = "", rawHeaders }: IncomingMessage) =>
  !/^\/(?![/\\])[^\\]*$/.test(url.split("?", 1)[0] ?? "") ||
  /\/(?:\.|%2e){1,2}(?:[/?#]|$)/i.test(url.split("?", 1)[0] ?? "") ||
  rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === "host").length > 1;

/** Next fails on a path that it cannot decode. */
function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** A file may take for ever while bytes come; anything else has half a minute to be sent whole. */
function limitBodyTime(request: IncomingMessage, path: string): void {
  const { socket } = request;
  const cut = () => {
    if (!request.complete) socket.destroy();
  };
  if (isSendingFile(request.method, path)) return holdPace(request, uploadPace);
  if (!announcesBody(request)) return;
  const timer = setTimeout(cut, bodyTimeMs).unref();
  request.once("end", () => clearTimeout(timer));
  request.once("close", () => clearTimeout(timer));
}

/** RFC 9112 §6.3: without either header a request has no body, and is whole when its head is. */
const announcesBody = ({ headers }: IncomingMessage) =>
  headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;

function refuseOver(error: unknown, response: ServerResponse): void {
  if (!isChanceryError(error) || error.code !== "UNAVAILABLE")
    return refuse(response, 500, "something failed on the server");
  if (!response.headersSent) response.setHeader("Retry-After", String(unavailableSeconds));
  refuse(response, 503, error.message);
}

function refuse(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
    Connection: "close",
  });
  response.end(`${text}\n`);
}
