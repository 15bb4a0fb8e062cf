// The laws of promotion over random histories: whatever people try in whatever order, no other way leads into a governed stage.
import {
  isExclusive,
  stageNames,
  type Actor,
  type Decision,
  type PromotionSummary,
  type StageName,
} from "@chancery/core";
import { occupanciesOf, readPromotions, votesOn, type OccupancyRow } from "@chancery/db";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createModel } from "../models/create.ts";
import { eachEngine } from "../testing/index.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { reviseVersionCard } from "../versions/revise-card.ts";
import { revokeVersion } from "../versions/revoke.ts";
import { withdrawPromotion } from "./withdraw.ts";

type Step =
  | { readonly do: "upload" | "revise" | "revoke"; readonly by: number; readonly which: number }
  | { readonly do: "ask"; readonly by: number; readonly which: number; readonly stage: StageName }
  | { readonly do: "vote"; readonly by: number; readonly which: number; readonly decision: Decision }
  | { readonly do: "withdraw"; readonly by: number; readonly which: number };
const small = fc.nat({ max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("upload", "upload", "upload", "revise", "revise", "revoke"),
      by: small,
      which: small,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("ask"),
      by: small,
      which: small,
      stage: fc.constantFrom(...stageNames, "production"),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant("vote"),
      by: small,
      which: small,
      decision: fc.constantFrom("approve", "approve", "request-changes", "reject"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("withdraw"), by: small, which: small }) },
);
const history = fc.array(step, { minLength: 15, maxLength: 30 });

type Cast = { readonly scene: Scene; readonly people: readonly Actor[]; readonly reviewers: ReadonlySet<string> };

/** People with every mixture of roles; `reviewers` are those whose vote may count at all. */
async function castOf(scene: Scene): Promise<Cast> {
  const root = await scene.person("Root", { role: "admin" });
  const both = await scene.person("Bo", { role: "contributor", team: "speech" });
  await scene.grant(both, { role: "reviewer", team: "speech" });
  await scene.grant(root, { role: "maintainer", team: "speech" });
  await scene.grant(scene.rolf, { role: "maintainer", team: "speech" });
  const robot = await scene.service("robot", scene.rolf, { role: "contributor", team: "speech" });
  await scene.grant(robot, { role: "reviewer", team: "speech" });
  const people = [scene.ada, scene.rita, scene.rolf, root, both, robot];
  return { scene, people, reviewers: new Set([scene.rita.id, scene.rolf.id, both.id]) };
}

/** Plays a history on a model of its own; what is refused is refused. Gives back the model's id. */
async function play({ scene, people }: Cast, steps: readonly Step[], name: string): Promise<string> {
  const model = `speech/${name}`;
  const { id: modelId } = await createModel(scene.house, scene.call(scene.ada), { team: "speech", name });
  const versions = [await scene.version(scene.ada, model), await scene.version(people[2], model)];
  const asked: PromotionSummary[] = [];
  const pick = <T>(from: readonly T[], n: number) => from[n % Math.max(1, from.length)];
  for (const one of steps) {
    const [by, version, promotion] = [
      pick(people, one.by) ?? scene.ada,
      pick(versions, one.which),
      pick(asked, one.which),
    ];
    const call = scene.call(by);
    const attempt = async () => {
      if (one.do === "upload") versions.push(await scene.version(by, model));
      if (one.do === "revise" && version)
        await reviseVersionCard(scene.house, call, {
          versionId: version.id,
          body: `# ${scene.clock.now().getTime()}`,
          revision: 0,
        });
      if (one.do === "revoke" && version)
        await revokeVersion(scene.house, call, { versionId: version.id, reason: "found wanting" });
      if (one.do === "ask" && version) asked.push(await scene.ask(version.id, { stage: one.stage, by }));
      if (one.do === "vote" && promotion) await scene.vote(promotion, by, one.decision);
      if (one.do === "withdraw" && promotion)
        await withdrawPromotion(scene.house, call, { promotionId: promotion.id, note: "never mind" });
    };
    scene.clock.advance(1);
    await attempt().catch((error: unknown) => expect(error).toHaveProperty("reasons"));
  }
  return modelId;
}

eachEngine("any history of requests, votes, revisions, withdrawals and revocations", (open) => {
  it("lets a version into a governed stage only by an executed promotion with an approval of an independent reviewer", async () => {
    const cast = await castOf(await openScene(await open()));
    const { read } = cast.scene.house.db;
    let models = 0;
    let entries = 0;
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const modelId = await play(cast, steps, `model-${models++}`);
        const stays = await occupanciesOf(read, { modelId, limit: 1000 });
        const promotions = new Map(
          (await readPromotions(read, { where: undefined, limit: 10_000 })).map((row) => [row.id, row]),
        );
        const votes = await votesOn(
          read,
          stays.map((stay) => stay.promotionId),
        );
        for (const stay of stays.filter(({ stage }) => stage !== "development")) {
          const promotion = promotions.get(stay.promotionId);
          expect(promotion).toMatchObject({ state: "executed", versionId: stay.versionId, stage: stay.stage });
          const makers = [
            promotion?.requesterId,
            promotion?.requesterAnswerableId,
            promotion?.uploaderId,
            promotion?.uploaderAnswerableId,
          ];
          const last = votes.filter((vote) => vote.promotionId === stay.promotionId).at(-1);
          const isIndependent =
            last !== undefined && cast.reviewers.has(last.voterId) && !makers.includes(last.voterId);
          expect(isIndependent && last.decision === "approve").toBe(true);
          entries += 1;
        }
      }),
      { numRuns: 15 },
    );
    expect(entries).toBeGreaterThan(0);
  }, 120_000);

  it("leaves at most one incumbent in an exclusive stage at any instant, and none that was revoked", async () => {
    const cast = await castOf(await openScene(await open()));
    const { read } = cast.scene.house.db;
    let models = 0;
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const modelId = await play(cast, steps, `model-${models++}`);
        const stays = await occupanciesOf(read, { modelId, limit: 1000 });
        for (const stage of stageNames.filter(isExclusive))
          expectNoOverlap(stays.filter((stay) => stay.stage === stage));
        const rows = await readPromotions(read, { where: undefined, limit: 10_000 });
        const revoked = new Set(rows.filter((row) => row.versionState === "revoked").map((row) => row.versionId));
        expect(stays.filter((stay) => stay.to === null && revoked.has(stay.versionId))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});

/** `stays` newest first: each ended before the one after it began. */
function expectNoOverlap(stays: readonly OccupancyRow[]): void {
  expect(stays.filter((stay) => stay.to === null).length).toBeLessThanOrEqual(1);
  for (const [n, later] of stays.entries()) {
    const earlier = stays[n + 1];
    if (earlier) expect(earlier.to?.getTime()).toBeLessThanOrEqual(later.from.getTime());
  }
}
