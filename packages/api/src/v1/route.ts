// A route of /api/v1: declared once, for the app, the OpenAPI document and the census of routes.
import { isUtf8 } from "node:buffer";
import { refuse, utf8Fault, type Permission } from "@chancery/core";
import type { z } from "zod";
import type { Ctx } from "../http/request.ts";

/** `schema` is the body's, when it is JSON. */
export type Answer = {
  readonly status: number;
  readonly description: string;
  readonly media?: string;
  readonly schema?: z.ZodType;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Route = {
  readonly method: "get" | "post" | "patch" | "put" | "delete";
  /** `/api/v1/versions/{versionId}/files/{+path}`: a `+` takes the rest, slashes included. */
  readonly path: string;
  /** `noun_verb`: what clients are generated under. */
  readonly operation: `${string}_${string}`;
  readonly summary: string;
  readonly permission: Permission;
  /** Its fields in `path` are path parameters; the others are the query of a GET, or the JSON body. */
  readonly input?: z.ZodType;
  readonly headers?: Readonly<Record<string, string>>;
  /** The media type of a body that is a stream. */
  readonly stream?: "application/octet-stream" | "multipart/form-data";
  readonly answers: readonly Answer[];
  handle(c: Ctx): Promise<Response>;
};

/** The query, as its guard has read it: Hono's own reading is slow. */
export const queryOf = (c: Ctx): Readonly<Record<string, string>> => c.get("query") ?? {};

/** The body as JSON; `empty` where there is none. Bytes that are not UTF-8 are refused: replaced, they would be kept as what nobody wrote. */
export async function bodyOf(c: Ctx, empty?: unknown): Promise<unknown> {
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  if (bytes.length === 0 && empty !== undefined) return empty;
  const at = isUtf8(bytes) ? undefined : utf8Fault(bytes);
  if (at !== undefined)
    throw refuse("INVALID_INPUT", "body_not_utf8", `the body is not UTF-8: byte ${at} begins no character`);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw refuse("INVALID_INPUT", "input_malformed", "the body is not JSON");
  }
}

/** The rest of the path from the n-th segment on, decoded exactly once. */
export function restOfPath(c: Ctx, from: number): string {
  const segments = new URL(c.req.url).pathname.split("/").slice(from);
  try {
    return decodeURIComponent(segments.join("/"));
  } catch {
    throw refuse("INVALID_INPUT", "path_malformed", "the path is not percent-encoded UTF-8");
  }
}

export const requestEnded = () => refuse("UNAVAILABLE", "request_ended", "the connection ended early");

/** The body as it comes in, never held whole. The connection outlives a refusal, so that the refusal can be read. */
export function sentBody(c: Ctx): AsyncIterable<Uint8Array> {
  const incoming = c.env?.incoming;
  if (incoming?.destroyed) throw requestEnded();
  if (incoming) return incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
  return (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>;
}
