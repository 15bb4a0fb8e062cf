// Several things in one sentence, however many there are.
import { expect, it } from "vitest";
import { inList } from "./lists.ts";

it.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a or b"],
  [["a", "b", "c"], "a, b or c"],
])("lists %j as “%s”", (words, said) => expect(inList(words, "or")).toBe(said));
