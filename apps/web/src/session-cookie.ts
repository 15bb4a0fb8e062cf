// Name and life of the session cookie, known alike by the sign-in route and by the server that reads it back.

const maxAgeSeconds = 7 * 24 * 60 * 60;

export type SessionCookie = { readonly name: string; readonly isSecure: boolean; readonly maxAgeSeconds: number };

/** `__Host-` everywhere but on plain-http loopback, where browsers would refuse it. */
export function sessionCookie(publicUrl: string): SessionCookie {
  const isSecure = !isPlainLoopback(publicUrl);
  return { name: cookieName("session", isSecure), isSecure, maxAgeSeconds };
}

/** The same rule for the other cookies of signing in. */
export const cookieName = (what: string, isSecure: boolean): string => `${isSecure ? "__Host-" : ""}chancery.${what}`;

function isPlainLoopback(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === "http:" && (hostname === "localhost" || hostname === "127.0.0.1");
}
