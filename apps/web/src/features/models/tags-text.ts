// Tags as lines of name=value, the way people edit them.

export const tagsText = (tags: Readonly<Record<string, string>>): string =>
  Object.entries(tags)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n");

/** Lines without a name are dropped; of a repeated name the last line counts. */
export function tagsOf(text: string): Record<string, string> {
  const lines = text.split("\n").map((line) => line.trim());
  return Object.fromEntries(
    lines.flatMap((line) => {
      const cut = line.indexOf("=");
      const name = (cut < 0 ? line : line.slice(0, cut)).trim();
      return name === "" ? [] : [[name, cut < 0 ? "" : line.slice(cut + 1).trim()]];
    }),
  );
}
