// What every answer carries: request id, versions, and the headers that keep a browser from doing anything with it; errors in one shape.
import type { ChanceryError } from "@chancery/core";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { answerable, errorBody, retryHeader, statusOf } from "../error-map.ts";
import { loggedPath } from "../trpc.ts";
import { addressReader } from "./client-address.ts";
import type { Guard } from "./guards.ts";
import { traceIdOf, type AppDeps, type Ctx } from "./request.ts";

/** What every answer of this server carries, where it says nothing else. */
export const fixedHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
  "X-Frame-Options": "DENY",
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
};

const socketAddress = addressReader();

type Handle = (c: Ctx) => Response | Promise<Response>;

/**
 * Makes Hono's handlers of ours: the request's id, guards in their order, the answer or its refusal, the headers of whatever
 * is answered (never any that allow another origin), a line in the log. One function and not a chain: a link costs several promises.
 */
export function answeringFor(
  deps: AppDeps,
): (guards: readonly Guard[], handle: Handle) => (c: Ctx) => Promise<Response> {
  const { house, addressOf = socketAddress } = deps;
  const { version, oldestClient } = house.settings;
  /** What an answer carries unless it says otherwise; the versions it never says. */
  const standing = Object.entries({
    "Chancery-Version": version,
    "Chancery-Oldest-Client": oldestClient,
    ...fixedHeaders,
    "Cache-Control": "private, no-store",
    Vary: "Cookie, Authorization",
  });
  return (guards, handle) => async (c) => {
    const requestId = house.newId();
    const startedAt = performance.now();
    c.set("deps", deps);
    c.set("requestId", requestId);
    const { incoming, outgoing } = c.env ?? {};
    c.set("address", incoming && addressOf(incoming));
    // Behind a Node server they are put where they are sent from: a Headers object costs more than the rest of an answer.
    if (outgoing) {
      outgoing.setHeader("X-Request-Id", requestId);
      for (const [name, value] of standing) outgoing.setHeader(name, value);
    }
    const response = await answer(c, guards, handle);
    if (!outgoing) dress(response.headers, [["X-Request-Id", requestId], ...standing]);
    noteRequest(c, { status: response.status, ms: Math.round(performance.now() - startedAt) });
    return response;
  };
}

async function answer(c: Ctx, guards: readonly Guard[], handle: Handle): Promise<Response> {
  try {
    for (const guard of guards) {
      const asking = guard(c);
      if (asking) await asking;
    }
    return await handle(c);
  } catch (thrown) {
    return refusal(c, thrown);
  }
}

function dress(headers: Headers, standing: readonly (readonly [name: string, value: string])[]): void {
  for (const [name, value] of standing) if (!headers.has(name)) headers.set(name, value);
}

function noteRequest(c: Ctx, outcome: { readonly status: number; readonly ms: number }): void {
  c.get("deps").house.log.info(
    {
      requestId: c.get("requestId"),
      traceId: traceIdOf(c.req.header("traceparent")),
      actorId: (c.get("call") as { actor: { id: string } } | undefined)?.actor.id,
      address: c.get("address"),
      method: c.req.method,
      path: loggedPath(c.req.path),
      ...outcome,
    },
    "request",
  );
}

function refusal(c: Ctx, thrown: unknown): Response {
  const { house, onStorageFailed } = c.get("deps");
  const error = answerable(thrown, { requestId: c.get("requestId"), log: house.log });
  if (error.reasons.some(({ code }) => code === "storage_failed")) onStorageFailed?.();
  // What is left of the body is not read: the connection ends with this answer.
  const closing = c.env?.incoming?.complete === false ? { Connection: "close" } : {};
  return c.json(errorBody(error, c.get("requestId")), statusOf(error) as ContentfulStatusCode, {
    ...errorHeaders(error),
    ...closing,
  });
}

function errorHeaders(error: ChanceryError): Record<string, string> {
  const { offset, sizeBytes } = error.facts;
  return {
    ...(error.code === "UNAUTHENTICATED" && { "WWW-Authenticate": "Bearer" }),
    ...(error.code === "VERSION_MISMATCH" && { Upgrade: "chancery-client" }),
    ...retryHeader(error),
    ...(offset !== undefined && { "Upload-Offset": String(offset) }),
    ...(error.reasons[0]?.code === "range_outside" && { "Content-Range": `bytes */${sizeBytes}` }),
  };
}
