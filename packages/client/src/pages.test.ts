import { describe, expect, it } from "vitest";
import { paged } from "./pages.ts";

const pages: Record<string, { items: string[]; next: string | null }> = {
  first: { items: ["a", "b"], next: "k1" },
  k1: { items: [], next: "k2" },
  k2: { items: ["c"], next: null },
};

describe("a paged list", () => {
  it("iterates every item, over empty pages too, and asks for no page twice", async () => {
    const asked: (string | undefined)[] = [];
    const list = paged((after) => Promise.resolve((asked.push(after), pages[after ?? "first"]!)));
    const items: string[] = [];
    for await (const item of list) items.push(item);
    expect(items).toEqual(["a", "b", "c"]);
    expect(asked).toEqual([undefined, "k1", "k2"]);
  });

  it("asks for no more pages than are read", async () => {
    let asked = 0;
    const list = paged((after) => Promise.resolve((asked++, pages[after ?? "first"]!)));
    for await (const item of list) if (item === "b") break;
    expect(asked).toBe(1);
  });

  it("begins where it is told to", async () => {
    const found = [];
    for await (const page of paged((after) => Promise.resolve(pages[after ?? "first"]!), "k1").pages())
      found.push(page.next);
    expect(found).toEqual(["k2", null]);
  });
});
