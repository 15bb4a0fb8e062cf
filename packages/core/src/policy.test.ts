import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sha256Hex } from "./digest.ts";
import {
  openPolicy,
  policyLabel,
  ruleInWords,
  ruleOf,
  sealPolicy,
  twoPerson,
  twoPersonFor,
  type PolicyDocument,
} from "./policy.ts";
import type { Sealed } from "./stored-document.ts";

/** What the first policy said, which was kept without a format. */
const firstRule = { approvals: 1, role: "reviewer", not: ["requester", "uploader", "service-account-owner"] };
const first = {
  name: "two-person",
  version: 1,
  stages: { ...twoPerson.stages, staging: firstRule, production: firstRule, archived: firstRule },
};
/** Of a registry with other stages than the first. */
const ofOwnStages = twoPersonFor([
  { id: "trial", label: "on trial", isExclusive: false, isGoverned: false },
  { id: "live", label: "in use", isExclusive: true, isGoverned: true },
]);
const lax = (rule: object) => ({ ...first, stages: { ...first.stages, production: { ...firstRule, ...rule } } });

describe("the policy two-person@2", () => {
  it("asks for one independent approval in every stage but development", () => {
    expect(policyLabel(twoPerson)).toBe("two-person@2");
    expect(Object.entries(twoPerson.stages).map(([stage, rule]) => [stage, rule.approvals])).toEqual([
      ["development", 0],
      ["staging", 1],
      ["production", 1],
      ["archived", 1],
    ]);
    for (const stage of ["staging", "production", "archived"] as const)
      expect(ruleOf(twoPerson, stage).not).toEqual([
        "requester",
        "uploader",
        "service-account-owner",
        "author",
        "training-evaluator",
      ]);
  });

  it("has this digest: promotions and votes on record name it", () => {
    expect(sealPolicy(twoPerson).digest).toBe("3d0090e375d2168431d0e7559472372fddcbb74dfc456d5b568048f6f425e867");
  });

  it("says its rules in words", () => {
    expect(ruleInWords(ruleOf(twoPerson, "production"))).toBe(
      "one approval by a reviewer, but not by anyone who asked for it, sent it, answers for the account that sent it, wrote its card or lineage or recorded its training evaluations",
    );
    expect(ruleInWords(ruleOf(twoPerson, "development"))).toBe("needs no vote");
    expect(ruleInWords({ approvals: 2, role: "reviewer", not: ["requester"] })).toBe(
      "2 approvals by a reviewer, but not by anyone who asked for it",
    );
    expect(ruleInWords({ approvals: 2, role: "reviewer", not: [] })).toBe("2 approvals by a reviewer");
  });
});

const kept = readFileSync(new URL("../vectors/documents/kept-policies.ndjson", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Sealed);
const sealed = (content: unknown): Sealed => {
  const document = JSON.stringify(content);
  return { document, digest: sha256Hex(document) };
};

describe("the policy of a registry with stages of its own", () => {
  it("asks for an approval exactly where a stage is governed", () => {
    expect(Object.entries(ofOwnStages.stages).map(([stage, rule]) => [stage, rule.approvals])).toEqual([
      ["trial", 0],
      ["live", 1],
    ]);
    expect(openPolicy(sealPolicy(ofOwnStages))).toEqual(ofOwnStages);
  });
  it("asks for one approval in a stage that it does not name", () => {
    for (const stage of ["production", "constructor"])
      expect(ruleOf(ofOwnStages, stage)).toEqual(ruleOf(ofOwnStages, "live"));
  });
});

describe("a kept policy", () => {
  it("is read as it was written, whatever its format: none, the first, the second, or that of stages of its own", () => {
    expect(kept.map(openPolicy)).toEqual([first, first, twoPerson, ofOwnStages]);
    expect(kept.map(({ digest }) => digest.slice(0, 8))).toEqual(["e920180f", "f69c021e", "3d0090e3", "16c30edf"]);
  });

  it.each([
    [
      "a format of a later Chancery",
      { ...twoPerson, format: 4 },
      "has format 4, and this Chancery reads formats up to 3",
    ],
    ["no number for a format", { ...twoPerson, format: "1" }, 'has format "1"'],
    ["a rule that is not there", { ...first, stages: { ...first.stages, production: undefined } }, "stages.production"],
    ["no number of approvals", lax({ approvals: undefined }), "stages.production.approvals"],
    ["less than no approvals", lax({ approvals: -1 }), "stages.production.approvals"],
    ["a bar it does not know", lax({ not: ["friend"] }), "stages.production.not.0"],
    ["a bar of a later format", { ...lax({ not: ["author"] }), format: 1 }, "stages.production.not.0"],
    ["more than its format holds", { ...first, exempt: ["ada"] }, "exempt"],
    ["no object", [], "does not match format 0"],
    ["nothing", null, "does not match format 0"],
  ])("is refused with %s, saying what it lacks", (_, content, says) => {
    expect(() => openPolicy(sealed(content))).toThrow(says);
  });

  it("is not written with what it could not be read with", () => {
    expect(() => sealPolicy({ ...twoPerson, exempt: [] } as PolicyDocument)).toThrow("exempt");
  });

  it("is read back only when it is the one that was sealed", () => {
    const sealed = sealPolicy(twoPerson);
    expect(openPolicy(sealed)).toEqual(twoPerson);
    expect(() =>
      openPolicy({ ...sealed, document: sealed.document.replace('"approvals":1', '"approvals":0') }),
    ).toThrow("not the one");
  });
});
