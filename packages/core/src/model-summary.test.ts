// What lists show of a model, with stages that are called otherwise than a new registry's.
import { describe, expect, it } from "vitest";
import { summaryOf, type SummaryFacts } from "./model-summary.ts";
import { Stages } from "./stage.ts";

const stages = new Stages([
  { id: "trial", label: "on trial", isExclusive: false, isGoverned: false },
  { id: "canary", label: "canary", isExclusive: true, isGoverned: true },
  { id: "live", label: "live", isExclusive: true, isGoverned: true },
]);

const held = (stage: string, number: number) => ({
  stage,
  versionId: `v${number}`,
  number,
  since: "2026-11-30T08:00:00.000Z",
  count: 1,
});
const facts = (...holders: SummaryFacts["holders"]): SummaryFacts => ({
  versions: { draft: 0, sealed: 2, revoked: 0 },
  openPromotionCount: 0,
  newestOpenPromotion: null,
  newest: { versionId: "v2", number: 2 },
  holders,
  choice: null,
});
const candidateIn = (...holders: SummaryFacts["holders"]) => summaryOf(stages, facts(...holders), new Map()).candidate;

describe("the summary of a model", () => {
  it("offers the newest sealed version until it holds the release stage, whatever that is called", () => {
    expect(candidateIn()).toEqual({ versionId: "v2", number: 2 });
    expect(candidateIn(held("trial", 2), held("canary", 2), held("live", 1))?.number).toBe(2);
    expect(candidateIn(held("live", 2))).toBeNull();
  });
  it("offers nothing where nothing is sealed", () =>
    expect(summaryOf(stages, { ...facts(), newest: null }, new Map()).candidate).toBeNull());
});
