// The reviews inbox: each tab shows what it says, the first one exactly what its viewer may vote on.
import { voterOn, mayVote, type Actor, type PromotionSummary, type PromotionTab } from "@chancery/core";
import {
  endMembership,
  grantsOf,
  insertGrant,
  insertGroup,
  insertMembership,
  readPromotions,
  setGrantEnded,
} from "@chancery/db";
import { countStatements } from "@chancery/db/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createModel } from "../models/create.ts";
import { eachEngine, inForce, type World } from "../testing/index.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { promotionSubject } from "../subjects/promotion.ts";
import { weigh } from "./facts.ts";
import { listPromotions } from "./list.ts";
import { recordEvaluation } from "../evaluations/record.ts";
import { countWaitingReviews } from "./waiting.ts";
import { withdrawPromotion } from "./withdraw.ts";

const numbersIn = (page: { readonly items: readonly PromotionSummary[] }) => page.items.map(({ number }) => number);
const tab = (scene: World, by: Actor, name: PromotionTab, paging = {}) =>
  listPromotions(scene.house, scene.call(by), { tab: name, ...paging });

eachEngine("the reviews inbox", (open) => {
  it("sorts promotions into those waiting for me, asked by me or my service accounts, of my teams, and decided", async () => {
    const scene = await openScene(await open());
    const robot = await scene.service("training-job", scene.ada, { role: "contributor", team: "speech" });
    const vera = await scene.person("Vera", { role: "reviewer", team: "vision" });
    await scene.promote((await scene.version()).id);
    await scene.ask((await scene.version()).id, { by: robot });
    await scene.vote(await scene.ask((await scene.version()).id), scene.rita, "reject");
    await scene.ask((await scene.version()).id);
    expect(numbersIn(await tab(scene, scene.rita, "mine"))).toEqual([4, 2]);
    expect(numbersIn(await tab(scene, vera, "mine"))).toEqual([]);
    expect(numbersIn(await tab(scene, scene.ada, "asked"))).toEqual([4, 3, 2, 1]);
    expect(numbersIn(await tab(scene, robot, "asked"))).toEqual([2]);
    expect(numbersIn(await tab(scene, scene.rita, "team"))).toEqual([4, 3, 2, 1]);
    expect(numbersIn(await tab(scene, vera, "team"))).toEqual([]);
    const nomad = await scene.person("Nomad", { role: "auditor" });
    expect(numbersIn(await tab(scene, nomad, "team"))).toEqual([]);
    expect(numbersIn(await tab(scene, vera, "decided"))).toEqual([3, 1]);
  });

  it("hides promotions of models the viewer may not see", async () => {
    const scene = await openScene(await open());
    const mia = await scene.person("Mia", { role: "maintainer", team: "speech" });
    const vera = await scene.person("Vera", { role: "viewer", team: "vision" });
    const { id } = await createModel(scene.house, scene.call(mia), {
      team: "speech",
      name: "secret",
      visibility: "restricted",
    });
    const secret = await scene.version(mia, "speech/secret");
    await scene.ask(secret.id, { by: mia, stage: "development" });
    expect(numbersIn(await tab(scene, vera, "decided"))).toEqual([]);
    expect(numbersIn(await tab(scene, scene.rita, "team"))).toEqual([]);
    expect(numbersIn(await tab(scene, mia, "decided"))).toEqual([1]);
    await scene.grant(vera, { role: "viewer", scope: "model", scopeId: id });
    expect(numbersIn(await tab(scene, vera, "decided"))).toEqual([1]);
  });

  it("pages by number, each promotion once, and takes no key of another tab", async () => {
    const scene = await openScene(await open());
    for (let n = 0; n < 5; n++) await scene.ask((await scene.version()).id);
    const pages: number[][] = [];
    for (let after: string | null | undefined; after !== null;) {
      const page = await tab(scene, scene.rita, "mine", { limit: 2, ...(after && { after }) });
      pages.push(numbersIn(page));
      after = page.next;
    }
    expect(pages).toEqual([[5, 4], [3, 2], [1]]);
    const { next } = await tab(scene, scene.rita, "mine", { limit: 2 });
    await expect(tab(scene, scene.rita, "team", { after: next })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(tab(scene, scene.rita, "mine", { limit: 1e9 })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  it("takes as many statements for twenty promotions as for one", async () => {
    const scene = await openScene(await open());
    const read = () => tab(scene, scene.rita, "mine");
    await scene.ask((await scene.version()).id);
    await read();
    const forOne = await countStatements(read);
    for (let n = 0; n < 19; n++) await scene.ask((await scene.version()).id);
    await read(); // what is kept while nothing is written is not counted either time
    expect(await countStatements(read)).toBe(forOne);
    expect(numbersIn(await read())).toHaveLength(20);
  });

  it("counts and lists as waiting exactly what the voting rule lets the viewer vote on, whatever the grants", async () => {
    const scene = await openScene(await open());
    const mia = await scene.person("Mia", { role: "maintainer", team: "speech" });
    const restricted = await createModel(scene.house, scene.call(mia), {
      team: "speech",
      name: "secret",
      visibility: "restricted",
    });
    await scene.ask((await scene.version(mia, "speech/secret")).id, { by: mia });
    await scene.ask((await scene.version()).id);
    let people = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(grantPlan, { maxLength: 4 }), involvement, async (plans, part) => {
        const viewer = await scene.person(`Person ${people++}`, { role: "contributor", team: "speech" });
        for (const plan of plans.filter(({ isEarly }) => isEarly))
          await give(scene, viewer, { plan, restrictedId: restricted.id });
        await takePart(scene, viewer, part);
        scene.clock.advance(1000);
        for (const plan of plans.filter(({ isEarly }) => !isEarly))
          await give(scene, viewer, { plan, restrictedId: restricted.id });
        scene.clock.advance(1000);
        const expected = await allowedByTheRule(scene, viewer);
        const at = scene.clock.now();
        expect(numbersIn(await tab(scene, viewer, "mine", { limit: 200 }))).toEqual(expected);
        expect(
          await countWaitingReviews(scene.house.db.read, { actorId: viewer.id, answerableId: viewer.answerableId, at }),
        ).toBe(expected.length);
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

type GrantPlan = {
  readonly reach: "organisation" | "speech" | "vision" | "restricted";
  readonly role: "reviewer" | "admin";
  readonly isEarly: boolean;
  readonly isByGroup: boolean;
  readonly isEnded: boolean;
};
const grantPlan: fc.Arbitrary<GrantPlan> = fc.record({
  reach: fc.constantFrom("organisation", "speech", "vision", "restricted"),
  role: fc.constantFrom("reviewer", "reviewer", "admin"),
  isEarly: fc.boolean(),
  isByGroup: fc.boolean(),
  isEnded: fc.boolean(),
});
const involvement = fc.constantFrom(
  "none",
  "requester",
  "uploader",
  "sender of a file",
  "owner of the uploader",
  "owner of the sender of a file",
  "owner of the requester",
  "training evaluator",
  "owner of the training evaluator",
  "voter",
  "reader of one that was withdrawn",
);

async function give(
  { house, clock, team }: Scene,
  viewer: Actor,
  { plan, restrictedId }: { plan: GrantPlan; restrictedId: string },
): Promise<void> {
  const [from, id, groupId, membershipId] = [clock.now(), house.newId(), house.newId(), house.newId()];
  const place = {
    organisation: { scope: "organisation", scopeId: "organisation" },
    speech: { scope: "team", scopeId: (await team("speech")).id },
    vision: { scope: "team", scopeId: (await team("vision")).id },
    restricted: { scope: "model", scopeId: restrictedId },
  } as const;
  const grant = { id, role: plan.role, ...place[plan.reach], ...inForce(from), grantedBy: "system" };
  clock.advance(1);
  await house.db.transaction(async (tx) => {
    if (!plan.isByGroup) {
      await insertGrant(tx, { ...grant, actorId: viewer.id, groupId: null });
      if (plan.isEnded) await setGrantEnded(tx, { id, endedBy: "system", to: clock.now() });
      return;
    }
    await insertGroup(tx, { id: groupId, slug: groupId, name: groupId, createdAt: from });
    await insertGrant(tx, { ...grant, actorId: null, groupId, from: new Date(0) });
    await insertMembership(tx, {
      id: membershipId,
      groupId,
      actorId: viewer.id,
      addedBy: "system",
      addedAt: from,
      from,
      beginning: null,
      waitsUntil: null,
    });
    if (plan.isEnded) await endMembership(tx, { id: membershipId, endedBy: "system", to: clock.now() });
  });
}

async function takePart(scene: Scene, viewer: Actor, part: string): Promise<void> {
  const robot = await scene.service(`job of ${viewer.name}`, viewer, { role: "contributor", team: "speech" });
  const who = part.startsWith("owner") ? robot : viewer;
  const requester = part.endsWith("requester") ? who : scene.ada;
  const uploader = part.endsWith("uploader") ? who : scene.ada;
  if (part === "voter") return takePartByVoting(scene, viewer);
  const version = part.endsWith("file") ? await scene.versionOfTwo(scene.ada, who) : await scene.version(uploader);
  const { id: promotionId } = await scene.ask(version.id, { by: requester });
  const { house, clock } = scene;
  clock.advance(1);
  const metrics = [{ name: "recall", value: "0.9", direction: "higher" as const }];
  if (part.endsWith("evaluator"))
    await recordEvaluation(house, scene.call(who), { versionId: version.id, phase: "training", metrics });
  if (part.endsWith("withdrawn"))
    await withdrawPromotion(house, scene.call(scene.ada), { promotionId, note: "not yet" });
}

/** Asks for changes where that is theirs to do, which leaves it open; Rolf does otherwise. */
async function takePartByVoting(scene: Scene, viewer: Actor): Promise<void> {
  const promotion = await scene.ask((await scene.version()).id);
  await scene
    .vote(promotion, viewer, "request-changes")
    .catch(() => scene.vote(promotion, scene.rolf, "request-changes"));
}

async function allowedByTheRule({ house, clock }: Scene, viewer: Actor): Promise<readonly number[]> {
  const grants = await grantsOf(house.db.read, { actorId: viewer.id, at: clock.now() });
  const all = await weigh(house.db.read, await readPromotions(house.db.read, { where: undefined, limit: 1000 }));
  const theirs = all.filter(({ row, facts }) => mayVote(facts, voterOn(viewer, grants, promotionSubject(row))).ok);
  return theirs.map(({ row }) => row.number);
}
