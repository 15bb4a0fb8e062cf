import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../setup/workspace.mjs";
import { areas, guaranteesDocument } from "./guarantees.mjs";
import { mutations } from "./mutations.mjs";

describe("the list of guarantees", () => {
  it("is what docs/guarantees.md shows", () => {
    expect(readFileSync(join(root, "docs/guarantees.md"), "utf8")).toBe(guaranteesDocument(mutations));
  });

  it.each(mutations)("still finds what it breaks: $guarantee", ({ file, find, test }) => {
    expect(readFileSync(join(root, file), "utf8").split(find).length - 1).toBe(1);
    expect(existsSync(join(root, test))).toBe(true);
  });

  it.each(Object.keys(areas))("has guarantees of %s, and one that CI breaks", (area) => {
    const own = mutations.filter((mutation) => mutation.area === area);
    expect(own.filter(({ isInCi }) => isInCi === true).map(({ engine }) => engine)).toEqual([undefined]);
  });

  it("holds nothing of an area that the document would not show", () => {
    expect(mutations.filter(({ area }) => !(area in areas))).toEqual([]);
  });

  it("states each guarantee once", () => {
    const stated = mutations.map(({ guarantee }) => guarantee);
    expect(new Set(stated).size).toBe(stated.length);
  });
});
