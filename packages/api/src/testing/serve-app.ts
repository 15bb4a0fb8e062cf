// The app over a real house, asked as HTTP clients ask. Cookies stand for actors by name: how a cookie is read is the server's business.
import { anonymousActor, namedPermissions, type Actor } from "@chancery/core";
import { createToken } from "@chancery/services";
import type { World } from "@chancery/services/testing";
import { createApp } from "../app.ts";
import type { Disclosure } from "../http/well-known.ts";

export const origin = "http://localhost:3000";
export type Asked = {
  readonly as?: Actor;
  readonly token?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly method?: string;
};
type Trpc = {
  readonly result?: { readonly data: unknown };
  readonly error?: { readonly message: string; readonly data: Refused };
};
type Refused = {
  readonly code: string;
  readonly message: string;
  readonly reasons: readonly { readonly code: string }[];
  readonly requestId: string;
};

/** Everything a test asks the app with. */
export function serveApp(world: World, disclosure: Disclosure = {}) {
  const people = new Map<string, Actor>();
  const actorOfCookie = (cookie: string) =>
    Promise.resolve(people.get(/actor=([^;]+)/.exec(cookie)?.[1] ?? "") ?? anonymousActor);
  const app = createApp({ house: world.house, actorOfCookie }, disclosure);
  const cookieOf = (actor: Actor) => {
    people.set(actor.id, actor);
    return `actor=${actor.id}`;
  };
  /** As the portal asks: with its cookie, its origin and the header that no form can send. */
  const portalHeaders = (actor: Actor) => ({
    cookie: cookieOf(actor),
    origin,
    "sec-fetch-site": "same-origin",
    "x-chancery-csrf": "1",
  });
  const ask = (path: string, { as, token, headers = {}, body, method }: Asked = {}): Promise<Response> => {
    const isRaw = body instanceof Uint8Array || typeof body === "string";
    const init = {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        ...(as && portalHeaders(as)),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && !isRaw && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: isRaw ? (body as string) : JSON.stringify(body) }),
    };
    return Promise.resolve(app.fetch(new Request(`${origin}${path}`, init)));
  };
  return {
    app,
    ask,
    cookieOf,
    query: (procedure: string, input: unknown = {}, asked: Asked = {}) =>
      ask(`/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, asked),
    mutate: (procedure: string, input: unknown = {}, asked: Asked = {}) =>
      ask(`/api/trpc/${procedure}`, { ...asked, method: "POST", body: input }),
    async tokenOf(
      actor: Actor,
      scopes: readonly string[] = ["*", ...(actor.kind === "person" ? namedPermissions : [])],
    ) {
      return (await createToken(world.house, world.call(actor), { name: "test", scopes, expiresInDays: 1 })).token;
    },
  };
}

/** The refusal in an answer, whichever transport it came by. */
export async function refusalIn(answer: Response): Promise<Refused> {
  const body = (await answer.json()) as Refused & Trpc;
  return body.error?.data ?? body;
}
