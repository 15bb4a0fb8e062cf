// Signing in and out through next-auth's own routes, without its client library.
import { sameOriginPath } from "#same-origin-path.ts";

type Credentials =
  | { readonly provider: "password"; readonly email: string; readonly password: string }
  | { readonly provider: "link"; readonly code: string };

/** True once the session cookie is set; false for every refusal, which gives no hint. Throws where the server did not answer. */
export async function signIn({ provider, ...typed }: Credentials): Promise<boolean> {
  const answer = await post(`/api/auth/callback/${provider}`, typed);
  return answer.ok;
}

/** Ends the session on the server and leaves for the sign-in page. */
export async function signOut(): Promise<void> {
  await post("/api/auth/signout", {});
  location.assign("/login");
}

/** Where to go afterwards; a full load, so that nothing of the visit before stays. */
export const arrive = (next: string | undefined): void => location.assign(sameOriginPath(next));

async function post(url: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  const { csrfToken } = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
  return fetch(url, {
    method: "POST",
    body: new URLSearchParams({ ...fields, csrfToken, callbackUrl: "/", json: "true" }),
  });
}
