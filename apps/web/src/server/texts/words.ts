// Which words a text says, to tell whether its tree says them all.
import type { TextBlock, TextInline } from "@chancery/core";

/** Runs of letters and digits, each with how often it stands there. Case is left out: an address may say it differently. */
export function countWords(texts: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const [word] of text.matchAll(/[\p{L}\p{N}]+/gu)) {
      const key = word.toLowerCase();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return counts;
}

/** The first word that `source` says more often than `shown`; undefined when every one is shown. */
export function lostWord(source: string, shown: Iterable<string>): string | undefined {
  const pieces = [...shown];
  const apart = countWords(pieces);
  const joined = countWords([pieces.join("")]); // a link may begin within a word
  for (const [word, count] of countWords([source]))
    if (Math.max(apart.get(word) ?? 0, joined.get(word) ?? 0) < count) return word;
  return undefined;
}

/** Every piece of text that people read on the page, in its order. */
export function* textsOf(nodes: readonly (TextBlock | TextInline)[]): Generator<string> {
  for (const node of nodes)
    switch (node.kind) {
      case "text":
      case "code":
      case "source":
        yield node.text;
        break;
      case "fence":
        yield* [node.info ?? "", node.text];
        break;
      case "link":
        yield* textsOf(node.children);
        yield* [node.address ?? "", node.title ?? ""];
        break;
      case "image":
        yield* [node.alt, node.address, node.title ?? ""];
        break;
      case "note":
        yield node.label;
        break;
      case "footnote":
        yield node.label;
        yield* textsOf(node.children);
        break;
      case "list":
        for (const item of node.items) {
          yield item.marker ?? "";
          yield* textsOf(item.children);
        }
        break;
      case "table":
        for (const row of node.rows) for (const cell of row) yield* textsOf(cell);
        break;
      case "facts":
        for (const { key, values } of node.rows) yield* [key, ...values];
        break;
      case "break":
      case "rule":
        break;
      default:
        yield* textsOf(node.children);
    }
}
