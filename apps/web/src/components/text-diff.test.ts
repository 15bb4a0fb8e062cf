// What is shown of a change: all that can be seen of it and what cannot, never more than a page can hold.
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { cut, TextDiffView } from "./text-diff.tsx";

const words = Array.from({ length: 9_000 }, (_, n) => ({
  kind: n % 2 ? ("added" as const) : ("removed" as const),
  text: "<",
}));

describe("a change shown", () => {
  it.each([
    [{ kind: "added", text: "fit for a\u200bll \u202e" } as const, "fit for a‹U+200B›ll ‹U+202E›"],
    [
      {
        kind: "changed",
        words: [
          { kind: "removed", text: "a\u00ad" },
          { kind: "added", text: "a" },
        ],
      } as const,
      "a‹U+00AD›",
    ],
  ])("writes out what cannot be seen of %j", (change, seen) =>
    expect(
      renderToStaticMarkup(createElement(TextDiffView, { diff: { changes: [change], isCut: false }, most: 40_000 })),
    ).toContain(seen),
  );

  it.each([
    ["one long passage", [{ kind: "added" as const, text: "<".repeat(40_000) }]],
    ["many words", [{ kind: "changed" as const, words }]],
    ["many passages", words.map(({ kind }) => ({ kind, text: "\u200b" }))],
  ])("of %s is cut and says so", (_what, changes) => {
    const diff = { changes, isCut: false };
    expect(cut(diff, 40_000).isCut).toBe(true);
    const html = renderToStaticMarkup(createElement(TextDiffView, { diff, most: 40_000 }));
    expect(html.length).toBeLessThan(20_000); // the other half is data
    expect(html).toContain("The rest is too long to show here.");
  });

  it("is whole where there is room for it", () => {
    const diff = {
      changes: [
        { kind: "same" as const, text: "a" },
        { kind: "folded" as const, lines: 9 },
      ],
      isCut: false,
    };
    expect(cut(diff, 40_000)).toEqual(diff);
  });
});
