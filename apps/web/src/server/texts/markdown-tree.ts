// Markdown as mdast reads it, with the source beside it: character references stay visible, positions lead back to the text.
import { decodeNamedCharacterReference } from "decode-named-character-reference";
import type { Definition, FootnoteDefinition, Heading, Nodes, Root } from "mdast";
import { fromMarkdown, type Extension } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { decodeNumericCharacterReference } from "micromark-util-decode-numeric-character-reference";

export type Parsed = {
  readonly source: string;
  readonly root: Root;
  /** Words of the source that are shown as something else: the `amp` of `&amp;`. */
  readonly said: string[];
};

export function parseMarkdown(source: string): Parsed {
  const said: string[] = [];
  const root = fromMarkdown(source, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown(), visibleReferences(said)],
  });
  return { source, root, said };
}

/** `&amp;` and `&nbsp;` are what they stand for; a reference to a letter or digit is shown as it was written. */
const visibleReferences = (said: string[]): Extension => ({
  exit: {
    characterReferenceValue(token) {
      const written = this.sliceSerialize(token);
      const type = this.data.characterReferenceType;
      this.data.characterReferenceType = undefined;
      const base = type === "characterReferenceMarkerHexadecimal" ? 16 : 10;
      const meant =
        type === undefined
          ? decodeNamedCharacterReference(written) || ""
          : decodeNumericCharacterReference(written, base);
      const isMeant = meant !== "" && !/[\p{L}\p{N}]/u.test(meant);
      if (isMeant) said.push(written, `x${written}`);
      const marker = type === undefined ? "" : base === 16 ? "#x" : "#";
      const tail = this.stack[this.stack.length - 1];
      if (tail && "value" in tail) tail.value += isMeant ? meant : `&${marker}${written};`;
    },
  },
});

/** Every node of the kinds that others point to, in the order of the text. */
export function pointedAt(root: Root) {
  const found = {
    headings: [] as Heading[],
    definitions: new Map<string, Definition>(),
    footnotes: [] as FootnoteDefinition[],
  };
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === "heading") found.headings.push(node);
    if (node.type === "footnoteDefinition") found.footnotes.push(node);
    if (node.type === "definition" && !found.definitions.has(node.identifier))
      found.definitions.set(node.identifier, node);
    if ("children" in node) waiting.push(...node.children.toReversed());
  }
  return found;
}
