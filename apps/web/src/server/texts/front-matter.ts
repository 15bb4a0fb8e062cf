// Front matter: flat facts as a table. What is nested or aliased, or says a word that the table would not, stays as it was written.
import type { TextBlock } from "@chancery/core";
import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import { lostWord } from "./words.ts";

const fence = "---";
/** Longer than any front matter people write. */
const maxLength = 20_000;

/** Splits off what stands between two fences at the very start; `rest` begins at `at`. */
export function takeFrontMatter(text: string): { readonly block: TextBlock | undefined; readonly at: number } {
  const first = text.indexOf("\n");
  if (first < 0 || text.slice(0, first).trimEnd() !== fence) return { block: undefined, at: 0 };
  for (let start = first + 1; start < text.length && start < maxLength;) {
    const end = text.indexOf("\n", start);
    const line = text.slice(start, end < 0 ? text.length : end);
    if (line.trimEnd() === fence)
      return { block: blockOf(text.slice(first + 1, start)), at: end < 0 ? text.length : end + 1 };
    if (end < 0) break;
    start = end + 1;
  }
  return { block: undefined, at: 0 };
}

function blockOf(yaml: string): TextBlock | undefined {
  if (yaml.trim() === "") return undefined;
  const rows = factsIn(yaml);
  const isWhole =
    rows !== undefined &&
    lostWord(
      yaml,
      rows.flatMap(({ key, values }) => [key, ...values]),
    ) === undefined;
  return isWhole ? { kind: "facts", rows } : { kind: "source", text: `${fence}\n${yaml}${fence}` };
}

/** Undefined unless it is a flat map of texts and lists of texts, each as it was written: `1.10` stays `1.10`. */
function factsIn(yaml: string) {
  const document = parseDocument(yaml, { schema: "failsafe", logLevel: "silent" });
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const rows: { key: string; values: string[] }[] = [];
  for (const { key, value } of document.contents.items) {
    const values = isSeq(value) ? value.items : [value];
    if (!isScalar(key) || !values.every((one) => one === null || isScalar(one))) return undefined;
    rows.push({ key: textOf(key), values: values.map(textOf) });
  }
  return rows;
}

const textOf = (node: unknown): string => (isScalar(node) && typeof node.value === "string" ? node.value : "");
