// next-auth, kept small: two credentials providers that start one of our session rows, and a cookie that only names it.
import type { NextAuthOptions, User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { portal } from "./house.ts";
import { addressHeader, type SignInAnswer, type SignInHindrance, type Whence } from "./portal-door.ts";
import { sameOriginPath } from "./same-origin-path.ts";
import { cookieName, sessionCookie } from "./session-cookie.ts";

export type { SignInHindrance };
type Hear = (hindrance: SignInHindrance) => void;

/**
 * Built per request, because the house exists only once the server has started. `onHindrance` hears why nothing was tried:
 * next-auth itself knows only that signing in failed.
 */
export function authOptions(onHindrance: Hear): NextAuthOptions {
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
    providers: [passwordProvider(onHindrance), linkProvider(onHindrance)],
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
function userOf(answer: SignInAnswer, onHindrance: Hear): StartedUser | null {
  if (answer === "refused") return null;
  if (answer !== "unavailable" && "actorId" in answer) return { id: answer.actorId, sid: answer.sessionId };
  onHindrance(answer);
  return null;
}

const passwordProvider = (onHindrance: Hear) =>
  Credentials({
    id: "password",
    credentials: { email: {}, password: {} },
    async authorize(typed, request) {
      const proof = { email: String(typed?.email ?? ""), password: String(typed?.password ?? "") };
      return userOf(await portal().startSession({ ...proof, ...whenceOf(request.headers) }), onHindrance);
    },
  });

const linkProvider = (onHindrance: Hear) =>
  Credentials({
    id: "link",
    credentials: { code: {} },
    async authorize(typed, request) {
      const proof = { code: String(typed?.code ?? "") };
      return userOf(await portal().startSessionByLink({ ...proof, ...whenceOf(request.headers) }), onHindrance);
    },
  });

const whenceOf = (headers: Record<string, unknown> | undefined): Whence => ({
  userAgent: stringOf(headers?.["user-agent"]),
  address: stringOf(headers?.[addressHeader]),
});
const stringOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
