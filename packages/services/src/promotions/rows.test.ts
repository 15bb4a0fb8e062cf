// What a promotion and its votes keep beside the decision: targets, ticket, times, capacity, renewals, conditions.
import { insertGrant, insertGroup, insertMembership } from "@chancery/db";
import { expect, it } from "vitest";
import { eachEngine, inForce } from "../testing/index.ts";
import { needApprovals, openScene, type Scene } from "../testing/promotion-scene.ts";
import { requestPromotion } from "./request.ts";
import { voteOnPromotion } from "./vote.ts";

const reason = "Recall rises and nothing falls.";
const inReview = async (scene: Scene, conditions: readonly string[], decision = "approve") => {
  const asked = await scene.ask((await scene.version()).id);
  const { digests: seen } = await scene.see(asked);
  const ballot = { promotionId: asked.id, decision, note: "read it all", seen, conditions };
  return { asked, vote: () => voteOnPromotion(scene.house, scene.call(scene.rita), ballot) };
};

eachEngine("a request", (open) => {
  it("keeps the ticket it was asked for under, and shows it; the entry only discloses it", async () => {
    const scene = await openScene(await open());
    const { id: versionId } = await scene.version();
    const call = scene.call(scene.ada);
    const ask = (ticket: string) =>
      requestPromotion(scene.house, call, { versionId, stage: "production", reason, ticket });
    const asked = await ask(" CHG0012345 ");
    expect(asked).toMatchObject({
      ticket: "CHG0012345",
      path: "full",
      targets: [{ kind: "stage", name: "production" }],
    });
    expect(await scene.see(asked)).toMatchObject({ ticket: "CHG0012345" });
    const leaf = (await scene.leaves()).at(-1);
    expect(leaf?.data["after"]).toMatchObject({ targets: [{ kind: "stage", name: "production" }], path: "full" });
    expect(JSON.stringify(leaf)).not.toContain("CHG0012345");
  });

  it.each(["https://ada:hunter2@jira.test/CHG-1", "x".repeat(201), "two\nlines", " "])(
    "refuses a ticket that holds a secret, is too long, no line or empty: %j",
    async (ticket) => {
      const scene = await openScene(await open());
      const { id: versionId } = await scene.version();
      const input = { versionId, stage: "production", reason, ticket };
      await expect(requestPromotion(scene.house, scene.call(scene.ada), input)).rejects.toMatchObject({
        code: "INVALID_INPUT",
        reasons: [{ message: expect.stringContaining("ticket") as string }],
      });
    },
  );

  it("says when its rule was met and who let the version in: the voter who completed it, or who asked where none is needed", async () => {
    const scene = await openScene(await open());
    const at = { approvedAt: null, executedAt: null, executedBy: null };
    const { id } = await scene.version();
    const asked = await scene.ask(id);
    expect(asked).toMatchObject(at);
    const decided = await scene.vote(asked, scene.rita);
    const now = scene.clock.now().toISOString();
    const executed = { approvedAt: now, executedAt: now, decidedAt: now, executedBy: "Rita" };
    expect(decided).toMatchObject(executed);
    expect(await scene.see(asked)).toMatchObject(executed);
    expect(await scene.ask(id, { stage: "development" })).toMatchObject({ state: "executed", executedBy: "Ada" });
    const rejected = await scene.vote(await scene.ask((await scene.version()).id), scene.rita, "reject");
    expect(rejected).toMatchObject({ ...at, decidedAt: scene.clock.now().toISOString() });
  });
});

eachEngine("a vote", (open) => {
  it("keeps the role it was cast by, where it is held and through which group: the one held longest of those that reach it", async () => {
    const scene = await openScene(await open());
    const gil = await scene.person("Gil");
    const { id: teamId } = await scene.team("speech");
    const at = scene.clock.now();
    const groupId = scene.house.newId();
    await scene.house.db.transaction(async (tx) => {
      await insertGroup(tx, { id: groupId, slug: "risk", name: "Model risk", createdAt: at });
      const joined = { id: "joined", groupId, actorId: gil.id, addedBy: "system", addedAt: at, from: at };
      await insertMembership(tx, { ...joined, beginning: null, waitsUntil: null });
      const held = { actorId: null, groupId, role: "reviewer", scope: "team", scopeId: teamId } as const;
      await insertGrant(tx, { id: "held", ...held, ...inForce(at), grantedBy: "system" });
    });
    scene.clock.advance(1000);
    await scene.grant(gil, { role: "reviewer" });
    await needApprovals(scene, 2);
    const asked = await scene.ask((await scene.version()).id);
    await scene.vote(asked, gil);
    await scene.vote(asked, scene.rita);
    expect((await scene.see(asked)).votes.map(({ capacity }) => capacity)).toEqual([
      { role: "reviewer", scope: "team", of: "speech", group: "Model risk" },
      { role: "reviewer", scope: "team", of: "speech", group: null },
    ]);
    const told = (await scene.leaves()).filter(({ type }) => type === "chancery.promotion.voted.v4");
    expect(told[0]?.data["after"]).toMatchObject({
      capacity: { role: "reviewer", scope: "team", scopeId: teamId, groupId },
    });
  });

  it("names the voter's vote before it on the same promotion, and nobody else's", async () => {
    const scene = await openScene(await open());
    await needApprovals(scene, 3);
    const asked = await scene.ask((await scene.version()).id);
    for (const by of [scene.rita, scene.rolf, scene.rita, scene.rita]) await scene.vote(asked, by);
    const { votes } = await scene.see(asked);
    expect(votes.map(({ renews }) => renews)).toEqual([null, null, votes[0]?.id, votes[2]?.id]);
    const told = (await scene.leaves()).findLast(({ type }) => type === "chancery.promotion.voted.v4");
    expect(told?.data["after"]).toMatchObject({ renews: votes[2]?.id });
    await scene.vote(await scene.ask((await scene.version()).id), scene.rita);
    expect((await scene.see({ number: 2 })).votes).toMatchObject([{ renews: null }]);
  });

  it("keeps and shows what an approval was given under, line by line; the entry counts and discloses it", async () => {
    const scene = await openScene(await open());
    const { asked, vote } = await inReview(scene, ["Line 3 only", " until March "]);
    await expect(vote()).resolves.toMatchObject({ state: "executed" });
    expect((await scene.see(asked)).votes).toMatchObject([{ conditions: ["Line 3 only", "until March"] }]);
    const told = (await scene.leaves()).find(({ type }) => type === "chancery.promotion.voted.v4");
    expect(told?.data["after"]).toMatchObject({ conditionCount: 2 });
    expect(JSON.stringify(told)).not.toContain("March");
  });

  it.each([
    ["request-changes", ["Line 3 only"]],
    ["reject", ["Line 3 only"]],
    ["approve", Array.from({ length: 11 }, (_, n) => `${n}`)],
    ["approve", ["x".repeat(501)]],
    ["approve", ["two\nlines"]],
    ["approve", [" "]],
  ])("takes conditions with an approval only, at most ten lines of 500: %s", async (decision, conditions) => {
    const { vote } = await inReview(await openScene(await open()), conditions, decision);
    await expect(vote()).rejects.toMatchObject({
      code: "INVALID_INPUT",
      reasons: [{ message: expect.stringContaining("conditions") as string }],
    });
  });
});
