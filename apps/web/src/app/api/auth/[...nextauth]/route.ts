// Sign-in and sign-out: the only routes under /api that Next answers itself.
import { unavailableSeconds } from "@chancery/core";
import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { authOptions } from "#auth-options.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  let isUnavailable = false;
  const options = authOptions(() => (isUnavailable = true));
  const response = (await NextAuth(request, context, options)) as Response;
  if (isUnavailable) return unavailable();
  const [action] = (await context.params).nextauth;
  if (request.method === "POST" && action === "signout")
    response.headers.set("Clear-Site-Data", '"cache", "cookies", "storage"');
  return response;
}

/** Told apart from a refusal, and alike for everybody: it says nothing about the account that was named. */
const unavailable = () =>
  Response.json(
    { code: "UNAVAILABLE", message: "nobody can sign in at this moment: try again shortly" },
    { status: 503, headers: { "Retry-After": String(unavailableSeconds) } },
  );

export { handle as GET, handle as POST };
