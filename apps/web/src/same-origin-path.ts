// Every address this portal sends anybody to: only ever a path of this portal.

const here = "https://portal.invalid";
/**
 * What one reader takes for a step up or another server, and another for a name: empty steps, dots (Node's URL leaves some
 * standing, as in `/.:/..`), encoded separators, dots and controls.
 */
const isTrick = (pathname: string) => /\/\/|\/\.{1,2}(?:\/|$)|%(?:[01][0-9a-f]|2e|2f|5c|7f)/i.test(pathname);

/**
 * The path when it stays on this origin, else "/". What is judged is the text that comes out, not the one that went in:
 * resolving takes dots away, and what is left of `/..//host` is `//host`.
 */
export function sameOriginPath(path: string | null | undefined): string {
  if (!path?.startsWith("/") || /[\u0000-\u0020\\\u007f]/.test(path)) return "/";
  const url = URL.canParse(path, here) ? new URL(path, here) : undefined;
  if (url?.origin !== here || isTrick(url.pathname)) return "/";
  return url.pathname + url.search + url.hash;
}
