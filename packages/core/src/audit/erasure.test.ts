import fc from "fast-check";
import { expect, it } from "vitest";
import { erasedIn, writePlaces } from "./erasure.ts";
import { buildLeaf, readLeaf } from "./leaf.ts";

const places = fc.uniqueArray(fc.tuple(fc.nat(), fc.uniqueArray(fc.nat({ max: 30 }), { minLength: 1, maxLength: 5 })), {
  minLength: 1,
  maxLength: 50,
  selector: ([entry]) => entry,
});

function leafSaying(text: string, kind = "disclosures.erased@1") {
  const { bytes } = buildLeaf({
    ...{ index: 0, id: "i", origin: "registry.test/audit", kind, subject: { kind: "actor", id: "a" } },
    ...{ time: new Date(0), auth: { type: "app_user", id: "b" }, requestId: "r", outcome: "success", personal: [] },
    after: { erasureId: "e", actorId: "a", places: text },
  });
  const read = readLeaf(new TextDecoder().decode(bytes));
  if (!read.ok) throw new Error("no leaf");
  return read.leaf;
}

it("an erasure is read from its leaves as it was written", () => {
  fc.assert(
    fc.property(places, (list) => {
      const read = writePlaces(new Map(list)).flatMap((text) => [...erasedIn(leafSaying(text))]);
      expect(new Map(read)).toEqual(new Map(list.map(([entry, at]) => [entry, at.toSorted((a, b) => a - b)])));
    }),
  );
});

it("an erasure of any length fits into its leaves", () => {
  const many = new Map(Array.from({ length: 20_000 }, (_, n) => [1_000_000 + n, [0, 1, 2]] as const));
  const texts = writePlaces(many);
  expect(texts.length).toBeGreaterThan(1);
  expect(texts.flatMap((text) => [...erasedIn(leafSaying(text)).keys()])).toEqual([...many.keys()]);
});

it("no other act erases", () => {
  expect(erasedIn(leafSaying("1:0", "erasure.confirmed@1")).size).toBe(0);
});
