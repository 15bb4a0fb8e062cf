// Signing in and out through next-auth's own routes, without its client library.
import { dropAllDrafts, storage } from "#drafts/draft-store.ts";
import { sameOriginPath } from "#same-origin-path.ts";
import { send } from "#send.ts";

export type Trouble = "refused" | "unavailable" | "unreachable" | null;

type Credentials =
  | { readonly provider: "password"; readonly email: string; readonly password: string }
  | { readonly provider: "link"; readonly code: string };

/**
 * Null once the session cookie is set, else why it is not: `refused` gives no hint, `unavailable` is the same for everybody,
 * `unreachable` where no answer came.
 */
export async function signIn({ provider, ...typed }: Credentials): Promise<Trouble> {
  try {
    const answer = await post(`/api/auth/callback/${provider}`, typed);
    if (answer.ok) return null;
    return answer.status >= 500 ? "unavailable" : "refused";
  } catch {
    return "unreachable";
  }
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
