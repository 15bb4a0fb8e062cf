// Stages, digests and lineage facts: small nouns that others rest on.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestOf, sha256Hex } from "./digest.ts";
import { LineageFact } from "./lineage.ts";
import { isExclusive, isStageName, stageNames, toStageName } from "./stage.ts";

describe("stages", () => {
  it("are four, in order, of which staging and production have one occupant", () => {
    expect(stageNames).toEqual(["development", "staging", "production", "archived"]);
    expect(stageNames.filter(isExclusive)).toEqual(["staging", "production"]);
  });
  it("are known by exactly these names", () => {
    for (const name of stageNames) expect(toStageName(name)).toBe(name);
    for (const name of ["Production", "prod", "", "constructor", "champion"]) {
      expect(isStageName(name)).toBe(false);
      expect(() => toStageName(name)).toThrow(RangeError);
    }
  });
});

describe("a digest", () => {
  it("is what Node's SHA-256 gives over the UTF-8 bytes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(sha256Hex(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex"));
      }),
    );
  });
  it("of a value does not depend on the order of its members", () => {
    expect(digestOf({ a: 1, b: [true, null] })).toBe(digestOf({ b: [true, null], a: 1 }));
    expect(digestOf({ a: 1 })).not.toBe(digestOf({ a: 2 }));
  });
});

describe("a lineage fact", () => {
  const commit = "0123456789abcdef0123456789abcdef01234567";
  const accepts = (value: unknown) => LineageFact.safeParse(value).success;
  it.each([
    { kind: "trained_on", dataset: { name: "vox", sha256: "ab".repeat(32) } },
    { kind: "built_from", repository: "git@example.test:ml/vad.git", commit, isDirty: false },
    { kind: "produced_by", job: "train-42", url: "https://ci.test/42" },
    { kind: "derived_from", reference: "speech/base:3" },
  ])("may be $kind", (fact) => expect(accepts(fact)).toBe(true));
  it.each([
    ["an abbreviated commit", { kind: "built_from", repository: "r", commit: commit.slice(0, 12), isDirty: false }],
    ["no word on a dirty tree", { kind: "built_from", repository: "r", commit }],
    ["a script for a link", { kind: "produced_by", job: "x", url: "javascript:alert(1)" }],
    ["an unknown kind", { kind: "deployed_to", environment: "prod" }],
    ["a field of another kind", { kind: "derived_from", reference: "a/b:1", commit }],
    ["a dataset without a digest", { kind: "trained_on", dataset: { name: "vox" } }],
  ])("is refused with %s", (_what, fact) => expect(accepts(fact)).toBe(false));
});
