import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { NameText } from "./name-text.tsx";

it.each([
  ["plain.txt", "plain.txt"],
  ["a\u202eb.txt", "a‹U+202E›b.txt"],
  ["a\u2067b\nc", "a‹U+2067›b\nc"],
  ["שלום.txt", "שלום.txt"],
])("a name turns no word beside it: %j", (name, shown) => {
  expect(renderToStaticMarkup(createElement(NameText, { of: name }))).toBe(`<bdi>${shown}</bdi>`);
});
