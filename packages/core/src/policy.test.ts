import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sha256Hex } from "./digest.ts";
import { openPolicy, policyLabel, ruleInWords, sealPolicy, twoPerson, type PolicyDocument } from "./policy.ts";
import type { Sealed } from "./stored-document.ts";

const lax = (rule: object) => ({
  ...twoPerson,
  stages: { ...twoPerson.stages, production: { ...twoPerson.stages.production, ...rule } },
});

describe("the policy two-person@1", () => {
  it("asks for one independent approval in every stage but development", () => {
    expect(policyLabel(twoPerson)).toBe("two-person@1");
    expect(Object.entries(twoPerson.stages).map(([stage, rule]) => [stage, rule.approvals])).toEqual([
      ["development", 0],
      ["staging", 1],
      ["production", 1],
      ["archived", 1],
    ]);
    for (const stage of ["staging", "production", "archived"] as const)
      expect(twoPerson.stages[stage].not).toEqual(["requester", "uploader", "service-account-owner"]);
  });

  it("has this digest: promotions and votes on record name it", () => {
    expect(sealPolicy(twoPerson).digest).toBe("f69c021e57d5535812ca53e117cb6180c4b7a265a6e98cf227f9625335cc1f64");
  });

  it("says its rules in words", () => {
    expect(ruleInWords(twoPerson.stages.production)).toBe(
      "one approval by a reviewer who is neither requester nor uploader nor owner of the service account that uploaded",
    );
    expect(ruleInWords(twoPerson.stages.development)).toBe("needs no vote");
    expect(ruleInWords({ approvals: 2, role: "reviewer", not: ["requester"] })).toBe(
      "2 approvals by a reviewer who is not requester",
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

describe("a kept policy", () => {
  it("is read as it was written, also by a Chancery that wrote no format", () => {
    expect(kept.map(openPolicy)).toEqual([twoPerson]);
    expect(kept[0]?.digest).toBe("e920180fe20b8adfa4ec9c67dc718e10f79baee359861f9414c3449e346b3ee6");
  });

  it.each([
    [
      "a format of a later Chancery",
      { ...twoPerson, format: 2 },
      "has format 2, and this Chancery reads formats up to 1",
    ],
    ["no number for a format", { ...twoPerson, format: "1" }, 'has format "1"'],
    [
      "a rule that is not there",
      { ...twoPerson, stages: { ...twoPerson.stages, production: undefined } },
      "stages.production",
    ],
    ["no number of approvals", lax({ approvals: undefined }), "stages.production.approvals"],
    ["less than no approvals", lax({ approvals: -1 }), "stages.production.approvals"],
    ["a bar it does not know", lax({ not: ["author"] }), "stages.production.not.0"],
    ["more than its format holds", { ...twoPerson, exempt: ["ada"] }, "exempt"],
    ["no object", [], "does not hold what format 0 holds"],
    ["nothing", null, "does not hold what format 0 holds"],
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
