// What every answer carries: request id, versions, and the headers that keep a browser from doing anything with it; errors in one shape.
import type { ChanceryError } from "@chancery/core";
import type { ErrorHandler, MiddlewareHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { answerable, errorBody, statusOf } from "../error-map.ts";
import { addressReader } from "./client-address.ts";
import { traceIdOf, type Env } from "./request.ts";

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
export const dressed: MiddlewareHandler<Env> = async (c, next) => {
  const { house, addressOf } = c.var.deps;
  const { incoming } = c.env ?? {};
  c.set("requestId", house.newId());
  c.set("address", incoming && (addressOf ?? socketAddress)(incoming));
  const startedAt = performance.now();
  await next();
  const { headers } = c.res;
  const set = (name: string, value: string) => {
    if (!headers.has(name)) headers.set(name, value);
  };
  headers.set("X-Request-Id", c.var.requestId);
  headers.set("Chancery-Version", house.settings.version);
  headers.set("Chancery-Oldest-Client", house.settings.oldestClient);
  for (const [name, value] of Object.entries(fixedHeaders)) set(name, value);
  set("Cache-Control", "private, no-store");
  set("Vary", "Cookie, Authorization");
  house.log.info(
    {
      requestId: c.var.requestId,
      traceId: traceIdOf(c.req.header("traceparent")),
      actorId: (c.var.call as { actor: { id: string } } | undefined)?.actor.id,
      address: c.var.address,
      method: c.req.method,
      path: c.req.path.slice(0, 300),
      status: c.res.status,
      ms: Math.round(performance.now() - startedAt),
    },
    "request",
  );
};

export const onError: ErrorHandler<Env> = (thrown, c) => {
  const { house, onStorageFailed } = c.var.deps;
  const error = answerable(thrown, { requestId: c.var.requestId, log: house.log });
  if (error.reasons.some(({ code }) => code === "storage_failed")) onStorageFailed?.();
  return c.json(errorBody(error, c.var.requestId), statusOf(error) as ContentfulStatusCode, errorHeaders(error));
};

function errorHeaders(error: ChanceryError): Record<string, string> {
  const { retryAfterSeconds, offset, sizeBytes } = error.facts;
  return {
    ...(error.code === "UNAUTHENTICATED" && { "WWW-Authenticate": "Bearer" }),
    ...(error.code === "VERSION_MISMATCH" && { Upgrade: "chancery-client" }),
    ...(error.code === "UNAVAILABLE" && { "Retry-After": String(retryAfterSeconds ?? 5) }),
    ...(error.code === "LIMIT_EXCEEDED" &&
      retryAfterSeconds !== undefined && { "Retry-After": String(retryAfterSeconds) }),
    ...(offset !== undefined && { "Upload-Offset": String(offset) }),
    ...(error.reasons[0]?.code === "range_outside" && { "Content-Range": `bytes */${sizeBytes}` }),
  };
}
