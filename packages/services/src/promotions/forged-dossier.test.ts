// What a reader's page freezes is held against the log first: the registry tells nothing that somebody wrote with SQL.
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { takeBaseline } from "../audit/baseline.ts";
import { recordEvaluation } from "../evaluations/record.ts";
import { setModelMetric } from "../models/set-metric.ts";
import { refusal } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { openScene } from "../testing/promotion-scene.ts";

async function openAsked(world: World) {
  const alarms: object[] = [];
  const log = { info: () => undefined, error: (facts: object) => void alarms.push(facts) };
  const scene = await openScene({ ...world, house: { ...world.house, log } });
  const { house, ada, call, modelId } = scene;
  await scene.grant(ada, { role: "maintainer", team: "speech" });
  await setModelMetric(house, call(ada), { modelId, name: "recall", direction: "higher" });
  const measure = (versionId: string, value: string) =>
    recordEvaluation(house, call(ada), {
      ...{ versionId, phase: "validation", metrics: [{ name: "recall", value }] },
      dataset: { name: "calls", sha256: "a".repeat(64) },
    });
  const first = await scene.version();
  await measure(first.id, "0.9");
  await scene.promote(first.id);
  const second = await scene.version();
  await measure(second.id, "0.8");
  const asked = await scene.ask(second.id);
  await takeBaseline(house);
  const frozen = async () =>
    (await scene.leaves()).filter(({ type }) => type.startsWith("chancery.promotion.dossier-frozen")).length;
  return { ...scene, alarms, asked, frozen, measureAgain: () => measure(second.id, "0.85") };
}

const contradicted = refusal("ILLEGAL_TRANSITION", "record_contradicts_log");

const rows = {
  evaluation: `UPDATE evaluation SET metrics = '[{"name":"recall","value":"0.99"}]', digest = 'another'`,
  model_metric: "DELETE FROM model_metric",
  stage_occupancy: "DELETE FROM stage_occupancy",
};

eachEngine("the page of an open promotion", (open) => {
  it.each(Object.entries(rows))("freezes nothing that was forged in %s, and names it", async (table, edit) => {
    const scene = await openAsked(await open());
    await meddle(scene.location, `CREATE TABLE kept AS SELECT * FROM ${table}`, edit);
    for (let times = 0; times < 2; times++) {
      const view = await scene.see(scene.asked);
      expect(view).toMatchObject({ revision: 1, newestRevision: 1 });
      expect(view.contradicted).not.toEqual([]);
    }
    expect(await scene.frozen()).toBe(0);
    await expect(scene.vote(scene.asked, scene.rita)).rejects.toEqual(contradicted);
    expect(scene.alarms.length).toBeGreaterThan(0);
    await meddle(scene.location, `DELETE FROM ${table}`, `INSERT INTO ${table} SELECT * FROM kept`, "DROP TABLE kept");
    expect(await scene.see(scene.asked)).toMatchObject({ revision: 1, contradicted: [] });
    await scene.measureAgain();
    expect(await scene.see(scene.asked)).toMatchObject({ revision: 2, contradicted: [] }); // what is true is frozen
    expect(await scene.frozen()).toBe(1);
  });

  it("shows a revision whose document was edited as lost, marks it, and takes no vote on it", async () => {
    const scene = await openAsked(await open());
    await meddle(scene.location, "UPDATE dossier_revision SET document = '{}'");
    const view = await scene.see(scene.asked);
    expect(view).toMatchObject({ dossier: null, lost: { entry: null } });
    expect(view.contradicted).toMatchObject([{ table: "dossierRevisions", id: `${scene.asked.id}/1` }]);
    expect(view.availableActions).not.toContain("approve");
    await expect(scene.vote(scene.asked, scene.rita)).rejects.toEqual(contradicted);
  });
});
