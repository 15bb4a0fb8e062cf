import { expect, it } from "vitest";
import { tagsOf, tagsText } from "./tags-text.ts";

it("reads back the tags it shows", () => {
  const tags = { domain: "speech", licence: "MIT", url: "a=b" };
  expect(tagsOf(tagsText(tags))).toEqual(tags);
});
it("drops lines without a name", () => {
  expect(tagsOf("\n=x\n a = 1 \n b")).toEqual({ a: "1", b: "" });
});
