// Where to go after signing in: only ever a path of this portal.

/** The path when it stays on this origin, else "/". Refuses `//host`, `/\host`, schemes and control characters. */
export function sameOriginPath(path: string | null | undefined): string {
  if (!path?.startsWith("/") || /[\u0000-\u0020\\]/.test(path)) return "/";
  const here = "http://portal.invalid";
  const url = URL.canParse(path, here) ? new URL(path, here) : undefined;
  return url?.origin === here ? url.pathname + url.search + url.hash : "/";
}
