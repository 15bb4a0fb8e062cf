// What every answer carries: request id, versions, and the headers that keep a browser from doing anything with it; errors in one shape.
import type { ChanceryError } from "@chancery/core";
import type { ErrorHandler, MiddlewareHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { answerable, errorBody, retryHeader, statusOf } from "../error-map.ts";
import { loggedPath } from "../trpc.ts";
import { addressReader } from "./client-address.ts";
import { traceIdOf, type AppDeps, type Ctx, type Env } from "./request.ts";

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

/** First of all: the request's id, and the headers of whatever will be answered. Never any that allow another origin. */
export function dressed(deps: AppDeps): MiddlewareHandler<Env> {
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
  return async (c, next) => {
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
    await next();
    if (!outgoing) dress(c.res.headers, [["X-Request-Id", requestId], ...standing]);
    noteRequest(c, Math.round(performance.now() - startedAt));
  };
}

function dress(headers: Headers, standing: readonly (readonly [name: string, value: string])[]): void {
  for (const [name, value] of standing) if (!headers.has(name)) headers.set(name, value);
}

function noteRequest(c: Ctx, ms: number): void {
  c.get("deps").house.log.info(
    {
      requestId: c.get("requestId"),
      traceId: traceIdOf(c.req.header("traceparent")),
      actorId: (c.get("call") as { actor: { id: string } } | undefined)?.actor.id,
      address: c.get("address"),
      method: c.req.method,
      path: loggedPath(c.req.path),
      status: c.res.status,
      ms,
    },
    "request",
  );
}

export const onError: ErrorHandler<Env> = (thrown, c) => {
  const { house, onStorageFailed } = c.get("deps");
  const error = answerable(thrown, { requestId: c.get("requestId"), log: house.log });
  if (error.reasons.some(({ code }) => code === "storage_failed")) onStorageFailed?.();
  return c.json(errorBody(error, c.get("requestId")), statusOf(error) as ContentfulStatusCode, errorHeaders(error));
};

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
