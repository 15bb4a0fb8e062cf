// A row that the log contradicts is not acted on, and takes nothing over from what the log says.
import { sealPolicy, twoPerson } from "@chancery/core";
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { recordEvaluation } from "../evaluations/record.ts";
import { setAlias } from "../models/set-alias.ts";
import { refusal } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { resolveVersion } from "../versions/resolve.ts";
import { takeBaseline } from "./baseline.ts";

const contradicted = refusal("ILLEGAL_TRANSITION", "record_contradicts_log");
const quiet = (world: World): World => ({
  ...world,
  house: { ...world.house, log: { info: () => undefined, error: () => undefined } },
});

const production = { ...twoPerson.stages["production"]!, approvals: 0 };
const lenient = sealPolicy({ ...twoPerson, stages: { ...twoPerson.stages, production } });

eachEngine("a vote", (open) => {
  it.each([
    ["a promotion asked for by another", (id: string) => `UPDATE promotion SET requester_id = 'x' WHERE id = '${id}'`],
    ["a version with other params", () => `UPDATE version SET params = '{"lr":"1"}'`],
    [
      "a policy that asks for nobody",
      () => `UPDATE policy_version SET document = '${lenient.document}', digest = '${lenient.digest}'`,
    ],
    ["a reviewer by SQL", () => `UPDATE "grant" SET role = 'reviewer' WHERE role = 'contributor'`],
    ["a measurement that was edited", () => `UPDATE evaluation SET metrics = '[]'`],
    ["an incumbent that was put there", () => `UPDATE stage_occupancy SET version_id = 'x'`],
    ["an incumbent that is gone", () => `DELETE FROM stage_occupancy`],
    ["a request for changes that is gone", () => `DELETE FROM vote`],
    ["a measurement that is gone", () => `DELETE FROM evaluation`],
    [
      "an objection dismissed by SQL alone",
      (id: string) =>
        `INSERT INTO dismissal SELECT 'x', id, voter_id, '${id}', 'x', 'x', 'x', created_at FROM vote WHERE decision <> 'approve'`,
    ],
    [
      "every vote dismissed by SQL alone",
      () => `INSERT INTO dismissal SELECT id, id, voter_id, promotion_id, 'x', 'x', 'x', created_at FROM vote`,
    ],
    ["a vote turned round", () => `UPDATE vote SET decision = 'approve'`],
  ])("is refused on %s, and the refusal is an entry", async (what, edit) => {
    const scene = await openScene(quiet(await open()));
    await scene.promote((await scene.version()).id);
    const { id: versionId } = await scene.version();
    const metrics = [{ name: "recall", value: "0.9", direction: "higher" }];
    await recordEvaluation(scene.house, scene.call(scene.ada), { versionId, phase: "training", metrics });
    const asked = await scene.ask(versionId);
    await scene.vote(asked, scene.rolf, "request-changes");
    await takeBaseline(scene.house);
    await meddle(scene.location, edit(asked.id));
    const voter = what === "a reviewer by SQL" ? scene.ada : scene.rita;
    await expect(scene.vote(asked, voter)).rejects.toEqual(contradicted);
    expect((await scene.leaves()).at(-1)?.data).toMatchObject({ outcome: "denied" });
  });
});

eachEngine("a request and an alias", (open) => {
  it("do not rest on a version that was sealed, or not revoked, by SQL alone", async () => {
    const scene = await openScene(quiet(await open()));
    const { id: versionId } = await scene.version();
    await takeBaseline(scene.house);
    await meddle(scene.location, `UPDATE version SET manifest_digest = '${"0".repeat(64)}'`);
    await expect(scene.ask(versionId)).rejects.toEqual(contradicted);
    const pointing = { modelId: scene.modelId, alias: "champion", versionId };
    await expect(setAlias(scene.house, scene.call(scene.ada), pointing)).rejects.toEqual(contradicted);
  });
});

const resolved = (scene: Scene, ref: string) =>
  resolveVersion(scene.house, scene.call(scene.ada), { ref: `speech/vad@${ref}` });

eachEngine("resolving", (open) => {
  it.each([
    [
      "is pointed elsewhere",
      (other: string) => `UPDATE stage_occupancy SET version_id = '${other}' WHERE "to" IS NULL`,
    ],
    ["is deleted", () => `DELETE FROM stage_occupancy`],
    ["is ended", () => `UPDATE stage_occupancy SET "to" = "from"`],
  ])("answers what the log says, with an alarm, where the row of production %s", async (_what, edit) => {
    const alarms: object[] = [];
    const world = await open();
    const house = { ...world.house, log: { info: () => undefined, error: (facts: object) => void alarms.push(facts) } };
    const scene = await openScene({ ...world, house });
    const [first, second] = [await scene.version(), await scene.version()];
    await scene.promote(first.id);
    await setAlias(house, scene.call(scene.ada), { modelId: scene.modelId, alias: "champion", versionId: first.id });
    await takeBaseline(house);
    await meddle(
      scene.location,
      edit(second.id),
      `UPDATE alias SET version_id = '${second.id}'`,
      `INSERT INTO audit_row (governed_table, row_id, idx, place)
       SELECT 'occupancies', 'x', max(idx), 'occupancies/${scene.modelId}/production' FROM audit_entry`,
    );
    expect(await resolved(scene, "production")).toMatchObject({ number: 1, manifestDigest: first.manifestDigest });
    expect(await resolved(scene, "champion")).toMatchObject({ number: 1 });
    expect(alarms).toHaveLength(2);
  });

  it.each([
    ["of another digest", `manifest_digest = '${"0".repeat(64)}'`],
    ["revoked", "state = 'revoked'"],
  ])("answers a version as it was recorded where its row is %s", async (_what, edit) => {
    const scene = await openScene(quiet(await open()));
    const { id, number, manifestDigest } = await scene.version();
    await scene.promote(id);
    await meddle(scene.location, `UPDATE version SET ${edit}`);
    for (const ref of ["speech/vad@production", "speech/vad:1"])
      expect(await resolveVersion(scene.house, scene.call(scene.ada), { ref })).toMatchObject({
        number,
        manifestDigest,
        state: "sealed",
      });
  });

  it("lets no row in that no entry tells of", async () => {
    const scene = await openScene(quiet(await open()));
    const [first, second] = [await scene.version(), await scene.version()];
    await scene.promote(first.id, "staging");
    await takeBaseline(scene.house);
    await meddle(
      scene.location,
      `INSERT INTO stage_occupancy (id, model_id, version_id, stage, promotion_id, "from", "to", slot)
       SELECT 'forged', model_id, '${second.id}', 'production', promotion_id, "from", "to", slot FROM stage_occupancy`,
    );
    await expect(resolved(scene, "production")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
