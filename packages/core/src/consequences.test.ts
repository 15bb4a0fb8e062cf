import { describe, expect, it } from "vitest";
import { disablingInWords, revocationEnds, revocationInWords } from "./consequences.ts";
import { builtInStages, Stages } from "./stage.ts";

const stages = new Stages(builtInStages);
const nothing = { models: [], requests: [], soleRoles: [] };

describe("what revoking ends", () => {
  it("names every stage, alias and promotion, and says where nobody is left", () => {
    const ends = revocationEnds(stages, {
      stages: ["development", "production"],
      aliases: ["champion"],
      promotions: [{ number: 12, stage: "staging" }],
    });
    expect(ends.emptied).toEqual(["production"]);
    expect(revocationInWords(ends)).toEqual([
      "It leaves development.",
      "It leaves production, and production is left empty: resolving it is refused until a version is promoted.",
      "@champion points at nothing: resolving it is refused until it is set again.",
      "P-12 to staging can no longer be approved: it stays open until it is rejected or withdrawn.",
    ]);
  });
  it("says so where nothing ends", () => {
    expect(revocationInWords(revocationEnds(stages, { stages: [], aliases: [], promotions: [] }))).toHaveLength(1);
    expect(disablingInWords({ sessions: 0, tokens: [], serviceAccounts: [], ...nothing })).toHaveLength(1);
  });
});

describe("what disabling an account ends", () => {
  it("counts sessions and names tokens and service accounts, the first ten of many", () => {
    const tokens = Array.from({ length: 12 }, (_, n) => `t${n}`);
    expect(
      disablingInWords({ sessions: 2, tokens, serviceAccounts: [{ id: "1", name: "deploy" }], ...nothing }),
    ).toEqual([
      "2 sessions end at once.",
      "12 API tokens are revoked for good: t0, t1, t2, t3, t4, t5, t6, t7, t8, t9 and 2 more.",
      "Service accounts it answers for only read from now on, for at most 14 days: deploy.",
    ]);
    expect(disablingInWords({ sessions: 1, tokens: ["ci"], serviceAccounts: [], ...nothing })).toEqual([
      "One session ends at once.",
      "One API token is revoked for good: ci.",
    ]);
  });
});
