// Whoever described a version, rather than made its content, does not decide on it; whoever validated it may, marked.
import type { Actor } from "@chancery/core";
import { expect, it } from "vitest";
import { recordEvaluation } from "../evaluations/record.ts";
import { recordLineage } from "../lineage/record.ts";
import { eachEngine } from "../testing/index.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { reviseVersionCard } from "../versions/revise-card.ts";
import { countWaitingReviews } from "./waiting.ts";

type Way = (scene: Scene, by: Actor, versionId: string) => Promise<unknown>;
const revise: Way = ({ house, call }, by, versionId) =>
  reviseVersionCard(house, call(by), { versionId, body: "Fit for meeting rooms.", revision: 0 });
const trace: Way = ({ house, call }, by, versionId) =>
  recordLineage(house, call(by), { versionId, fact: { kind: "produced_by", job: "nightly 7" } });
const measure =
  (phase: "training" | "validation" | "monitoring"): Way =>
  ({ house, call }, by, versionId) =>
    recordEvaluation(house, call(by), { versionId, phase, metrics: [{ name: "recall", value: "0.9" }] });

const barring: readonly (readonly [what: string, way: Way, code: string])[] = [
  ["wrote its card", revise, "voter_is_author"],
  ["recorded its lineage", trace, "voter_is_author"],
  ["recorded its training evaluations", measure("training"), "voter_evaluated_training"],
];

const waitingFor = ({ house, clock }: Scene, { id, answerableId }: Actor) =>
  countWaitingReviews(house.db.read, { actorId: id, answerableId, at: clock.now() });

eachEngine("a version", (open) => {
  const openWithMakers = async () => {
    const scene = await openScene(await open());
    await scene.grant(scene.rolf, { role: "contributor", team: "speech" });
    return scene;
  };

  it.each(barring)("is not decided on by who %s, nor by who answers for that account", async (_, way, code) => {
    for (const isMachine of [false, true]) {
      const scene = await openWithMakers();
      const robot = await scene.service("robot", scene.rolf, { role: "contributor", team: "speech" });
      const { id } = await scene.version();
      await way(scene, isMachine ? robot : scene.rolf, id);
      const promotion = await scene.ask(id);
      await expect(scene.vote(promotion, scene.rolf)).rejects.toMatchObject({
        code: "POLICY_UNMET",
        reasons: [{ code }],
      });
      expect([await waitingFor(scene, scene.rolf), await waitingFor(scene, scene.rita)]).toEqual([0, 1]);
      await expect(scene.vote(promotion, scene.rita)).resolves.toMatchObject({ state: "executed" });
    }
  });

  it("is not decided on by who described it after it was asked for", async () => {
    const scene = await openWithMakers();
    const { id } = await scene.version();
    const promotion = await scene.ask(id);
    expect(await waitingFor(scene, scene.rolf)).toBe(1);
    await revise(scene, scene.rolf, id);
    expect(await waitingFor(scene, scene.rolf)).toBe(0);
    await expect(scene.vote(promotion, scene.rolf)).rejects.toMatchObject({ reasons: [{ code: "voter_is_author" }] });
  });

  it("is validated by a reviewer, who may still decide and is marked for it", async () => {
    const scene = await openScene(await open());
    const { id } = await scene.version();
    const dataset = { name: "holdout", sha256: "a".repeat(64) };
    const { house, call, ada, rita } = scene;
    const metrics = [{ name: "recall", value: "0.9" }];
    await recordEvaluation(house, call(ada), { versionId: id, phase: "validation", dataset, metrics });
    await recordEvaluation(house, call(rita), { versionId: id, phase: "validation", dataset, metrics });
    const promotion = await scene.ask(id);
    await scene.vote(promotion, rita, "request-changes");
    await scene.vote(promotion, scene.rolf, "request-changes");
    const { votes } = await scene.see(promotion);
    expect(votes.map(({ voter, hasValidated }) => [voter, hasValidated])).toEqual([
      ["Rita", true],
      ["Rolf", false],
    ]);
  });

  it("is told by a reviewer nothing of how it was made, only what validates it", async () => {
    const scene = await openScene(await open());
    const { id } = await scene.version();
    for (const way of [trace, measure("training"), measure("monitoring")])
      await expect(way(scene, scene.rita, id)).rejects.toMatchObject({
        code: "FORBIDDEN",
        reasons: [{ code: "role_missing" }],
      });
    const outsider = await scene.person("Olga");
    await expect(measure("validation")(scene, outsider, id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
