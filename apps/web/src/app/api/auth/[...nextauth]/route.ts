// Sign-in and sign-out: the only routes under /api that Next answers itself.
import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { authOptions } from "#auth-options.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  const response = (await NextAuth(request, context, authOptions())) as Response;
  const [action] = (await context.params).nextauth;
  if (request.method === "POST" && action === "signout")
    response.headers.set("Clear-Site-Data", '"cache", "cookies", "storage"');
  return response;
}

export { handle as GET, handle as POST };
