// How much of a page a text may take at most, against what it takes.
import fc from "fast-check";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { piecesOf, textToEdit, textWeight } from "./page-weight.ts";

const bytes = (text: string) => Buffer.byteLength(text);
/** As Next writes data into a script: JSON in JSON, without what could end the script. */
const dataOf = (text: string) =>
  JSON.stringify(JSON.stringify(text).slice(1, -1))
    .slice(1, -1)
    .replace(/[&<>\u2028\u2029]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
const takes = (text: string) =>
  bytes(renderToStaticMarkup(createElement("p", null, text)).slice(3, -4)) + bytes(dataOf(text));

const anyText = fc.string({ unit: "binary", maxLength: 60 });
const markedText = fc
  .array(fc.constantFrom(..."<>&\"'\\\n\t a\u2028é字😀".split(""), "😀"), { maxLength: 60 })
  .map((all) => all.join(""));

describe("the weight of a text", () => {
  it.each(["<", ">", "&", '"', "'", "\\", "\n", "\t", "a", "é", "字", "😀", "\u2028"])(
    "of %j is what it takes",
    (text) => {
      expect(textWeight(text)).toBeGreaterThanOrEqual(takes(text));
      expect(textWeight(text)).toBeLessThanOrEqual(takes(text) + 2);
    },
  );
  it("is never less than what it takes", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, markedText), (text) => {
        fc.pre(text.isWellFormed() && !/(?![\t\n])\p{Cc}/u.test(text)); // others are shown as ‹U+…›
        expect(textWeight(text)).toBeGreaterThanOrEqual(takes(text));
      }),
    );
  });
  it("keeps out of a page what is long or takes much of it", () => {
    expect(textToEdit("a".repeat(20_000))).not.toBeNull();
    expect(textToEdit("<".repeat(5_000))).toBeNull();
  });
});

describe("a text in pieces", () => {
  it("is whole together, each piece within its bound, and no character is cut in two", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, markedText), fc.integer({ min: 12, max: 100 }), (text, most) => {
        fc.pre(text.isWellFormed());
        const pieces = piecesOf(text, most);
        expect(pieces.join("")).toBe(text);
        expect(pieces.every((piece) => piece.isWellFormed() && textWeight(piece) <= most)).toBe(true);
        expect(pieces.length === 1 || pieces.every((piece) => piece !== "")).toBe(true);
      }),
    );
  });
  it("ends after a line where one ends late enough", () =>
    expect(piecesOf(`${"a".repeat(40)}\n${"b".repeat(40)}\n`, 90)).toEqual([
      `${"a".repeat(40)}\n`,
      `${"b".repeat(40)}\n`,
    ]));
});
