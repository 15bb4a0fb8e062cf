// Stages, digests and lineage facts: small nouns that others rest on.
import { allowed, reasonsOf } from "./errors.ts";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestOf, sha256Hex } from "./digest.ts";
import { LineageFact } from "./lineage.ts";
import { builtInStages, Stages, mayNameStage } from "./stage.ts";
import { builtInTiers, Tiers, mayNameTier } from "./tier.ts";
import type { Stage } from "./registry/view.ts";

const stage = (id: string, over: Partial<Stage> = {}): Stage => ({
  id,
  label: `in ${id}`,
  isExclusive: false,
  isGoverned: false,
  ...over,
});
const held = { isExclusive: true, isGoverned: true };

describe("the stages of a new registry", () => {
  const stages = new Stages(builtInStages);
  it("are four, in order, of which staging and production have one occupant", () => {
    expect(stages.names).toEqual(["development", "staging", "production", "archived"]);
    expect(stages.names.filter((name) => stages.isExclusive(name))).toEqual(["staging", "production"]);
  });
  it("lead to production, and archived lies behind it", () => {
    expect(stages.release.id).toBe("production");
    expect(stages.names.map((name) => stages.roleOf(name))).toEqual(["ungoverned", "governed", "release", "retired"]);
    expect(stages.upToRelease.map(({ id }) => id)).toEqual(["development", "staging", "production"]);
  });
});

describe("the stages of a registry", () => {
  it("are known by exactly their names, and a refusal lists them", () => {
    const stages = new Stages([stage("trial"), stage("live", held)]);
    for (const name of ["trial", "live"]) expect(mayNameStage(stages, name)).toEqual(allowed);
    for (const name of ["Live", "production", "", "constructor"]) {
      expect(stages.has(name)).toBe(false);
      expect(reasonsOf(mayNameStage(stages, name))).toEqual([
        { code: "stage_unknown", message: `there is no stage ${name}: the stages are trial, live` },
      ]);
    }
  });
  it.each([
    ["the last one with votes and one holder", [stage("a", held), stage("b", held), stage("c")], "b"],
    ["that one before a later one that many hold", [stage("a", held), stage("b", { isGoverned: true })], "a"],
    ["the last one with votes where none has one holder", [stage("a", { isGoverned: true }), stage("b")], "a"],
    ["the last where none takes votes", [stage("a", { isExclusive: true }), stage("b")], "b"],
  ])("are released into %s", (_what, all, release) => expect(new Stages(all).release.id).toBe(release));
  it("are shown by their labels, an unknown one by its name", () => {
    const stages = new Stages([stage("live", held)]);
    expect([stages.labelOf("live"), stages.labelOf("gone")]).toEqual(["in live", "gone"]);
  });
  it("are one at least", () => expect(() => new Stages([])).toThrow(RangeError));
});

describe("the tiers of a registry", () => {
  const tiers = new Tiers(["low", "mid", "top"].map((id) => ({ id, label: `${id} risk` })));
  it("rise, and a model nobody assessed counts as the highest, whatever it is called", () => {
    expect(tiers.unassessed.label).toBe("top risk");
    expect(tiers.names.map((to) => tiers.isLowering(null, to))).toEqual([true, true, false]);
    expect(tiers.names.map((to) => tiers.isLowering("mid", to))).toEqual([true, false, false]);
    expect(tiers.names.map((name) => tiers.roleOf(name))).toEqual(["lowest", "between", "highest"]);
  });
  it("count one they do not know as the highest too", () => expect(tiers.isLowering("gone", "top")).toBe(true));
  it("are known by exactly their names, and a refusal lists them", () => {
    expect(mayNameTier(tiers, "mid")).toEqual(allowed);
    expect(reasonsOf(mayNameTier(tiers, "high"))).toEqual([
      { code: "tier_unknown", message: "there is no tier high: the tiers are low, mid, top" },
    ]);
    expect(mayNameTier(new Tiers(builtInTiers), "high")).toEqual(allowed);
  });
  it("are one at least", () => expect(() => new Tiers([])).toThrow(RangeError));
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
