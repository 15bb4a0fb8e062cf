// What a card says is what is seen of it: every word of the source stands on the page, whatever construct it stands in.
import type { ShownText, TextBlock } from "@chancery/core";
import fc from "fast-check";
import { createElement, Fragment, isValidElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { TextBlocks } from "../../components/text-blocks.tsx";
import { textLimits } from "./limits.ts";
import { renderText } from "./render-text.ts";
import { lostWord } from "./words.ts";

const htmlOf = (shown: ShownText): string =>
  shown.kind === "plain"
    ? `plain: ${shown.why}`
    : renderToStaticMarkup(createElement(TextBlocks, { blocks: shown.blocks, prefix: "card" }));
const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#x27;": "'" };
/** What a person reads: no attribute, no tag. */
const readIn = (html: string): string =>
  html.replace(/<[^>]*>/g, "\u0001").replace(/&(?:lt|gt|amp|quot|#x27);/g, (entity) => entities[entity] ?? entity);
const seen = (text: string): string => readIn(htmlOf(renderText(text))).replaceAll("\u0001", "");

describe("no word of a card vanishes", () => {
  it.each([
    ["a paragraph tag", "<p>prohibited use</p>", "<p>prohibited use</p>"],
    ["an HTML block", "<div hidden>\nnot for children\n</div>", "<div hidden>\nnot for children\n</div>"],
    ["HTML within a line", "fit <b title=unfit>for</b> all", "fit <b title=unfit>for</b> all"],
    ["a comment", "a <!-- secret --> b\n\n<!--\nhidden\n-->", "<!-- secret -->"],
    ["a comment block", "<!--\nhidden words\n-->", "<!--\nhidden words\n-->"],
    ["CDATA", "<![CDATA[ hidden ]]>", "<![CDATA[ hidden ]]>"],
    ["a declaration", "<!DOCTYPE hidden>", "<!DOCTYPE hidden>"],
    ["an instruction", "<?php hidden ?>", "<?php hidden ?>"],
    ["a script", "<script>alert(1)</script>", "<script>alert(1)</script>"],
    ["an unused definition", '[x]: https://a.example "not for use"', '[x]: https://a.example "not for use"'],
    ["a link's title and address", '[a](https://b.example/c "not this")', "a “not this” <https://b.example/c>"],
    [
      "an image",
      '![alt words](https://i.example/p.png "title")',
      "[image: alt words “title” <https://i.example/p.png>]",
    ],
    ["an image without alt text", "![](pixel.png)", "[image <pixel.png>]"],
    ["a fence's info", "```py hidden=words\ncode\n```", "py hidden=words"],
    ["cells beyond the head", "| a |\n|---|\n| 1 | hidden |", "hidden"],
    ["a footnote nobody refers to", "[^n]: hidden note", "hidden note"],
    ["a reference to a letter", "un&#102;it &#x66; &eacute;", "un&#102;it &#x66; &eacute;"],
    ["a reference to nothing visible", "un&#8203;fit", "un‹U+200B›fit"],
    ["a number in a list", "7. a\n3. b", "7.a3.b"],
    ["a number before a box", "12. [x] a\n13. [ ] b", "12.☑a13.☐b"],
    ["a link that runs", "[a](javascript:alert(1))", "a <javascript:alert(1)>"],
    ["a link to where nothing is", "[a](#nowhere)", "a <#nowhere>"],
    ["an override of direction", "ab\u202ecd `\u202e`", "ab‹U+202E›cd ‹U+202E›"],
    [
      "front matter",
      "---\nlicense: mit\ntags:\n- a\n- b\nversion: 1.10\n---\ntext",
      "licensemittagsa, bversion1.10text",
    ],
    ["a comment in front matter", "---\nlicense: mit # not\n---\n", "---\nlicense: mit # not\n---"],
    ["nested front matter", "---\na:\n  b: c\n---\n", "---\na:\n  b: c\n---"],
    ["an alias in front matter", "---\na: &x b\nc: *x\n---\n", "---\na: &x b\nc: *x\n---"],
    ["escapes in front matter", '---\na: "\\x62ad"\n---\n', '---\na: "\\x62ad"\n---'],
  ])("%s", (_what, text, read) => {
    expect(renderText(text).kind).toBe("tree");
    expect(seen(text)).toContain(read);
  });

  it("makes every word of generated Markdown and HTML readable", () => {
    fc.assert(
      fc.property(documents, (text) => {
        const shown = renderText(text);
        expect(shown.kind).toBe("tree");
        const read = readIn(htmlOf(shown));
        for (const word of text.match(/w\d+/g) ?? [])
          expect(read).toMatch(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "u"));
      }),
      { numRuns: 100 },
    );
  }, 30_000);

  it("makes every word of any text readable, formatted or as it was written", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            ..."ab1 \n\t>-*_`~[](){}<>!#|&;:.\"'=\\/^$".split(""),
            "&amp;",
            "<!--",
            "-->",
            "www.",
            "http://",
            "[^",
            "]: ",
            "---\n",
            "```",
            "&#98;",
          ),
          { maxLength: 60 },
        ),
        (parts) => {
          const text = parts.join("");
          const shown = renderText(text);
          if (shown.kind === "plain") return;
          const seenApart = readIn(htmlOf(shown)).toLowerCase();
          const joined = seenApart.replaceAll("\u0001", ""); // a link may begin within a word
          const read = new Set(`${seenApart} ${joined}`.match(/[\p{L}\p{N}]+/gu));
          const kept = text.replace(/&(?:amp|#98);|\[x\]/g, " ");
          for (const word of kept.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
            if (word !== "amp" && word !== "98") expect(read).toContain(word);
        },
      ),
      { numRuns: 500 },
    );
  });
});

const word = fc.integer({ min: 0, max: 9999 }).map((n) => `w${n}`);
const line: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      word,
      fc.tuple(fc.constantFrom("*", "**", "_", "~~", "`", "``"), word).map(([mark, text]) => `${mark}${text}${mark}`),
      fc.tuple(word, word, word).map(([a, b, c]) => `[${a}](https://${b}.example/${c} "${a} ${c}")`),
      fc.tuple(word, word).map(([a, b]) => `![${a}](${b}.png "${b}")`),
      fc.tuple(word, word, word).map(([a, b, c]) => `<span ${a}="${b}">${c}</span>`),
      word.map((text) => `<!-- ${text} -->`),
      word.map((text) => `<https://${text}.example>`),
      word.map((text) => `www.${text}.example`),
      word.map((text) => `${text}@${text}.example`),
      word.map((text) => `[${text}][${text}]`),
      word.map((text) => `[^${text}]`),
      word.map((text) => `&${text}; &amp; \\${text}`),
      word.map((text) => `[x](#${text})`),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(" "));
const block: fc.Arbitrary<string> = fc.oneof(
  line,
  fc
    .tuple(fc.constantFrom("#", "###", "> ", "- ", "- [ ] ", "12. ", "> - ", "    "), line)
    .map(([mark, text]) => `${mark} ${text}`),
  fc.tuple(line, line).map(([a, b]) => `${a}\n${b}`),
  fc.tuple(word, word, line).map(([a, b, text]) => `\`\`\`${a} ${b}\n${text}\n\`\`\``),
  fc.tuple(word, word, word).map(([a, b, c]) => `[${a}]: https://${b}.example "${c}"`),
  fc.tuple(word, line).map(([a, text]) => `[^${a}]: ${text}`),
  fc.tuple(word, word, word).map(([a, b, c]) => `| ${a} | b |\n|---|---|\n| ${b} | 1 | ${c} |`),
  fc.tuple(word, line).map(([a, text]) => `<div ${a}>\n${text}\n</div>`),
  word.map((text) => `<?${text}?>\n<!${text}>\n<![CDATA[${text}]]>`),
);
const frontMatter = fc
  .array(fc.tuple(word, line), { maxLength: 3 })
  .map((rows) => (rows.length === 0 ? "" : `---\n${rows.map(([key, text]) => `${key}: ${text}`).join("\n")}\n---\n`));
const documents = fc
  .tuple(frontMatter, fc.array(block, { maxLength: 8 }))
  .map(([front, blocks]) => front + blocks.join("\n\n"));

describe("links of a card", () => {
  const text = "[Limits](#limits) a[^1] b[^1] c[^two]\n\n# Limits\n\n# Limits\n\n## note-1\n\n[^1]: one\n[^two]: two";
  it("lead to headings and footnotes by one id at both ends, each once, under the prefix", () => {
    const html = htmlOf(renderText(text));
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id ?? "");
    const targets = [...html.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id ?? "");
    expect(ids).toHaveLength(new Set(ids).size);
    expect(ids.every((id) => id.startsWith("card-"))).toBe(true);
    expect(targets).toEqual([
      "card-limits",
      "card-note-1-1",
      "card-note-1-1",
      "card-note-two",
      "card-to-note-1-1",
      "card-to-note-two",
    ]);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "//host/x",
    "/admin",
    "x.md",
    "file:///etc",
  ])("to %s are not followed", (address) =>
    expect(htmlOf(renderText(`[a](<${address}>) ![b](<${address}>)\n\n[c][d]\n\n[d]: <${address}>`))).not.toMatch(
      /href|src/,
    ),
  );
});

describe("what is shown is held against what was written", () => {
  it.each([
    ["not for children", ["for children"], "not"],
    ["no no", ["no"], "no"],
    ["pro**hib**ited", ["pro", "hib", "ited"], undefined],
    ["1http://a", ["1", "http://a"], undefined],
  ])("%s beside %j lacks %s", (written, shown, lost) => expect(lostWord(written, shown)).toBe(lost));
});

/** The elements of a tree as Next writes them into a script for the browser. */
function dataOf(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(dataOf);
  if (!isValidElement<Record<string, unknown>>(node)) return node;
  if (typeof node.type === "function") return dataOf((node.type as (props: object) => unknown)(node.props));
  const { children, ...props } = node.props;
  const kept = { ...props, ...(children !== undefined && { children: dataOf(children) }) };
  return (node.type as unknown) === Fragment ? dataOf(children) : ["$", node.type, node.key, kept];
}
const bytesOf = (blocks: readonly TextBlock[]) => {
  const data = JSON.stringify(JSON.stringify(dataOf(createElement(TextBlocks, { blocks, prefix: "model-card" }))));
  return Buffer.byteLength(
    renderToStaticMarkup(createElement(TextBlocks, { blocks, prefix: "model-card" })) +
      data.replace(/[&<>]/g, "\\u0026"),
  );
};

describe("the weight of a tree", () => {
  it.each([
    "*a* ",
    "`a` ",
    "~~a~~ ",
    "[a](#a) ",
    "[^1] ",
    "![a](b) ",
    "[a](http://b.c) ",
    "- a\n",
    "1. [x] a\n",
    "> a\n\n",
    "# a\n",
    "|a|\n|-|\n|b|\n\n",
    "```a\nb\n```\n",
    "---\n\n",
    "a  \n",
    "[^a]: b\n\n[^a]\n\n",
    "<b>\n\n",
    "a\n\n",
  ])("of many %j is no less than what they take on a page", (part) => {
    const shown = renderText(part.repeat(100));
    if (shown.kind !== "tree") throw new Error(shown.why);
    expect(shown.weight).toBeGreaterThanOrEqual(bytesOf(shown.blocks));
  });
  it("of any text is no less than what it takes on a page", () => {
    fc.assert(
      fc.property(documents, (text) => {
        const shown = renderText(text);
        if (shown.kind === "tree") expect(shown.weight).toBeGreaterThanOrEqual(bytesOf(shown.blocks));
      }),
      { numRuns: 40 },
    );
  });
  it("lets a long card of the usual kind be formatted", () =>
    expect(
      renderText(
        `# Limits\n\n${"It **hears** speech in calls, and not music. ".repeat(8)}\n\n- [x] measured\n\n`.repeat(50),
      ).kind,
    ).toBe("tree"));
});

describe("what exceeds a limit is plain and says why", () => {
  it.each([
    ["too-long", "a".repeat(textLimits.bytes + 1)],
    ["too-deep", "> ".repeat(textLimits.depth + 1) + "a"],
    ["too-many-parts", "a\n\n".repeat(textLimits.nodes)],
    ["too-large", "<".repeat(64_000)],
    ["too-large", "&".repeat(64_000)],
    ["too-large", "*a* ".repeat(1_650)],
    ["too-large", `|a|\n|-|\n${"|".repeat(3_000)}`],
    ["too-large", `${"[a] ".repeat(1_000)}\n\n[a]: https://a.example/${"a".repeat(1_000)}`],
  ])("%s", (why, text) => expect(renderText(text)).toEqual({ kind: "plain", why }), 60_000);
  it("and what keeps within them is formatted", () =>
    expect(renderText("> ".repeat(textLimits.depth - 3) + "a").kind).toBe("tree"));
});
