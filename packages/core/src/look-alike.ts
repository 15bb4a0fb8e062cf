// Names that cannot be told apart by looking at them. Without zod: browsers judge by these too.

// C0, DEL, C1 controls; bidirectional marks, zero-width and blank letters and tags that make two names look alike.
/** What no name may hold. */
export const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;

/** NFC and one case: two texts with one key would be taken for each other. By way of upper case, or a final sigma would hide a collision. */
export const collisionKey = (text: string): string =>
  text.normalize("NFC").toLowerCase().toUpperCase().toLowerCase().normalize("NFC");

/** The folders that a path lies in, outermost first: of `a/b/c` those are `a` and `a/b`. */
export function foldersOf(path: string): readonly string[] {
  const segments = path.split("/");
  return segments.slice(1).map((_, n) => segments.slice(0, n + 1).join("/"));
}
