// Refused reads: a record of each, with how often, and nothing by which the asker could tell hidden from unknown.
import { ChanceryError } from "@chancery/core";
import { countStatements } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { getModel } from "./models/get.ts";
import { updateModel } from "./models/update.ts";
import { getPromotion } from "./promotions/get.ts";
import { flushRefusals } from "./record-refusal.ts";
import { countRefusedRead } from "./refused-reads.ts";
import { eachEngine } from "./testing/index.ts";
import { openScene, type Scene } from "./testing/promotion-scene.ts";
import { getVersion } from "./versions/get.ts";
import { readFile } from "./versions/read-file.ts";
import { resolveVersion } from "./versions/resolve.ts";
import { revokeVersion } from "./versions/revoke.ts";

const nobody = "01990000-0000-7000-8000-00000000dead";
const refusals = async (scene: Scene) =>
  (await scene.leaves()).filter(({ type }) => type === "chancery.read.refused.v1");

/** A restricted model with a promoted version, and somebody who does not see it. */
async function openHidden(scene: Scene) {
  const max = await scene.person("Max", { role: "maintainer", team: "speech" });
  const { id: versionId } = await scene.version();
  const { number, id: promotionId } = await scene.promote(versionId);
  const model = { modelId: scene.modelId, revision: 1, visibility: "restricted" };
  await updateModel(scene.house, scene.call(max), model);
  const zoe = await scene.person("Zoe", { role: "viewer", team: "vision" });
  return { zoe: scene.call(zoe), versionId, number, promotionId };
}

eachEngine("a refused read", (open) => {
  it("of something hidden is an entry within the minute, with its count, and the request writes none", async () => {
    const scene = await openScene(await open());
    const { zoe, versionId } = await openHidden(scene);
    const before = (await scene.leaves()).length;
    for (let n = 0; n < 3; n++)
      await expect(getVersion(scene.house, zoe, { versionId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getVersion(scene.house, zoe, { versionId: nobody })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await scene.leaves()).length).toBe(before);
    await flushRefusals(scene.house);
    expect(await refusals(scene)).toMatchObject([
      {
        ...{ authid: zoe.actor.id, subject: `version/${versionId}` },
        data: { outcome: "denied", after: { count: 3 }, reasons: ["role_missing"] },
      },
    ]);
    await flushRefusals(scene.house);
    expect(await refusals(scene)).toHaveLength(1);
  });

  it("takes the same statements for what is hidden as for what does not exist", async () => {
    const scene = await openScene(await open());
    const { zoe, versionId, number, promotionId } = await openHidden(scene);
    const { house, model, modelId } = scene;
    const reads: Readonly<Record<string, (isHidden: boolean) => Promise<unknown>>> = {
      model: (is) => getModel(house, zoe, { model: is ? model : "speech/nothing" }),
      "model by id": (is) => getModel(house, zoe, { model: is ? modelId : nobody }),
      version: (is) => getVersion(house, zoe, { versionId: is ? versionId : nobody }),
      "version by number": (is) => getVersion(house, zoe, { versionId: is ? `${model}:1` : "speech/nothing:1" }),
      "version by stage": (is) =>
        getVersion(house, zoe, { versionId: is ? `${model}@production` : "speech/no@production" }),
      promotion: (is) => getPromotion(house, zoe, { number: is ? number : 999 }),
      "promotion by id": (is) => getPromotion(house, zoe, { number: is ? promotionId : nobody }),
      file: (is) => readFile(house, zoe, { versionId: is ? versionId : nobody, path: "model.onnx" }),
      reference: (is) => resolveVersion(house, zoe, { ref: is ? `${model}:1` : "speech/nothing:1" }),
    };
    for (const [what, read] of Object.entries(reads)) {
      const refused = (isHidden: boolean) => () =>
        expect(read(isHidden), what).rejects.toMatchObject({
          message: expect.stringMatching(/^there is no \w+ '[^']+' that you may see: name it by /) as string,
          reasons: [{ code: "not_found" }],
        });
      await refused(true)(); // statements are prepared
      await refused(false)();
      expect(await countStatements(refused(true)), what).toBe(await countStatements(refused(false)));
    }
  });

  it("of something revoked is one too", async () => {
    const scene = await openScene(await open());
    const { house, call, ada } = scene;
    const max = await scene.person("Max", { role: "maintainer", team: "speech" });
    const { id: versionId } = await scene.versionOfTwo(ada, ada);
    await revokeVersion(house, call(max), { versionId, reason: "it learned from what it may not" });
    await expect(readFile(house, call(ada), { versionId, path: "model.onnx" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await flushRefusals(house);
    expect(await refusals(scene)).toMatchObject([
      { authid: ada.id, subject: `version/${versionId}`, data: { reasons: ["version_revoked"], after: { count: 1 } } },
    ]);
  });

  it("waits for the log where that takes no entry, and is not lost", async () => {
    const scene = await openScene(await open());
    const { zoe, versionId } = await openHidden(scene);
    const { freeze } = scene.house;
    await getVersion(scene.house, zoe, { versionId }).catch(() => undefined);
    freeze.because = { code: "log_rolled_back", message: "the log is shorter than it was" };
    await expect(flushRefusals(scene.house)).rejects.toMatchObject({ code: "UNAVAILABLE" });
    await getVersion(scene.house, zoe, { versionId }).catch(() => undefined);
    freeze.because = undefined;
    await flushRefusals(scene.house);
    expect(await refusals(scene)).toMatchObject([{ data: { after: { count: 2 } } }]);
  });

  it("of a thousand things in one minute is an entry each, and of more one for all", async () => {
    const scene = await openScene(await open());
    const { zoe } = await openHidden(scene);
    const refused = new ChanceryError("FORBIDDEN", "no", { reasons: [{ code: "role_missing", message: "no" }] });
    for (let n = 0; n < 1050; n++)
      countRefusedRead(scene.house, zoe, { kind: "team", id: `t-${n}`, teamId: `t-${n}` }, refused);
    await flushRefusals(scene.house);
    const written = await refusals(scene);
    expect(written).toHaveLength(1001);
    expect(written.at(-1)).toMatchObject({ subject: "organisation/organisation", data: { after: { count: 50 } } });
  });
});
