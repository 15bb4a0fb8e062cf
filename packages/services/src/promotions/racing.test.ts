// Votes and requests that race: what row locks are for. SQLite's single writer hides these; PostgreSQL does not.
import type { PromotionSummary } from "@chancery/core";
import { expect, it } from "vitest";
import { recordEvaluation } from "../evaluations/record.ts";
import { modelHistory } from "../models/history.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { needApprovals, openScene, type Scene } from "../testing/promotion-scene.ts";
import { requestPromotion } from "./request.ts";
import { voteOnPromotion } from "./vote.ts";

const pairs = 100;
const slowly = 120_000;
type Settled = PromiseSettledResult<PromotionSummary>;
const states = (votes: readonly Settled[]) =>
  votes.map((vote) => (vote.status === "fulfilled" ? vote.value.state : "refused"));
const reasonsOf = (votes: readonly Settled[]) =>
  votes.flatMap((vote) =>
    vote.status === "rejected" ? (vote.reason as { reasons: { code: string }[] }).reasons.map(({ code }) => code) : [],
  );

async function askMany(scene: Scene, count: number): Promise<readonly PromotionSummary[]> {
  const asked: PromotionSummary[] = [];
  for (let n = 0; n < count; n++) asked.push(await scene.ask((await scene.version()).id));
  return asked;
}

/** Both reviewers approve at the same time what both have read. */
async function bothApprove(scene: Scene, promotion: PromotionSummary): Promise<readonly Settled[]> {
  const { digests: seen } = await scene.see(promotion);
  const ballot = { promotionId: promotion.id, decision: "approve", note: "read it all", seen };
  return Promise.allSettled(
    [scene.rita, scene.rolf].map((voter) => voteOnPromotion(scene.house, scene.call(voter), ballot)),
  );
}

const executions = async (world: World) =>
  (await world.leaves()).filter((leaf) => leaf.type === "chancery.promotion.executed.v1").length;

eachEngine("racing votes", (open) => {
  it(
    "let exactly one of two approvals at once execute where one is enough",
    async () => {
      const scene = await openScene(await open());
      for (const promotion of await askMany(scene, pairs)) {
        const votes = await bothApprove(scene, promotion);
        expect([...states(votes)].sort()).toEqual(["executed", "refused"]);
        expect(reasonsOf(votes)).toEqual(["promotion_closed"]);
      }
      expect(await executions(scene)).toBe(pairs);
    },
    slowly,
  );

  it(
    "strand no promotion where two approvals are needed and come at once",
    async () => {
      const scene = await openScene(await open());
      await needApprovals(scene, 2);
      for (const promotion of await askMany(scene, pairs))
        expect([...states(await bothApprove(scene, promotion))].sort()).toEqual(["executed", "open"]);
      expect(await executions(scene)).toBe(pairs);
    },
    slowly,
  );

  it(
    "leave one incumbent when many versions enter an exclusive stage at once",
    async () => {
      const scene = await openScene(await open());
      const asked = await askMany(scene, 20);
      // Whoever enters changes the incumbent of all others: their votes are refused, and cast again.
      for (let left = [...asked]; left.length > 0;) {
        const votes = await Promise.allSettled(left.map((promotion) => scene.vote(promotion, scene.rita)));
        expect(new Set([...states(votes), ...reasonsOf(votes)])).toEqual(
          new Set(left.length > 1 ? ["executed", "refused", "content_changed"] : ["executed"]),
        );
        left = left.filter((_, n) => states(votes)[n] === "refused");
      }
      const { items, holders } = await modelHistory(scene.house, scene.call(scene.ada), { model: scene.model });
      expect(items).toHaveLength(asked.length);
      expect(holders).toHaveLength(1);
      const [newest, ...earlier] = items;
      expect(newest?.to).toBeNull();
      for (const [n, stay] of earlier.entries()) expect(stay.to).toBe(items[n]?.from);
    },
    slowly,
  );

  it(
    "execute nothing on an approval of content that an evaluation has changed meanwhile",
    async () => {
      const scene = await openScene(await open());
      for (const promotion of await askMany(scene, 20)) {
        const { digests: seen } = await scene.see(promotion);
        const ballot = { promotionId: promotion.id, decision: "approve", note: "read it all", seen };
        const evaluation = {
          versionId: promotion.versionId,
          phase: "validation",
          metrics: [{ name: "recall", value: "0.1", direction: "higher" }],
        };
        await Promise.allSettled([
          recordEvaluation(scene.house, scene.call(scene.ada), evaluation),
          voteOnPromotion(scene.house, scene.call(scene.rita), ballot),
        ]);
        const kinds = (await scene.leaves()).slice(-3).map((leaf) => leaf.type.split(".").at(-2));
        expect(kinds.indexOf("executed") === -1 || kinds.indexOf("executed") < kinds.indexOf("recorded")).toBe(true);
      }
    },
    slowly,
  );
});

eachEngine("racing requests", (open) => {
  it("open one promotion of a version to a stage, and number without a gap", async () => {
    const scene = await openScene(await open());
    const version = await scene.version();
    const ask = (stage: string) =>
      requestPromotion(scene.house, scene.call(scene.ada), {
        versionId: version.id,
        stage,
        reason: "Recall rises and nothing falls.",
      });
    const asked = await Promise.allSettled(["production", "production", "production", "staging", "archived"].map(ask));
    expect(states(asked).filter((state) => state === "open")).toHaveLength(3);
    expect(reasonsOf(asked)).toEqual(["already_asked", "already_asked"]);
    const numbers = asked.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value.number] : []));
    expect(numbers.sort()).toEqual([1, 2, 3]);
  });
});
