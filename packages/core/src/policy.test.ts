import { describe, expect, it } from "vitest";
import { openPolicy, policyLabel, ruleInWords, sealPolicy, twoPerson } from "./policy.ts";

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
    expect(sealPolicy(twoPerson).digest).toBe("e920180fe20b8adfa4ec9c67dc718e10f79baee359861f9414c3449e346b3ee6");
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

describe("a kept policy", () => {
  it("is read back only when it is the one that was sealed", () => {
    const sealed = sealPolicy(twoPerson);
    expect(openPolicy(sealed)).toEqual(twoPerson);
    expect(() =>
      openPolicy({ ...sealed, document: sealed.document.replace('"approvals":1', '"approvals":0') }),
    ).toThrow("not the one");
  });
});
