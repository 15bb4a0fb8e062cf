// Sign-in and sign-out: the only routes under /api that Next answers itself.
import { unavailableSeconds } from "@chancery/core";
import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { authOptions, type SignInHindrance } from "#auth-options.ts";
import { misdirected } from "#auth-routes.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth: segments } = await context.params;
  const refused = misdirected(request, segments);
  if (refused) return refused;
  const met: SignInHindrance[] = [];
  const options = authOptions((hindrance) => met.push(hindrance));
  const response = (await NextAuth(request, context, options)) as Response;
  if (met[0]) return hindered(met[0]);
  if (request.method === "POST" && segments[0] === "signout")
    response.headers.set("Clear-Site-Data", '"cache", "cookies", "storage"');
  return response;
}

/** Told apart from a refusal, and alike for everybody: it says nothing about the account that was named. */
function hindered(hindrance: SignInHindrance): Response {
  if (hindrance === "unavailable")
    return later(503, unavailableSeconds, {
      code: "UNAVAILABLE",
      message: "nobody can sign in at this moment: try again shortly",
    });
  return later(429, hindrance.retryAfterSeconds, {
    code: "LIMIT_EXCEEDED",
    message: "too many failed attempts: wait before the next one",
  });
}

const later = (status: number, seconds: number, body: { readonly code: string; readonly message: string }) =>
  Response.json(body, { status, headers: { "Retry-After": String(seconds) } });

export { handle as GET, handle as POST };
