// How many bytes the tree of a text takes on its page at most, as HTML and as data.
import type { TextBlock, TextInline } from "@chancery/core";
import { textWeight } from "../../page-weight.ts";

/** Tags and attributes of one element, and the array that stands for it in the data. */
const element = 95;
/** What keeps a text apart from its neighbours. */
const beside = 20;

export const treeWeight = (nodes: readonly (TextBlock | TextInline)[]): number =>
  nodes.reduce((sum, node) => sum + (node.kind === "text" ? beside : element) + weightWithin(node), beside);

/** What one element more for each of these adds to what they hold. */
const rows = <T>(items: readonly T[], weightOf: (item: T) => number): number =>
  items.reduce((sum, item) => sum + element + weightOf(item), 2 * element);
const texts = (...all: readonly (string | null)[]) => all.reduce((sum, text) => sum + textWeight(text ?? ""), 0);

function weightWithin(node: TextBlock | TextInline): number {
  switch (node.kind) {
    case "break":
    case "rule":
      return 0;
    case "text":
    case "code":
    case "source":
      return texts(node.text);
    case "fence":
      return 2 * element + texts(node.text, node.info);
    case "image":
      return element + texts(node.alt, node.address, node.title);
    case "note":
      return 2 * element + texts(node.label, node.to, node.id);
    case "facts":
      return rows(node.rows, ({ key, values }) => 2 * element + texts(key, values.join(", ")));
    case "table":
      return rows(node.rows, (cells) => rows(cells, treeWeight));
    case "list":
      return rows(node.items, ({ marker, children }) => 3 * element + texts(marker) + treeWeight(children));
    default:
      return ownOf(node) + treeWeight(node.children);
  }
}

/** Of what holds others, without them. */
function ownOf(node: Extract<TextBlock | TextInline, { readonly children: unknown }>): number {
  switch (node.kind) {
    case "heading":
      return texts(node.id);
    case "jump":
      return texts(node.to);
    case "link":
      return element + texts(node.href, node.address, node.title);
    case "footnote":
      return 3 * element + texts(node.label, node.label, node.id, node.from);
    default:
      return 0;
  }
}
