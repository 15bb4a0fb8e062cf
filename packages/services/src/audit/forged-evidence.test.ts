// All that a decision rests on is held against the log when it is made: what is compared, and who stands behind those who made it.
import type { Actor } from "@chancery/core";
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { recordEvaluation } from "../evaluations/record.ts";
import { setModelMetric } from "../models/set-metric.ts";
import { refusal, sendBatch, sendFile } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { createToken } from "../tokens/create.ts";
import { createVersion } from "../versions/create.ts";
import { sealVersion } from "../versions/seal.ts";
import { takeBaseline } from "./baseline.ts";

const contradicted = refusal("ILLEGAL_TRANSITION", "record_contradicts_log");
const incumbent = `(SELECT version_id FROM stage_occupancy WHERE "to" IS NULL)`;
const ci = `(SELECT id FROM actor WHERE name = 'ci')`;
const rolf = `(SELECT id FROM actor WHERE name = 'Rolf')`;

/** A sealed version with files that came by themselves, of one of which the sender did not say which bytes it has, and two in a batch. */
async function versionOf(scene: Scene, by: Actor): Promise<{ readonly id: string }> {
  const { id: versionId } = await createVersion(scene.house, scene.call(by), { model: scene.model });
  await sendFile(scene, by, { versionId, path: "model.onnx", content: versionId });
  await sendFile(scene, by, { versionId, path: "untold", content: "untold", isDigestStated: false });
  const files = ["batched", "beside"].map((name) => ({ path: name, content: `${name} ${versionId}` }));
  await sendBatch(scene, by, { versionId, files });
  return sealVersion(scene.house, scene.call(by), { versionId });
}

eachEngine("a vote", (open) => {
  it.each([
    ["the direction of a metric", () => `UPDATE model_metric SET direction = 'lower'`],
    [
      "what was measured on the incumbent",
      () => `UPDATE evaluation SET metrics = '[]' WHERE version_id = ${incumbent}`,
    ],
    ["a measurement of the incumbent that is gone", () => `DELETE FROM evaluation WHERE version_id = ${incumbent}`],
    ["the content of the incumbent", () => `UPDATE version SET params = '{"lr":"1"}' WHERE id = ${incumbent}`],
    ["the dataset it was measured on", () => `UPDATE dataset SET status = 'withdrawn'`],
    ["who answers for the account that sent it", () => `UPDATE actor SET owner_id = ${rolf} WHERE name = 'ci'`],
    ["who made a token of that account", () => `UPDATE token SET created_by = ${rolf}`],
    [
      "who did what its entries tell of",
      () => `UPDATE audit_entry SET actor_id = ${rolf} WHERE kind LIKE 'version.created@%' AND actor_id = ${ci}`,
    ],
    [
      "what its entries tell was done",
      () => `UPDATE audit_entry SET kind = 'version.tagged@1' WHERE kind LIKE 'version.created@%' AND actor_id = ${ci}`,
    ],
    [
      "what they tell of",
      () => `UPDATE audit_entry SET subject = 'version/x' WHERE kind LIKE 'version.created@%' AND actor_id = ${ci}`,
    ],
    [
      "that somebody came to own the account that sent it",
      () => `UPDATE audit_entry SET kind = 'service-account.handed-over@1', subject = 'actor/' || ${ci} WHERE idx = 0`,
    ],
    ["who sent a batch", () => `UPDATE batch SET actor_id = ${rolf}`],
    ["what a batch held", () => `UPDATE batch SET files = replace(files, 'batched', 'other')`],
    ["that there was a batch", () => `DELETE FROM batch`],
  ])("rests on nothing forged: %s", async (_what, edit) => {
    const { scene, asked } = await askedOf(await open());
    await meddle(scene.location, edit());
    await expect(scene.vote(asked, scene.rita)).rejects.toEqual(contradicted);
    expect(await scene.see(asked)).toMatchObject({ state: "open" });
  });

  it.each([
    ["who sent its bytes", `actor_id = ${rolf} WHERE actor_id = ${ci}`],
    ["who sent bytes of it without saying which", `actor_id = ${rolf} WHERE path = 'untold'`],
    ["which bytes were sent", `sha256 = received_sha256 || '0' WHERE path = 'untold'`],
  ])("rests on no row of an upload: %s", async (_what, edit) => {
    const { scene, asked } = await askedOf(await open());
    await meddle(scene.location, `UPDATE upload SET ${edit}`);
    await expect(scene.vote(asked, scene.ada)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(scene.vote(asked, scene.rolf)).resolves.toMatchObject({ state: "executed" });
  });

  it("counts where nothing was edited, also of bytes that were sent without saying which", async () => {
    const { scene, asked } = await askedOf(await open());
    await expect(scene.vote(asked, scene.rita)).resolves.toMatchObject({ state: "executed" });
  });
});

/** A request beside an incumbent, both measured, with everything behind them told by the log. */
async function askedOf(world: World) {
  const house = { ...world.house, log: { info: () => undefined, error: () => undefined } };
  const scene = await openScene({ ...world, house });
  const { ada, call, modelId } = scene;
  const ci = await scene.service("ci", ada, { role: "contributor", team: "speech" });
  await createToken(house, call(ada), { actorId: ci.id, name: "ci", scopes: ["*"] });
  await scene.grant(ada, { role: "maintainer", team: "speech" });
  await setModelMetric(house, call(ada), { modelId, name: "recall", direction: "higher" });
  const measure = (versionId: string, value: string) =>
    recordEvaluation(house, call(ada), {
      versionId,
      phase: "validation",
      metrics: [{ name: "recall", value }],
      dataset: { name: "calls", sha256: "a".repeat(64) },
    });
  const first = await scene.version();
  await measure(first.id, "0.9");
  await scene.promote(first.id);
  const second = await versionOf(scene, ci);
  await measure(second.id, "0.8");
  const asked = await scene.ask(second.id);
  await takeBaseline(house);
  return { scene, asked };
}
