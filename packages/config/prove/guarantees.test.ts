import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../setup/workspace.mjs";
import { guaranteesDocument } from "./guarantees.mjs";
import { mutations } from "./mutations.mjs";

describe("the list of guarantees", () => {
  it("is what docs/guarantees.md shows", () => {
    expect(readFileSync(join(root, "docs/guarantees.md"), "utf8")).toBe(guaranteesDocument(mutations));
  });

  it.each(mutations)("still finds what it breaks: $guarantee", ({ file, find, test, title }) => {
    expect(readFileSync(join(root, file), "utf8").split(find).length - 1).toBe(1);
    const words = title.split(" ").slice(-2).join(" ");
    expect(readFileSync(join(root, test), "utf8")).toContain(words);
  });

  it("states each guarantee once", () => {
    const stated = mutations.map(({ guarantee }) => guarantee);
    expect(new Set(stated).size).toBe(stated.length);
  });
});
