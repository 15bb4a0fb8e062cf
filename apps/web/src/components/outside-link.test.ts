import { expect, it } from "vitest";
import { isLinked } from "./outside-link.tsx";

it.each([
  ["https://ci.test/17", true],
  ["http://ci.test/17", false],
  ["javascript:alert(1)", false],
  ["https://github.com@evil.test/x", false],
  ["git@github.com:org/repo.git", false],
  ["ssh://git@host/repo", false],
  ["//host/x", false],
  ["", false],
])("links %j: %s", (url, expected) => {
  expect(isLinked(url)).toBe(expected);
});
