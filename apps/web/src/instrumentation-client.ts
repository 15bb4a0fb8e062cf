// Runs before anything else in the browser: scripts may come from our own build and nowhere else, whoever inserts them.
import { hashWorkerPath } from "#features/uploads/hashing/messages.ts";

type PolicyFactory = { createPolicy(name: "default", rules: { createScriptURL(url: string): string }): unknown };

// React inserts the chunks of a not-found or error page as script elements with a plain URL, which our CSP
// (require-trusted-types-for 'script') refuses. Markup and code from strings stay refused: the policy has no rule for them.
const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
trustedTypes?.createPolicy("default", { createScriptURL: ownScriptUrl });

export function ownScriptUrl(url: string): string {
  const { origin, pathname } = new URL(url, location.href);
  if (origin !== location.origin || !(pathname.startsWith("/_next/static/") || pathname === hashWorkerPath))
    throw new TypeError("refused a script from elsewhere");
  return url;
}
