// A registry of an earlier program comes under the policy that this one asks for: once, and the log says so.
import { policyLabel, sealPolicy, twoPerson } from "@chancery/core";
import { currentPolicy } from "@chancery/db";
import { expect, it } from "vitest";
import { eachEngine } from "../testing/index.ts";
import { needApprovals, openScene } from "../testing/promotion-scene.ts";
import { keyHead } from "../audit/key-head.ts";
import { tellUntold } from "../audit/tell-migrated.ts";
import { withdrawPromotion } from "../promotions/withdraw.ts";
import { ensurePolicyAdopted } from "./adopt-policy.ts";

eachEngine("the policy of a later program", (open) => {
  it("is put in force once, by the registry itself, also by two processes at once", async () => {
    const { house, leaves } = await open();
    expect(await ensurePolicyAdopted(house)).toBe(false); // it is in force
    const later = { ...twoPerson, version: twoPerson.version + 1 };
    const adopted = await Promise.all([1, 2].map(() => ensurePolicyAdopted(house, later)));
    expect(adopted.filter(Boolean)).toHaveLength(1);
    expect(await ensurePolicyAdopted(house, later)).toBe(false);
    const { document, digest } = await currentPolicy(house.db.read);
    expect({ document, digest }).toEqual(sealPolicy(later));
    const told = (await leaves()).filter(({ type }) => type === "chancery.policy.adopted.v1");
    expect(told.map(({ authid, data }) => [authid, data.outcome])).toContainEqual(["system", "success"]);
    expect(told.filter(({ data }) => data.outcome === "success").map(({ data }) => data["after"])).toEqual([
      { policy: policyLabel(later), policyDigest: digest },
    ]);
  });

  it("makes approvals of what is open count no more, saying why, and is what is then decided by", async () => {
    const scene = await openScene(await open());
    await needApprovals(scene, 2);
    const promotion = await scene.ask((await scene.version()).id);
    await scene.vote(promotion, scene.rita);
    const { number } = await currentPolicy(scene.house.db.read);
    await ensurePolicyAdopted(scene.house, { ...twoPerson, version: number + 1 }); // asks for one approval
    const seen = await scene.see(promotion, scene.rolf);
    expect(seen).toMatchObject({ state: "open", revision: 2 });
    expect(seen.revisions.at(-1)?.changed).toEqual(["policy"]);
    expect(seen.votes).toMatchObject([{ isStale: true, staleBecause: expect.stringContaining("policy") as unknown }]);
    await expect(scene.vote(promotion, scene.rolf)).resolves.toMatchObject({ state: "executed" });
  });

  it("is the one by which it is withdrawn and rejected too, whatever it was asked under", async () => {
    const scene = await openScene(await open());
    const asked = [await scene.ask((await scene.version()).id), await scene.ask((await scene.version()).id)] as const;
    await ensurePolicyAdopted(scene.house, { ...twoPerson, version: twoPerson.version + 1 });
    const { house, call, ada, rita } = scene;
    await withdrawPromotion(house, call(ada), { promotionId: asked[0].id, note: "asked too early" });
    await scene.vote(asked[1], rita, "reject");
    expect([await scene.see(asked[0]), await scene.see(asked[1])]).toMatchObject([
      { state: "withdrawn" },
      { state: "rejected" },
    ]);
  });

  it("takes the place of the one an earlier program left", async () => {
    const { house } = await open({ name: "first-rows" });
    expect(await keyHead(house)).toBeUndefined();
    await tellUntold(house);
    expect((await currentPolicy(house.db.read)).number).toBe(1);
    expect(await ensurePolicyAdopted(house)).toBe(true);
    expect(await currentPolicy(house.db.read)).toMatchObject({ number: twoPerson.version, ...sealPolicy(twoPerson) });
  });
});
