// Who answers for a model: one person at a time from its registration on, each interval kept.
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { takeBaseline } from "../audit/baseline.ts";
import { compareRows } from "../audit/compare-rows.ts";
import { disableAccount } from "../people/disable.ts";
import { openCatalogue, refusal, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { getModel } from "./get.ts";
import { setModelOwner } from "./set-owner.ts";

async function openOwned(world: World) {
  const scene = await openCatalogue(world);
  const modelId = await scene.model();
  const name = (ownerId: string, by = scene.max) => {
    scene.clock.advance(1000);
    return setModelOwner(scene.house, scene.call(by), { modelId, ownerId });
  };
  return { ...scene, modelId, name };
}
const ownersIn = async (scene: Catalogue) =>
  (await getModel(scene.house, scene.call(scene.max), { model: "speech/vad" })).owners;
const contradicted = refusal("ILLEGAL_TRANSITION", "record_contradicts_log");

eachEngine("who answers for a model", (open) => {
  it("is first whoever registered the model, and the same entry says so", async () => {
    const scene = await openOwned(await open());
    const now = scene.house.clock.now().toISOString();
    expect(await ownersIn(scene)).toEqual([{ id: scene.ada.id, name: "Ada", from: now, to: null, setBy: "Ada" }]);
    const leaf = (await scene.leaves()).at(-1);
    expect(leaf).toMatchObject({ type: "chancery.model.registered.v1", subject: `model/${scene.modelId}` });
    expect(JSON.stringify(leaf)).toMatch(/"modelOwners\/[^"]+":/);
  });

  it("is the owner of the service account that registered it", async () => {
    const scene = await openCatalogue(await open());
    const robot = await scene.service("push-job", scene.max, { role: "contributor", team: "speech" });
    await scene.model({ by: robot });
    expect(await ownersIn(scene)).toMatchObject([{ id: scene.max.id, name: "Max", to: null, setBy: "push-job" }]);
  });

  it("changes at one moment, by a maintainer or an admin, and the log tells who before and after", async () => {
    const scene = await openOwned(await open());
    expect(await scene.name(scene.zoe.id)).toMatchObject({ id: scene.zoe.id, name: "Zoe", to: null, setBy: "Max" });
    const root = await scene.person("Root", { role: "admin" });
    await scene.name(scene.max.id, root);
    const [max, zoe, ada] = await ownersIn(scene);
    expect([max, zoe, ada].map((owner) => owner?.name)).toEqual(["Max", "Zoe", "Ada"]);
    expect([max?.to, zoe?.to, ada?.to]).toEqual([null, max?.from, zoe?.from]);
    expect((await scene.leaves()).at(-1)).toMatchObject({
      type: "chancery.model.owner-set.v1",
      subject: `model/${scene.modelId}`,
      authid: root.id,
      data: { after: { modelId: scene.modelId, ownerId: scene.max.id, previousOwnerId: scene.zoe.id } },
    });
    await takeBaseline(scene.house);
    expect(await compareRows(scene.house.db)).toMatchObject({ faults: [], counts: {} });
  });

  it("never begins before the one before it began, whatever the clock says", async () => {
    const scene = await openOwned(await open());
    const { from } = await scene.name(scene.zoe.id);
    scene.clock.advance(-500);
    const next = await setModelOwner(scene.house, scene.call(scene.max), {
      modelId: scene.modelId,
      ownerId: scene.max.id,
    });
    expect(Date.parse(next.from)).toBe(Date.parse(from) + 1);
  });

  it("is one person, though two are named at once", async () => {
    const scene = await openOwned(await open());
    const named = [scene.zoe, scene.max, scene.vik].map(({ id }) => scene.name(id));
    expect((await Promise.all(named)).map(({ to }) => to)).toEqual([null, null, null]);
    const owners = await ownersIn(scene);
    expect(owners.filter(({ to }) => to === null)).toHaveLength(1);
    expect(owners).toHaveLength(4);
  });

  it("is another active person who sees the model, and no other", async () => {
    const scene = await openOwned(await open());
    const robot = await scene.service("push-job", scene.max);
    const gone = await scene.person("Gone");
    const root = await scene.person("Root", { role: "admin" });
    await takeBaseline(scene.house);
    await disableAccount(scene.house, scene.call(root), { actorId: gone.id, reason: "left" });
    const entries = (await scene.leaves()).length;
    for (const [ownerId, code] of [
      [robot.id, "owner_unfit"],
      [gone.id, "owner_unfit"],
      [scene.modelId, "owner_unfit"],
      [scene.ada.id, "owner_unchanged"],
    ] as const)
      await expect(scene.name(ownerId)).rejects.toEqual(refusal("INVALID_INPUT", code));
    const hidden = await scene.model({ name: "hidden", visibility: "team" });
    const named = { modelId: hidden, ownerId: scene.zoe.id };
    await expect(setModelOwner(scene.house, scene.call(scene.max), named)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      reasons: [
        { code: "owner_sees_nothing", message: expect.stringContaining("Zoe cannot see this model") as string },
      ],
    });
    expect((await scene.leaves()).length).toBe(entries + 1);
    expect(await ownersIn(scene)).toMatchObject([{ name: "Ada", to: null }]);
  });

  it("is named by no contributor and no reviewer, and the refusal is an entry", async () => {
    const scene = await openOwned(await open());
    const rita = await scene.person("Rita", { role: "reviewer", team: "speech" });
    for (const by of [scene.ada, rita, scene.zoe])
      await expect(scene.name(scene.zoe.id, by)).rejects.toEqual(refusal("FORBIDDEN", "role_missing"));
    expect((await scene.leaves()).at(-1)).toMatchObject({ data: { outcome: "denied" } });
  });

  it.each([
    ["given to somebody else", "UPDATE model_owner SET owner_id = 'another'"],
    ["dated back", `UPDATE model_owner SET "from" = "from" - UNIT`],
    ["deleted", "DELETE FROM model_owner"],
  ])("is shown as edited once SQL changed it, and nobody is named on top of that: %s", async (_what, edit) => {
    const world = await open();
    const scene = await openOwned({
      ...world,
      house: { ...world.house, log: { info: () => undefined, error: () => undefined } },
    });
    await takeBaseline(scene.house);
    const unit = scene.house.db.dialect === "sqlite" ? "1000" : "interval '1 second'";
    await meddle(scene.location, edit.replace("UNIT", unit));
    const { contradicted: found } = await getModel(scene.house, scene.call(scene.max), { model: "speech/vad" });
    expect(found).toMatchObject([{ table: "modelOwners" }]);
    await expect(scene.name(scene.max.id)).rejects.toEqual(contradicted);
    expect((await compareRows(scene.house.db)).counts).toEqual({ modelOwners: 1 });
  });
});
