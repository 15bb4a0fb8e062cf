// Where links inside a text lead: ids of headings and footnotes, each once, and the same at both ends.
import type { FootnoteDefinition, Heading, Nodes } from "mdast";

export type Anchors = {
  readonly idOfHeading: ReadonlyMap<Heading, string>;
  readonly headingIds: ReadonlySet<string>;
  /** By identifier. */
  readonly idOfFootnote: ReadonlyMap<string, string>;
  /** A new id for a place that refers to a footnote, and the first one that was made. */
  refer(identifier: string): string;
  firstReference(identifier: string): string | null;
};

export function createAnchors(headings: readonly Heading[], footnotes: readonly FootnoteDefinition[]): Anchors {
  const taken = new Map<string, number>();
  const unique = (slug: string): string => {
    const times = taken.get(slug);
    taken.set(slug, (times ?? 0) + 1);
    return times === undefined ? slug : unique(`${slug}-${times}`);
  };
  const idOfHeading = new Map(headings.map((heading) => [heading, unique(slugOf(wordsIn(heading)))]));
  const idOfFootnote = new Map<string, string>();
  for (const { identifier } of footnotes)
    if (!idOfFootnote.has(identifier)) idOfFootnote.set(identifier, unique(`note-${slugOf(identifier)}`));
  const references = new Map<string, string>();
  return {
    idOfHeading,
    headingIds: new Set(idOfHeading.values()),
    idOfFootnote,
    refer(identifier) {
      const id = unique(`to-${idOfFootnote.get(identifier) ?? "note"}`);
      if (!references.has(identifier)) references.set(identifier, id);
      return id;
    },
    firstReference: (identifier) => references.get(identifier) ?? null,
  };
}

/** As GitHub makes them, so that a card's own table of contents works. */
export const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, "")
    .replace(/ /g, "-") || "section";

function wordsIn(node: Nodes): string {
  if ("value" in node) return node.value;
  if ("alt" in node) return node.alt ?? "";
  return "children" in node ? node.children.map(wordsIn).join("") : "";
}
