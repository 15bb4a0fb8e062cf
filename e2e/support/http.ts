// People without a browser: they sign in and act over HTTP, as the portal's own pages do.
import { randomUUID } from "node:crypto";
import type { Person } from "./people.ts";
import type { RunningServer } from "./server.ts";

export type Session = {
  readonly url: string;
  readonly cookie: string;
  query(path: string, input?: object): Promise<unknown>;
  mutate(path: string, input: object, options?: { readonly idempotencyKey?: string }): Promise<unknown>;
  /** The same session at another server of the same place and cookie name. */
  at(url: string): Session;
};

/** What the server refused, with its status and its error body. */
export class Refused extends Error {
  readonly status: number;
  readonly body: unknown;
  constructor(what: string, status: number, body: unknown) {
    super(`${what} was answered ${status}: ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
  }
}

/** Settings under which a new registry starts claimed by `admin`. */
export const claimedBy = ({ name, email, password }: Person): NodeJS.ProcessEnv => ({
  CHANCERY_CLAIM_NAME: name,
  CHANCERY_CLAIM_EMAIL: email,
  CHANCERY_CLAIM_PASSWORD: password,
});

/** Refuses when the server does not let them in. */
export const signIn = (url: string, { email, password }: Pick<Person, "email" | "password">): Promise<Session> =>
  signInBy(url, "password", { email, password });

/** As who has the role in a demo, by the link it prints. */
export async function signInByLink({ url, printed }: RunningServer, role: string): Promise<Session> {
  const line = await printed(new RegExp(`^ +${role}\\b.*/sign-in/\\S+$`, "m"));
  const code = line.slice(line.lastIndexOf("/") + 1);
  return signInBy(url, "link", { code });
}

async function signInBy(url: string, provider: string, given: Readonly<Record<string, string>>): Promise<Session> {
  const start = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await start.json()) as { readonly csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/${provider}`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: cookiesOf(start) },
    body: new URLSearchParams({ ...given, csrfToken, json: "true" }),
  });
  const cookie = cookiesOf(answer);
  if (!answer.ok || !/session/.test(cookie)) throw new Refused("the sign-in", answer.status, await answer.text());
  return sessionAt(url, cookie);
}

function sessionAt(url: string, cookie: string): Session {
  const origin = new URL(url).origin;
  return {
    url,
    cookie,
    query: (path, input) =>
      call(`${url}/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input ?? {}))}`, { headers: { cookie } }),
    mutate: (path, input, options = {}) =>
      call(`${url}/api/trpc/${path}`, {
        method: "POST",
        headers: {
          cookie,
          origin,
          "content-type": "application/json",
          "x-chancery-csrf": "1",
          "idempotency-key": options.idempotencyKey ?? randomUUID(),
        },
        body: JSON.stringify(input),
      }),
    at: (other) => sessionAt(other, cookie),
  };
}

async function call(url: string, init: RequestInit): Promise<unknown> {
  const answer = await fetch(url, init);
  const text = await answer.text();
  const body: unknown = text.startsWith("{") ? JSON.parse(text) : text;
  if (!answer.ok) throw new Refused(new URL(url).pathname, answer.status, body);
  return (body as { readonly result: { readonly data: unknown } }).result.data;
}

/** Adds a person and joins as them: their session at the same server. */
export async function join(admin: Session, invited: Person): Promise<Session & { readonly actorId: string }> {
  const added = (await admin.mutate("people.add", { name: invited.name, email: invited.email })) as {
    readonly actor: { readonly id: string };
    readonly invitationUrl: string;
  };
  const code = added.invitationUrl.slice(added.invitationUrl.lastIndexOf("/") + 1);
  const door = sessionAt(admin.url, "");
  await door.mutate("identity.acceptInvitation", { code, password: invited.password });
  return { ...(await signIn(admin.url, invited)), actorId: added.actor.id };
}

/** An API token of whoever's session this is, with every scope they may give. */
export async function newToken(owner: Session, name = "test"): Promise<string> {
  const scopes = [
    "*",
    "promotion:vote",
    "tier:confirm",
    "grant:confirm",
    "group:confirm",
    "group:manage",
    "grant:give",
    "password:offer-reset",
  ];
  const made = (await owner.mutate("tokens.create", { name, scopes, expiresInDays: 30 })) as {
    readonly token: string;
  };
  return made.token;
}

const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
