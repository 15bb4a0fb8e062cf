// From what was written to what is shown, in the worker: every word of the text is in the tree, or the text stays plain.
import { withUnseenShown, type PlainReason, type ShownText, type TextBlock, type TextInline } from "@chancery/core";
import type { Definition, ListItem, Nodes, PhrasingContent } from "mdast";
import { createAnchors, type Anchors } from "./anchors.ts";
import { takeFrontMatter } from "./front-matter.ts";
import { textLimits } from "./limits.ts";
import { inPage, linkOf, sayOf } from "./links.ts";
import { parseMarkdown, pointedAt, type Parsed } from "./markdown-tree.ts";
import { treeWeight } from "./tree-weight.ts";
import { lostWord, textsOf } from "./words.ts";

/** A limit that the text exceeds. */
class Exceeded extends Error {
  readonly why: PlainReason;
  constructor(why: PlainReason) {
    super(why);
    this.why = why;
  }
}

type Work = Parsed & {
  readonly anchors: Anchors;
  readonly definitions: ReadonlyMap<string, Definition>;
  /** How many nodes were made. */
  made: number;
};

/** Throws for nothing: a text that cannot be formatted is plain, and why. Takes as long as the parser does. */
export function renderText(text: string): ShownText {
  if (Buffer.byteLength(text) > textLimits.bytes) return { kind: "plain", why: "too-long" };
  try {
    return treeOf(text.replaceAll("\r\n", "\n"));
  } catch (error) {
    if (error instanceof Exceeded) return { kind: "plain", why: error.why };
    // The stack: the parser's own recursion went too deep.
    return { kind: "plain", why: error instanceof RangeError ? "too-deep" : "failed" };
  }
}

function treeOf(text: string): ShownText {
  const front = takeFrontMatter(text);
  const parsed = parseMarkdown(text.slice(front.at));
  const { headings, definitions, footnotes } = pointedAt(parsed.root);
  const work: Work = { ...parsed, definitions, anchors: createAnchors(headings, footnotes), made: 0 };
  const body = footnotesLinked(work, blocksOf(work, parsed.root.children, 1));
  const blocks = front.block ? [front.block, ...body] : body;
  const weight = treeWeight(blocks);
  if (weight > textLimits.pageBytes) return { kind: "plain", why: "too-large" };
  if (lostWord(text, both(textsOf(blocks), parsed.said)) !== undefined) return { kind: "plain", why: "words-lost" };
  return { kind: "tree", blocks, weight };
}

function* both(first: Iterable<string>, second: Iterable<string>): Generator<string> {
  yield* first;
  yield* second;
}

/** Counts what is made, and refuses what is nested too deep. */
function enter(work: Work, depth: number): void {
  if (depth > textLimits.depth) throw new Exceeded("too-deep");
  work.made += 1;
  if (work.made > textLimits.nodes) throw new Exceeded("too-many-parts");
}

function blocksOf(work: Work, nodes: readonly Nodes[], depth: number): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  for (const node of nodes) {
    enter(work, depth);
    const block = blockOf(work, node, depth);
    const before = blocks.at(-1);
    // Addresses that links refer to mostly stand together.
    if (node.type === "definition" && before?.kind === "source" && block.kind === "source")
      blocks[blocks.length - 1] = { kind: "source", text: `${before.text}\n${block.text}` };
    else blocks.push(block);
  }
  return blocks;
}

function blockOf(work: Work, node: Nodes, depth: number): TextBlock {
  switch (node.type) {
    case "heading": {
      const id = work.anchors.idOfHeading.get(node) ?? "section";
      return { kind: "heading", level: node.depth, id, children: inlinesOf(work, node.children, depth + 1) };
    }
    case "blockquote":
      return { kind: "quote", children: blocksOf(work, node.children, depth + 1) };
    case "list":
      return { kind: "list", items: node.children.map((item) => itemOf(work, item, depth + 1)) };
    case "code": {
      const info = [node.lang, node.meta].filter(Boolean).join(" ");
      return { kind: "fence", info: info === "" ? null : shown(info), text: shown(node.value) };
    }
    case "thematicBreak":
      return { kind: "rule" };
    case "table": {
      const cells = (row: (typeof node.children)[number]) => {
        enter(work, depth + 1);
        return row.children.map((cell) => inlinesOf(work, cell.children, depth + 2));
      };
      return { kind: "table", rows: node.children.map(cells) };
    }
    case "footnoteDefinition": {
      const { identifier } = node;
      const id = work.anchors.idOfFootnote.get(identifier) ?? "note";
      const label = shown(node.label ?? identifier);
      return { kind: "footnote", label, id, from: null, children: blocksOf(work, node.children, depth + 1) };
    }
    case "paragraph":
      return { kind: "paragraph", children: inlinesOf(work, node.children, depth + 1) };
    default:
      return { kind: "source", text: shown(sourceOf(work, node)) };
  }
}

/** HTML, the addresses that links refer to, and whatever else the parser may know: as it was written. */
const sourceOf = ({ source }: Work, node: Nodes): string =>
  "value" in node ? node.value : source.slice(node.position?.start.offset, node.position?.end.offset);

function itemOf(work: Work, item: ListItem, depth: number) {
  enter(work, depth);
  const at = item.position?.start.offset ?? 0;
  const marker = /^\d{1,9}[.)]/.exec(work.source.slice(at, at + 10))?.[0] ?? null;
  if (item.checked) work.said.push("x"); // of `[x]`
  return { marker, isDone: item.checked ?? null, children: blocksOf(work, item.children, depth + 1) };
}

const inlinesOf = (work: Work, nodes: readonly PhrasingContent[], depth: number): readonly TextInline[] =>
  nodes.map((node) => {
    enter(work, depth);
    return inlineOf(work, node, depth);
  });

function inlineOf(work: Work, node: PhrasingContent, depth: number): TextInline {
  const within = (children: readonly PhrasingContent[]) => inlinesOf(work, children, depth + 1);
  switch (node.type) {
    case "text":
      return { kind: "text", text: shown(node.value) };
    case "inlineCode":
    case "html":
      return { kind: "code", text: shown(node.value) };
    case "break":
      return { kind: "break" };
    case "strong":
    case "emphasis":
      return { kind: node.type, children: within(node.children) };
    case "delete":
      return { kind: "deleted", children: within(node.children) };
    case "link":
      return inPage(work, node, within(node.children)) ?? linkOf(node, within(node.children));
    case "linkReference":
      sayOf(work, node);
      return linkOf({ url: "", title: null, ...work.definitions.get(node.identifier) }, within(node.children));
    case "image":
      return { kind: "image", alt: shown(node.alt ?? ""), address: shown(node.url), title: shownOr(node.title) };
    case "imageReference": {
      sayOf(work, node);
      const { url = "", title } = work.definitions.get(node.identifier) ?? {};
      return { kind: "image", alt: shown(node.alt ?? ""), address: shown(url), title: shownOr(title) };
    }
    case "footnoteReference": {
      const to = work.anchors.idOfFootnote.get(node.identifier) ?? "note";
      const id = work.anchors.refer(node.identifier);
      return { kind: "note", label: shown(node.label ?? node.identifier), to, id };
    }
    default:
      return { kind: "code", text: "" };
  }
}

const shown = withUnseenShown;
const shownOr = (text: string | null | undefined) => (text ? shown(text) : null);

/** A footnote leads back to the first place that refers to it, which may stand below it: known once all is read. */
function footnotesLinked(work: Work, blocks: readonly TextBlock[]): readonly TextBlock[] {
  const firstReferences = new Map(
    [...work.anchors.idOfFootnote].map(([identifier, id]) => [id, work.anchors.firstReference(identifier)]),
  );
  const linked = (block: TextBlock): TextBlock => {
    if (block.kind === "footnote")
      return { ...block, from: firstReferences.get(block.id) ?? null, children: block.children.map(linked) };
    if (block.kind === "quote") return { ...block, children: block.children.map(linked) };
    if (block.kind === "list")
      return { ...block, items: block.items.map((item) => ({ ...item, children: item.children.map(linked) })) };
    return block;
  };
  return blocks.map(linked);
}
