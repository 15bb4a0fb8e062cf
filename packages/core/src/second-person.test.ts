// Where two people are needed, the second is really another one.
import { allowed } from "./errors.ts";
import { codesOf } from "./testing/codes-of.ts";
import { describe, expect, it } from "vitest";
import { mayWithdrawDataset } from "./dataset.ts";
import type { Actor } from "./roles.ts";
import { builtInTiers, TierAssessment, Tiers, mayConfirmTier, maySettle } from "./tier.ts";

const actor = (id: string, over: Partial<Actor> = {}): Actor => ({
  id,
  kind: "person",
  name: id,
  answerableId: id,
  via: "session",
  scopes: ["*"],
  ...over,
});
const bot = (ownerId: string) => actor("bot", { kind: "service", answerableId: ownerId });

describe("lowering a tier", () => {
  const tiers = new Tiers(builtInTiers);
  it("is what needs a second person; raising is not, and a model never assessed counts as the highest", () => {
    expect(tiers.isLowering("high", "limited")).toBe(true);
    expect(tiers.isLowering("limited", "minimal")).toBe(true);
    expect(tiers.isLowering("limited", "limited")).toBe(false);
    expect(tiers.isLowering("limited", "high")).toBe(false);
    expect(tiers.isLowering(null, "minimal")).toBe(true);
    expect(tiers.isLowering(null, "limited")).toBe(true);
    expect(tiers.isLowering(null, "high")).toBe(false);
  });
  it("is not confirmed by its assessor, nor by a service account", () => {
    expect(mayConfirmTier({ assessorIds: ["robot", "ada"] }, actor("bo"))).toEqual(allowed);
    expect(codesOf(mayConfirmTier({ assessorIds: ["robot", "ada"] }, actor("ada")))).toEqual(["confirmer_is_assessor"]);
    expect(codesOf(mayConfirmTier({ assessorIds: ["robot", "ada"] }, bot("bo")))).toEqual(["confirmer_not_a_person"]);
    expect(codesOf(mayConfirmTier({ assessorIds: ["robot", "ada"] }, bot("ada")))).toEqual([
      "confirmer_not_a_person",
      "confirmer_is_assessor",
    ]);
  });
  it("is settled once", () => {
    expect(maySettle({ isPending: true })).toEqual(allowed);
    expect(codesOf(maySettle({ isPending: false }))).toEqual(["assessment_settled"]);
  });
  it("takes a rationale of some length", () => {
    const assessment = { tier: "limited", exposure: "internal", purpose: "triage", rationale: "seen by staff only" };
    expect(TierAssessment.safeParse(assessment).success).toBe(true);
    for (const over of [{ rationale: "because" }, { rationale: " ".repeat(20) }, { tier: "LOW" }, { purpose: " " }])
      expect(TierAssessment.safeParse({ ...assessment, ...over }).success).toBe(false);
  });
});

describe("withdrawing a dataset", () => {
  it("happens once", () => {
    expect(mayWithdrawDataset({ status: "active" })).toEqual(allowed);
    expect(codesOf(mayWithdrawDataset({ status: "withdrawn" }))).toEqual(["dataset_withdrawn"]);
  });
});
