// The policy and the cache rule of every page. It never authorises: each page asks for its actor itself.
import { NextResponse, type NextRequest } from "next/server";
import { pathHeader } from "./portal-door.ts";

// What every answer carries beside these, the front door sets.
const fixedHeaders: Readonly<Record<string, string>> = { "Cache-Control": "private, no-store" };

// Each let a request past Next's own checks in some release; nothing of ours uses them.
const strippedHeaders = ["x-middleware-subrequest", "next-resume"];

export function proxy(request: NextRequest): NextResponse {
  if (request.headers.has("next-action")) return new NextResponse(null, { status: 404, headers: fixedHeaders }); // there are no server actions
  const policy = contentSecurityPolicy(crypto.randomUUID());
  const headers = new Headers(request.headers);
  for (const name of strippedHeaders) headers.delete(name);
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search);
  headers.set("Content-Security-Policy", policy); // Next takes the nonce of its own scripts from here
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(fixedHeaders)) response.headers.set(name, value);
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

/** No inline style, no foreign origin, no script without this response's nonce, no string into a script sink. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "worker-src 'self'", // which of ours, the page's Trusted Types say
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
}

export const config = { matcher: ["/((?!_next/static/).*)"] };
