// A registry's stages and tiers are rows of its own: every rule goes by them, the log tells of them, and SQL changes none.
import { builtInTiers, sealPolicy, Stages, Tiers, twoPersonFor } from "@chancery/core";
import { openDatabase } from "@chancery/db";
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { takeBaseline } from "../audit/baseline.ts";
import { compareRows } from "../audit/compare-rows.ts";
import { ensureInitialised } from "../identity/initialise.ts";
import { assessTier } from "../models/assess-tier.ts";
import { setAlias } from "../models/set-alias.ts";
import { requestPromotion } from "../promotions/request.ts";
import { refusal } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { openScene } from "../testing/promotion-scene.ts";
import { compareVersions } from "../versions/compare.ts";
import { resolveVersion } from "../versions/resolve.ts";
import { registryStages } from "./stages.ts";

const own = {
  stages: new Stages([
    { id: "trial", label: "on trial", isExclusive: false, isGoverned: false },
    { id: "canary", label: "canary", isExclusive: true, isGoverned: true },
    { id: "live", label: "live", isExclusive: true, isGoverned: true },
  ]),
  tiers: new Tiers([
    { id: "low", label: "low" },
    { id: "grave", label: "grave" },
  ]),
};
const contradicted = refusal("ILLEGAL_TRANSITION", "record_contradicts_log");
const quiet = (world: World): World => ({
  ...world,
  house: { ...world.house, log: { info: () => undefined, error: () => undefined } },
});

eachEngine("a registry with stages of its own", (open) => {
  it("goes by them wherever a new one goes by its own: votes, holders, comparisons, names", async () => {
    const scene = await openScene(await open(own));
    const { house, call, ada, modelId } = scene;
    expect(await registryStages(house, call(ada), {})).toMatchObject({ release: "live", stages: own.stages.all });
    const first = await scene.version();
    expect(await scene.ask(first.id, { stage: "trial" })).toMatchObject({ state: "executed" });
    expect(await scene.ask(first.id, { stage: "canary" })).toMatchObject({ state: "open" });
    await scene.promote(first.id, "live");
    const second = await scene.version();
    const compared = await compareVersions(house, call(ada), { ref: `${scene.model}:${second.number}` });
    expect(compared.incumbent).toMatchObject({ number: first.number });
    await scene.promote(second.id, "live");
    expect(await resolveVersion(house, call(ada), { ref: `${scene.model}@live` })).toMatchObject({
      number: second.number,
    });
    await expect(scene.ask(second.id, { stage: "production" })).rejects.toEqual(
      refusal("INVALID_INPUT", "stage_unknown"),
    );
    await expect(setAlias(house, call(ada), { modelId, alias: "live", versionId: first.id })).rejects.toMatchObject({
      reasons: [{ code: "alias_is_stage" }],
    });
    const asked = { modelId, tier: "low", exposure: "few", purpose: "tests", rationale: "Nobody depends on it." };
    const maintainer = await scene.person("Mara", { role: "maintainer", team: "speech" });
    expect(await assessTier(house, call(maintainer), asked)).toMatchObject({ tier: "low", from: null });
    await expect(assessTier(house, call(maintainer), { ...asked, tier: "high" })).rejects.toEqual(
      refusal("INVALID_INPUT", "tier_unknown"),
    );
    await takeBaseline(house);
    expect(await compareRows(house.db)).toMatchObject({ faults: [], counts: {} });
  });

  it("has its first entry tell of them", async () => {
    const world = await open();
    await meddle(world.location, "DELETE FROM stage", "DELETE FROM tier", "DELETE FROM policy_version");
    expect(await ensureInitialised(world.house)).toBe(true);
    expect(await compareRows(world.house.db)).toMatchObject({ faults: [], counts: {} });
    const again = await openDatabase(world.location);
    expect(again.stages.all).toEqual(world.house.db.stages.all);
    expect(again.tiers.all).toEqual(builtInTiers);
    await again.close();
  });

  it.each([
    ["the stage made one that many hold", "UPDATE stage SET is_exclusive = (1 = 0) WHERE id = 'production'"],
    ["the stage called otherwise", "UPDATE stage SET label = 'released' WHERE id = 'production'"],
    ["the stage deleted", "DELETE FROM stage WHERE id = 'production'"],
  ])("lets no vote rest on it once SQL changed it: %s", async (_what, edit) => {
    const scene = await openScene(quiet(await open()));
    const asked = await scene.ask((await scene.version()).id);
    await takeBaseline(scene.house);
    await meddle(scene.location, edit);
    await expect(scene.vote(asked, scene.rita)).rejects.toEqual(contradicted);
    expect((await compareRows(scene.house.db)).counts).toEqual({ stages: 1 });
  });

  it("opens nothing without a vote by a stage that SQL added", async () => {
    const scene = await openScene(quiet(await open()));
    const version = await scene.version();
    await takeBaseline(scene.house);
    await meddle(
      scene.location,
      "INSERT INTO stage SELECT 'fast', 'fast', 9, is_exclusive, is_governed FROM stage WHERE id = 'development'",
    );
    const db = await openDatabase(scene.location);
    expect(db.stages.has("fast")).toBe(true);
    const house = { ...scene.house, db };
    await expect(
      requestPromotion(house, scene.call(scene.ada), {
        versionId: version.id,
        stage: "fast",
        reason: "It answers faster.",
      }),
    ).rejects.toEqual(contradicted);
    expect((await compareRows(db)).counts).toEqual({ stages: 1 });
    await db.close();
  });

  it.each([
    ["the highest deleted", "DELETE FROM tier WHERE id = 'high'"],
    ["their order turned round", "UPDATE tier SET rank = 9 - rank"],
    ["one added", "INSERT INTO tier VALUES ('graver', 'graver', 9)"],
  ])("assesses no model by tiers that SQL changed: %s", async (_what, edit) => {
    const scene = await openScene(quiet(await open()));
    const mara = await scene.person("Mara", { role: "maintainer", team: "speech" });
    await takeBaseline(scene.house);
    await meddle(scene.location, edit);
    const given = { exposure: "few", purpose: "tests", rationale: "Nobody depends on it." };
    await expect(
      assessTier(scene.house, scene.call(mara), { modelId: scene.modelId, tier: "limited", ...given }),
    ).rejects.toEqual(contradicted);
  });

  it("names its own stages in its policy, in the format that can", () => {
    const sealed = sealPolicy(twoPersonFor(own.stages.all));
    expect(JSON.parse(sealed.document)).toMatchObject({
      format: 3,
      stages: { trial: { approvals: 0 }, live: { approvals: 1 } },
    });
  });
});
