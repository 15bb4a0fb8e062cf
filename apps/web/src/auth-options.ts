// next-auth, kept small: two credentials providers that start one of our session rows, and a cookie that only names it.
import type { NextAuthOptions, User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { portal } from "./house.ts";
import { addressHeader, type SignInAnswer, type Whence } from "./portal-door.ts";
import { sameOriginPath } from "./same-origin-path.ts";
import { cookieName, sessionCookie } from "./session-cookie.ts";

/**
 * Built per request, because the house exists only once the server has started. `onUnavailable` is called when nobody can
 * sign in at this moment: next-auth itself knows only that it failed.
 */
export function authOptions(onUnavailable: () => void): NextAuthOptions {
  const { publicUrl, sessionSecret } = portal();
  // eslint-disable-next-line no-restricted-properties -- next-auth takes its origin from nowhere else
  process.env["NEXTAUTH_URL"] = publicUrl;
  const { name, isSecure, maxAgeSeconds } = sessionCookie(publicUrl);
  const cookie = (called: string) => ({
    name: called,
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure: isSecure },
  });
  return {
    secret: sessionSecret,
    providers: [passwordProvider(onUnavailable), linkProvider(onUnavailable)],
    session: { strategy: "jwt", maxAge: maxAgeSeconds },
    pages: { signIn: "/login", signOut: "/login", error: "/login" },
    useSecureCookies: isSecure,
    cookies: {
      sessionToken: cookie(name),
      csrfToken: cookie(cookieName("csrf", isSecure)),
      callbackUrl: cookie(cookieName("callback", isSecure)),
    },
    callbacks: {
      // `user` stands only right after authorize(); an `update` from the browser changes nothing.
      jwt: ({ token, user }) =>
        user ? { sub: user.id, sid: (user as StartedUser).sid } : { sub: token.sub ?? "", sid: token["sid"] },
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) =>
        baseUrl + sameOriginPath(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.["sid"] === "string") await portal().endSession(token["sid"]);
      },
    },
    logger: { error() {}, warn() {}, debug() {} }, // the server logs sign-ins itself; next-auth would log what was typed
  };
}

type StartedUser = User & { readonly sid: string };
function userOf(answer: SignInAnswer, onUnavailable: () => void): StartedUser | null {
  if (answer === "unavailable") onUnavailable();
  return typeof answer === "string" ? null : { id: answer.actorId, sid: answer.sessionId };
}

const passwordProvider = (onUnavailable: () => void) =>
  Credentials({
    id: "password",
    credentials: { email: {}, password: {} },
    async authorize(typed, request) {
      const proof = { email: String(typed?.email ?? ""), password: String(typed?.password ?? "") };
      return userOf(await portal().startSession({ ...proof, ...whenceOf(request.headers) }), onUnavailable);
    },
  });

const linkProvider = (onUnavailable: () => void) =>
  Credentials({
    id: "link",
    credentials: { code: {} },
    async authorize(typed, request) {
      const proof = { code: String(typed?.code ?? "") };
      return userOf(await portal().startSessionByLink({ ...proof, ...whenceOf(request.headers) }), onUnavailable);
    },
  });

const whenceOf = (headers: Record<string, unknown> | undefined): Whence => ({
  userAgent: stringOf(headers?.["user-agent"]),
  address: stringOf(headers?.[addressHeader]),
});
const stringOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
