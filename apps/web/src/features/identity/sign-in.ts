// Signing in and out through next-auth's own routes, without its client library.
import { dropAllDrafts, storage } from "#drafts/draft-store.ts";
import { sameOriginPath } from "#same-origin-path.ts";
import { send } from "#send.ts";

export type Trouble = "refused" | "unavailable" | "unreachable" | { readonly waitSeconds: number } | null;

type Credentials =
  | { readonly provider: "password"; readonly email: string; readonly password: string }
  | { readonly provider: "link"; readonly code: string };

/**
 * Null once the session cookie is set, else why it is not: `refused` gives no hint, `unavailable` is the same for everybody,
 * `unreachable` where no answer came, and after too many failures how long to wait.
 */
export async function signIn({ provider, ...typed }: Credentials): Promise<Trouble> {
  try {
    const answer = await post(`/api/auth/callback/${provider}`, typed);
    if (answer.ok) return null;
    if (answer.status === 429) return { waitSeconds: Number(answer.headers.get("retry-after")) || 60 };
    return answer.status >= 500 ? "unavailable" : "refused";
  } catch {
    return "unreachable";
  }
}

/** `in 14 minutes, at 15:32`: rounded up, so that nobody comes back too early. */
export function waitInWords(seconds: number, now = new Date()): string {
  const minutes = Math.ceil(seconds / 60);
  const at = new Date(now.getTime() + minutes * 60_000);
  const clock = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return `in ${minutes} ${minutes === 1 ? "minute" : "minutes"}, at ${clock}`;
}

/** Ends the session on the server, drops what was typed here, and leaves for the sign-in page. Throws where no answer came. */
export async function signOut(): Promise<void> {
  const answer = await post("/api/auth/signout", {});
  if (!answer.ok) throw new Error(`signing out was answered with ${answer.status}`);
  dropAllDrafts(storage());
  location.assign(sameOriginPath("/login"));
}

/** Where to go afterwards; a full load, so that nothing of the visit before stays. */
export const arrive = (next: string | undefined): void => location.assign(sameOriginPath(next));

async function post(url: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  const { csrfToken } = (await (await send("/api/auth/csrf")).json()) as { csrfToken: string };
  return send(url, {
    method: "POST",
    body: new URLSearchParams({ ...fields, csrfToken, callbackUrl: "/", json: "true" }),
  });
}
