// Withdrawing: only one's own request, only while it is open.
import { expect, it } from "vitest";
import { eachEngine } from "../testing/index.ts";
import { openScene } from "../testing/promotion-scene.ts";
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
      type: "chancery.promotion.withdrawn.v1",
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
});
