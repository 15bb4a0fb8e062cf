// What was decided before on a version, and who made its content, is not forgotten because rows of it are gone or changed.
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { withdrawPromotion } from "../promotions/withdraw.ts";
import { quiet } from "../testing/attacks.ts";
import { refusal } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { createVersion } from "../versions/create.ts";
import { sealVersion } from "../versions/seal.ts";
import { takeBaseline } from "./baseline.ts";

const contradicted = refusal("ILLEGAL_TRANSITION", "record_contradicts_log");

/** Asked for, objected to and withdrawn; beside it an older version of the same content, by Rolf. */
async function openObjected(scene: Scene) {
  const { house, call, ada, rolf } = scene;
  await scene.grant(rolf, { role: "contributor", team: "speech" });
  const descriptor = { supplier: "Acme", product: "Ears", version: "1", endpoint: "https://ears.test" };
  const made = async (by: typeof ada) => {
    const { id: versionId } = await createVersion(house, call(by), {
      model: scene.model,
      kind: "external",
      descriptor,
    });
    return (await sealVersion(house, call(by), { versionId })).id;
  };
  const [older, versionId] = [await made(rolf), await made(ada)];
  const asked = await scene.ask(versionId);
  await scene.vote(asked, scene.rita, "request-changes");
  await withdrawPromotion(house, call(ada), { promotionId: asked.id, note: "It is not ready." });
  await takeBaseline(house);
  return { older, versionId };
}

eachEngine("a version", (open) => {
  it.each([
    [
      "a request that is gone together with its votes",
      () => ["vote", "promotion_target", "dossier_revision", "promotion"].map((table) => `DELETE FROM ${table}`),
    ],
    ["the votes on a request", () => [`DELETE FROM vote`]],
    ["a request for changes turned into an approval", () => [`UPDATE vote SET decision = 'approve'`]],
    ["a request that was for another version", (older: string) => [`UPDATE promotion SET version_id = '${older}'`]],
    [
      "a version of the same content that says it is of other",
      (older: string) => [`UPDATE version SET manifest_digest = '${"0".repeat(64)}' WHERE id = '${older}'`],
    ],
  ])("is not asked for again: %s", async (_what, edit) => {
    const scene = await openScene(quiet(await open()));
    const { older, versionId } = await openObjected(scene);
    await meddle(scene.location, ...edit(older));
    await expect(scene.ask(versionId)).rejects.toEqual(contradicted);
  });
});
