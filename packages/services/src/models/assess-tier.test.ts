// Tiers: raising is in force at once, lowering takes a second person, every one is kept.
import { expect, it } from "vitest";
import { openCatalogue, refusal, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { acceptServiceAccount } from "../service-accounts/accept.ts";
import { proposeOwner } from "../service-accounts/propose-owner.ts";
import { createToken } from "../tokens/create.ts";
import { assessTier } from "./assess-tier.ts";
import { confirmTier } from "./confirm-tier.ts";
import { getModel } from "./get.ts";
import { refuseTier } from "./refuse-tier.ts";

async function openTiers(world: World) {
  const scene = await openCatalogue(world);
  const modelId = await scene.model();
  const rita = await scene.person("Rita", { role: "reviewer", team: "speech" });
  const assess = (tier: string, by = scene.max) => {
    scene.clock.advance(1000);
    const given = { exposure: "all calls", purpose: "find speech", rationale: "It decides nothing about people." };
    return assessTier(scene.house, scene.call(by), { modelId, tier, ...given });
  };
  /** As two people put it in force. */
  const settle = async (tier: string) => {
    const { id: assessmentId, from } = await assess(tier);
    if (from === null) await confirmTier(scene.house, scene.call(rita), { assessmentId });
  };
  return { ...scene, modelId, rita, assess, settle };
}
const read = (scene: Catalogue) => getModel(scene.house, scene.call(scene.ada), { model: "speech/vad" });

eachEngine("assessing a tier", (open) => {
  it("puts every raise, and a first assessment as the highest, in force at once", async () => {
    const scene = await openTiers(await open());
    expect(await scene.assess("high")).toMatchObject({
      tier: "high",
      assessor: "Max",
      confirmedBy: null,
      to: null,
    });
    await scene.settle("limited");
    expect((await read(scene)).tier).toBe("limited");
    await scene.assess("high");
    const { tier, tierAssessments } = await read(scene);
    expect(tier).toBe("high");
    const [newest, earlier] = tierAssessments;
    expect(newest).toMatchObject({ tier: "high", to: null });
    expect(earlier).toMatchObject({ tier: "limited", to: newest?.from });
  });

  it("takes two people for a first assessment below the highest", async () => {
    const scene = await openTiers(await open());
    for (const tier of ["minimal", "limited"]) {
      const first = await scene.assess(tier);
      expect(first).toMatchObject({ from: null, confirmedBy: null });
      expect((await read(scene)).tier).toBeNull();
      await expect(confirmTier(scene.house, scene.call(scene.max), { assessmentId: first.id })).rejects.toEqual(
        refusal("POLICY_UNMET", "confirmer_is_assessor"),
      );
      await refuseTier(scene.house, scene.call(scene.rita), { assessmentId: first.id });
    }
    const { id: assessmentId } = await scene.assess("limited");
    await confirmTier(scene.house, scene.call(scene.rita), { assessmentId });
    expect((await read(scene)).tier).toBe("limited");
  });

  it("keeps the rationale out of the leaf", async () => {
    const scene = await openTiers(await open());
    await scene.assess("limited");
    const leaf = (await scene.leaves()).at(-1);
    expect(leaf).toMatchObject({
      type: "chancery.tier.assessed.v1",
      data: { after: { tier: "limited", before: null, isPending: true } },
    });
    expect(JSON.stringify(leaf)).not.toContain("decides nothing");
  });

  it("offers to confirm a lowering to a second person only", async () => {
    const scene = await openTiers(await open());
    const actions = async (by: typeof scene.rita) =>
      (await getModel(scene.house, scene.call(by), { model: "speech/vad" })).availableActions;
    await scene.assess("high");
    expect(await actions(scene.rita)).not.toContain("confirm-tier");
    await scene.assess("minimal");
    expect(await actions(scene.rita)).toContain("confirm-tier");
    expect(await actions(scene.max)).not.toContain("confirm-tier");
  });

  it("makes a lowering wait for a second person", async () => {
    const scene = await openTiers(await open());
    await scene.assess("high");
    const lowering = await scene.assess("minimal");
    expect(lowering).toMatchObject({ from: null, to: null });
    expect((await read(scene)).tier).toBe("high");
    const confirmed = await confirmTier(scene.house, scene.call(scene.rita), { assessmentId: lowering.id });
    expect(confirmed).toMatchObject({ tier: "minimal", confirmedBy: "Rita", assessor: "Max" });
    expect((await read(scene)).tier).toBe("minimal");
    await expect(confirmTier(scene.house, scene.call(scene.rita), { assessmentId: lowering.id })).rejects.toEqual(
      refusal("ILLEGAL_TRANSITION", "assessment_settled"),
    );
  });

  it("refuses confirmation by the assessor, by the owner of an assessing service account, and by a service account", async () => {
    const scene = await openTiers(await open());
    const robot = await scene.service("audit-job", scene.rita, { role: "maintainer", team: "speech" });
    await scene.assess("high");
    const own = await scene.assess("minimal");
    const confirm = (by: typeof robot, assessmentId: string) =>
      confirmTier(scene.house, scene.call(by), { assessmentId });
    await expect(confirm(scene.max, own.id)).rejects.toEqual(refusal("POLICY_UNMET", "confirmer_is_assessor"));
    await expect(confirm(robot, own.id)).rejects.toEqual(refusal("FORBIDDEN", "person_needed"));
    await refuseTier(scene.house, scene.call(scene.rita), { assessmentId: own.id });
    const robots = await scene.assess("minimal", robot);
    await expect(confirm(scene.rita, robots.id)).rejects.toEqual(refusal("POLICY_UNMET", "confirmer_is_assessor"));
    await expect(confirm(scene.max, robots.id)).resolves.toMatchObject({ tier: "minimal" });
  });

  it("refuses confirmation by who owned the assessing service account then", async () => {
    const scene = await openTiers(await open());
    const robot = await scene.service("audit-job", scene.rita, { role: "maintainer", team: "speech" });
    await createToken(scene.house, scene.call(scene.rita), { actorId: robot.id, name: "n", scopes: ["*"] });
    const { id: assessmentId } = await scene.assess("minimal", robot);
    await proposeOwner(scene.house, scene.call(scene.rita), { actorId: robot.id, ownerId: scene.ada.id });
    await acceptServiceAccount(scene.house, scene.call(scene.ada), { actorId: robot.id });
    await expect(confirmTier(scene.house, scene.call(scene.rita), { assessmentId })).rejects.toEqual(
      refusal("POLICY_UNMET", "confirmer_is_assessor"),
    );
    await expect(confirmTier(scene.house, scene.call(scene.max), { assessmentId })).resolves.toMatchObject({
      tier: "minimal",
    });
  });

  it("keeps a refused lowering without ever having been in force", async () => {
    const scene = await openTiers(await open());
    await scene.assess("high");
    const lowering = await scene.assess("limited");
    expect(await refuseTier(scene.house, scene.call(scene.max), { assessmentId: lowering.id })).toMatchObject({
      from: null,
      confirmedBy: null,
    });
    const { tier, tierAssessments } = await read(scene);
    expect(tier).toBe("high");
    expect(tierAssessments[0]).toMatchObject({ id: lowering.id, from: null });
    expect(tierAssessments[0]?.to).not.toBeNull();
  });

  it("refuses a second lowering while one waits, but never holds a raise up", async () => {
    const scene = await openTiers(await open());
    await scene.settle("limited");
    const lowering = await scene.assess("minimal");
    await expect(scene.assess("minimal")).rejects.toEqual(refusal("CONFLICT", "tier_pending"));
    await scene.assess("high");
    expect((await read(scene)).tier).toBe("high");
    const [raised, refused] = (await scene.leaves()).slice(-2);
    expect(refused).toMatchObject({ type: "chancery.tier.refused.v1", causationid: raised?.id });
    await expect(confirmTier(scene.house, scene.call(scene.rita), { assessmentId: lowering.id })).rejects.toEqual(
      refusal("ILLEGAL_TRANSITION", "assessment_settled"),
    );
  });

  it("takes a maintainer or reviewer, and a rationale of substance", async () => {
    const scene = await openTiers(await open());
    await expect(scene.assess("high", scene.ada)).rejects.toEqual(refusal("FORBIDDEN", "role_missing"));
    const thin = { modelId: scene.modelId, tier: "high", exposure: "x", purpose: "y", rationale: "because" };
    await expect(assessTier(scene.house, scene.call(scene.max), thin)).rejects.toEqual(
      refusal("INVALID_INPUT", "invalid_field"),
    );
  });
});
