// Whom promotions wait for, as rows: written by every act that changes it, held against the policy, and trusted by no vote.
import { waitsKept } from "@chancery/db";
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { checkLog } from "../audit/check.ts";
import { repairRows } from "../audit/repair-rows.ts";
import { takeBaseline } from "../audit/baseline.ts";
import { eachEngine } from "../testing/index.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { countWaitingReviews } from "./waiting.ts";
import { withdrawPromotion } from "./withdraw.ts";

const inboxOf = ({ house, clock, rita }: Scene) =>
  countWaitingReviews(house.db.read, { actorId: rita.id, answerableId: rita.answerableId, at: clock.now() });

eachEngine("whom a promotion waits for", (open) => {
  it("is kept while it is open, whatever is voted, and gone once it is executed, rejected or withdrawn", async () => {
    const scene = await openScene(await open());
    const kept = async () =>
      (await waitsKept(scene.house.db.read)).map(({ promotion, waits }) => [promotion?.number, waits]);
    const reviewers = [{ gate: "approvals", role: "reviewer", scope: "model", scopeId: scene.modelId }];
    const executed = await scene.ask((await scene.version()).id);
    const rejected = await scene.ask((await scene.version()).id);
    const withdrawn = await scene.ask((await scene.version()).id);
    await scene.ask((await scene.version()).id, { stage: "development" }); // waits for nobody
    await scene.vote(executed, scene.rita, "request-changes");
    expect(await kept()).toEqual([executed, rejected, withdrawn].map(({ number }) => [number, reviewers]));
    await scene.vote(executed, scene.rita);
    expect(await kept()).toEqual([rejected, withdrawn].map(({ number }) => [number, reviewers]));
    await scene.vote(rejected, scene.rolf, "reject");
    await withdrawPromotion(scene.house, scene.call(scene.ada), { promotionId: withdrawn.id, note: "not yet" });
    expect(await kept()).toEqual([]);
  });

  it("edited with SQL changes an inbox and no vote, is found by the check, and a repair makes it anew", async () => {
    const scene = await openScene(await open());
    const { house, location } = scene;
    await takeBaseline(house); // the world's own rows came about without an act
    const [hidden, other] = [await scene.ask((await scene.version()).id), await scene.ask((await scene.version()).id)];
    expect(await inboxOf(scene)).toBe(2);
    await meddle(location, `DELETE FROM promotion_wait WHERE promotion_id = '${hidden.id}'`);
    await meddle(location, "INSERT INTO promotion_wait VALUES ('nobody', 'approvals', 'admin', 'model', 'x')");
    expect(await inboxOf(scene)).toBe(1);
    const found = await checkLog(house, scene.system, {});
    expect(found.reasons.map(({ code }) => code)).toEqual(["row_waits_differ"]);
    expect(found.reasons[0]?.message).toContain(`P-${hidden.number} waits for`);
    const stray = "promotion nobody, which does not exist,";
    const waits = [`P-${hidden.number}`, stray];
    expect(await repairRows(house, { isDry: true })).toEqual({ mends: [], reindexed: [], waits });
    expect(await inboxOf(scene)).toBe(1);
    expect(await repairRows(house, { isDry: false })).toEqual({ mends: [], reindexed: [], waits });
    expect(await inboxOf(scene)).toBe(2);
    expect(await checkLog(house, scene.system, {})).toMatchObject({ isOk: true });
    await meddle(location, "UPDATE promotion_wait SET role = 'admin'");
    expect(await scene.vote(other, scene.rita)).toMatchObject({ state: "executed" });
    const grace = await scene.person("Grace", { role: "admin" });
    await expect(scene.vote(hidden, grace)).rejects.toMatchObject({ reasons: [{ code: "role_missing" }] });
  });
});
