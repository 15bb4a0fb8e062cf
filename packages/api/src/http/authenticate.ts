// Who a request acts for: a Bearer token, or else the session cookie. A request with Authorization has no cookies.
import { anonymousActor, refuse, type Actor } from "@chancery/core";
import { actorOfToken } from "@chancery/services";
import type { Guard } from "./guards.ts";
import type { AppDeps } from "./request.ts";

const bearer = /^Bearer ([A-Za-z0-9_-]{1,200})$/i;

/** UNAUTHENTICATED for an Authorization header that is not a good token: never falls back to a cookie. */
async function actorOf(deps: AppDeps, header: (name: string) => string | undefined): Promise<Actor> {
  const authorization = header("authorization");
  if (authorization !== undefined) {
    const token = bearer.exec(authorization.trim())?.[1];
    if (token === undefined)
      throw refuse("UNAUTHENTICATED", "token_refused", "the Authorization header must be: Bearer <API token>");
    return actorOfToken(deps.house, token);
  }
  const cookie = header("cookie");
  return cookie === undefined ? anonymousActor : deps.actorOfCookie(cookie);
}

const idempotencyKey = /^[\x21-\x7e]{1,128}$/;

export const authenticate: Guard = async (c) => {
  const header = (name: string) => c.req.header(name);
  const actor = await actorOf(c.get("deps"), header);
  const key = header("idempotency-key");
  if (key !== undefined && !idempotencyKey.test(key))
    throw refuse("INVALID_INPUT", "idempotency_key_invalid", "an Idempotency-Key is 1 to 128 printable characters");
  c.set("call", {
    actor,
    requestId: c.get("requestId"),
    idempotencyKey: key,
    address: c.get("address"),
    userAgent: header("user-agent")?.slice(0, 500),
  });
};
