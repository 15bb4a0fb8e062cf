// Withdrawing: only one's own request, only while it is open.
import type { Actor } from "@chancery/core";
import { expect, it } from "vitest";
import { disableAccount } from "../people/disable.ts";
import { eachEngine } from "../testing/index.ts";
import { openScene } from "../testing/promotion-scene.ts";
import { listPromotions } from "./list.ts";
import { withdrawPromotion } from "./withdraw.ts";

eachEngine("withdrawing", (open) => {
  it("closes one's own request, after which the version may be asked for again", async () => {
    const scene = await openScene(await open());
    const version = await scene.version();
    const { id: promotionId } = await scene.ask(version.id);
    const withdrawn = withdrawPromotion(scene.house, scene.call(scene.ada), {
      promotionId,
      note: "found a leak in the split",
    });
    await expect(withdrawn).resolves.toMatchObject({ state: "withdrawn", waitsFor: "nothing: it is withdrawn" });
    expect((await scene.leaves()).at(-1)).toMatchObject({
      type: "chancery.promotion.withdrawn.v2",
      subject: `promotion/${promotionId}`,
    });
    await expect(scene.ask(version.id)).resolves.toMatchObject({ number: 2, state: "open" });
  });

  it("lets the owner withdraw what a service account asked for", async () => {
    const scene = await openScene(await open());
    const robot = await scene.service("training-job", scene.ada, { role: "contributor", team: "speech" });
    const { id: promotionId } = await scene.ask((await scene.version()).id, { by: robot });
    const withdrawn = withdrawPromotion(scene.house, scene.call(scene.ada), { promotionId, note: "the job ran twice" });
    await expect(withdrawn).resolves.toMatchObject({ state: "withdrawn" });
  });

  it("refuses to withdraw another person's request", async () => {
    const scene = await openScene(await open());
    const mia = await scene.person("Mia", { role: "maintainer", team: "speech" });
    const { id: promotionId } = await scene.ask((await scene.version()).id);
    const attempt = withdrawPromotion(scene.house, scene.call(mia), { promotionId, note: "not now" });
    await expect(attempt).rejects.toMatchObject({ code: "POLICY_UNMET", reasons: [{ code: "not_requester" }] });
  });

  it("refuses to withdraw what is decided", async () => {
    const scene = await openScene(await open());
    const { id: promotionId } = await scene.promote((await scene.version()).id);
    const attempt = withdrawPromotion(scene.house, scene.call(scene.ada), { promotionId, note: "too late" });
    await expect(attempt).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
      reasons: [{ code: "promotion_closed" }],
    });
  });

  it("marks what somebody disabled asked for, and lets an admin withdraw that with a reason, which the entry says", async () => {
    const scene = await openScene(await open());
    const { house, call, ada, rita } = scene;
    const grace = await scene.person("Grace", { role: "admin" });
    const robot = await scene.service("training-job", ada, { role: "contributor", team: "speech" });
    const own = await scene.ask((await scene.version()).id);
    const machines = await scene.ask((await scene.version()).id, { by: robot });
    const note = "Nobody answers for it any more.";
    const withdraw = (by: Actor, { id: promotionId }: { readonly id: string }) =>
      withdrawPromotion(house, call(by), { promotionId, note });
    await expect(withdraw(grace, own)).rejects.toMatchObject({
      code: "FORBIDDEN",
      reasons: [{ code: "role_missing" }],
    });
    expect((await scene.see(own, grace)).availableActions).not.toContain("withdraw");
    await disableAccount(house, call(grace), { actorId: ada.id, reason: "left" });
    const at = (await scene.leaves()).findLast(({ type }) => type === "chancery.account.disabled.v1")?.time;
    expect(await scene.see(own)).toMatchObject({ requesterDisabled: { name: "Ada", isOwner: false, at } });
    expect(await scene.see(machines)).toMatchObject({ requesterDisabled: { name: "Ada", isOwner: true, at } });
    const { items } = await listPromotions(house, call(rita), { tab: "mine" });
    expect(items.map(({ requesterDisabled }) => requesterDisabled?.name)).toEqual(["Ada", "Ada"]);
    const mia = await scene.person("Mia", { role: "maintainer", team: "speech" });
    await expect(withdraw(mia, own)).rejects.toMatchObject({ reasons: [{ code: "not_requester" }] });
    await expect(withdraw(rita, own)).rejects.toMatchObject({ reasons: [{ code: "role_missing" }] });
    expect((await scene.see(own, grace)).availableActions).toEqual(["withdraw"]);
    for (const asked of [own, machines]) {
      await expect(withdraw(grace, asked)).resolves.toMatchObject({ state: "withdrawn", requesterDisabled: null });
      expect((await scene.leaves()).at(-1)).toMatchObject({
        type: "chancery.promotion.withdrawn.v2",
        authid: grace.id,
        data: { after: { promotionId: asked.id, disabledId: ada.id } },
      });
    }
  });

  it("marks nothing that is decided, and lets no admin withdraw it", async () => {
    const scene = await openScene(await open());
    const { house, call, ada } = scene;
    const grace = await scene.person("Grace", { role: "admin" });
    const { id: promotionId, number } = await scene.promote((await scene.version()).id);
    await disableAccount(house, call(grace), { actorId: ada.id, reason: "left" });
    expect(await scene.see({ number })).toMatchObject({ requesterDisabled: null });
    await expect(withdrawPromotion(house, call(grace), { promotionId, note: "too late" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});
