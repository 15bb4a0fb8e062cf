// The demo: a registry of ninety days whose every row and entry came about through the use-cases.
import { anonymousActor, sha256Hex, type Actor } from "@chancery/core";
import { expect, it } from "vitest";
import { checkLog } from "../audit/check.ts";
import { issueSignInLink, startSessionByLink } from "../identity/start-session-by-link.ts";
import { modelHistory } from "../models/history.ts";
import { listModels } from "../models/list.ts";
import { listPeople } from "../people/list.ts";
import { getPromotion } from "../promotions/get.ts";
import { listPromotions } from "../promotions/list.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { getVersion } from "../versions/get.ts";
import { listVersions } from "../versions/list.ts";
import type { ModelFile } from "./model-files.ts";
import { movable, storyDays } from "./movable-house.ts";
import { seedDemo } from "./seed.ts";

const slowly = 120_000;
const dayMs = 24 * 3_600_000;
const asPerson = ({ actorId, name }: { actorId: string; name: string }): Actor => ({
  id: actorId,
  kind: "person",
  name,
  answerableId: actorId,
  via: "session",
  scopes: ["*"],
});
async function tell(world: World, silero: readonly ModelFile[] = []) {
  const accounts = await seedDemo(world.house, { silero });
  const as = (title: string) => {
    const account = accounts.find((one) => one.title === title);
    if (!account) throw new Error(`nobody is introduced as ${title}`);
    return asPerson(account);
  };
  return { accounts, as };
}

eachEngine("the demo", (open) => {
  it(
    "shows models of three teams in every state a visitor should meet, published files where they are at hand",
    async () => {
      const world = await open();
      const silero = [{ path: "silero_vad_legacy.onnx", content: Buffer.from("as if it were ONNX") }];
      const { as } = await tell(world, silero);
      const auditor = world.call(as("auditor"));
      const { items: models } = await listModels(world.house, auditor, {});
      expect(new Set(models.map(({ team }) => team))).toEqual(new Set(["speech", "risk", "vision"]));
      expect(models.length).toBeGreaterThanOrEqual(6);
      expect(models.filter(({ mainMetric }) => mainMetric !== null).length).toBeGreaterThanOrEqual(6);
      expect(models.find(({ name }) => name === "fraud-scorer")?.mainMetric).toMatchObject({
        name: "recall_at_1pct_fpr",
        value: "0.648",
        dataset: "chargebacks-holdout",
      });
      for (const { team, name } of models)
        expect(
          (await listVersions(world.house, auditor, { model: `${team}/${name}` })).items.length,
        ).toBeGreaterThanOrEqual(2);
      const decided = (await listPromotions(world.house, auditor, { tab: "decided", limit: 200 })).items;
      expect(new Set(decided.map(({ state }) => state))).toEqual(new Set(["executed", "rejected", "withdrawn"]));
      const waiting = (await listPromotions(world.house, world.call(as("governance lead")), { tab: "mine" })).items;
      expect(waiting[0]?.objection?.state).toBe("rejected");
      expect(waiting.map(({ team, name, versionNumber }) => `${team}/${name}:${versionNumber}`)).toEqual([
        "speech/diarizer:2",
        "speech/silero-vad:3",
        "risk/fraud-scorer:4",
      ]);
      const { items: stays } = await modelHistory(world.house, auditor, { model: "risk/fraud-scorer" });
      expect(stays.map(({ versionNumber }) => versionNumber)).toEqual([3, 2, 1]);
      const vendor = await getVersion(world.house, auditor, { ref: "risk/sanctions-screening@production" });
      expect(vendor).toMatchObject({ kind: "external", descriptor: { supplier: "Veritas Lists GmbH" } });
      const published = await getVersion(world.house, auditor, { ref: "speech/silero-vad:1" });
      expect(published.files).toMatchObject([
        { path: "silero_vad_legacy.onnx", sha256: sha256Hex("as if it were ONNX") },
      ]);
    },
    slowly,
  );

  it(
    "tells of an objection that was dismissed, an erasure by two, and an admin that two people appointed",
    async () => {
      const world = await open();
      const { as } = await tell(world);
      const auditor = world.call(as("auditor"));
      const [newest] = (await listPromotions(world.house, auditor, { tab: "decided" })).items;
      const { votes } = await getPromotion(world.house, auditor, { number: newest?.number });
      expect(votes.map(({ voter, decision, dismissal }) => [voter, decision, dismissal?.by])).toEqual([
        ["Jonas Weber", "request-changes", "Hana Novak"],
        ["Hana Novak", "approve", undefined],
        ["Jonas Weber", "approve", undefined],
      ]);
      const { items: people } = await listPeople(world.house, world.call(as("second admin")), { limit: 200 });
      const erased = people.filter(({ erasure }) => erasure?.state === "erased");
      expect(erased).toMatchObject([
        { state: "disabled", email: null, erasure: { askedBy: { name: "Grace Lindqvist" } } },
      ]);
      expect(erased[0]?.name).toMatch(/^Erased person/);
      const kinds = (await world.leaves()).map(({ type }) => type);
      expect(kinds).toContain("chancery.grant.confirmed.v1");
    },
    slowly,
  );

  it(
    "has a log that spans the ninety days in order, holds refusals, and passes the check",
    async () => {
      const world = await open();
      const { as } = await tell(world);
      const now = world.clock.now().getTime();
      const leaves = await world.leaves();
      const times = leaves.map((leaf) => Date.parse((leaf as unknown as { time: string }).time));
      expect(times[0]).toBe(now - storyDays * dayMs);
      expect(times.at(-1)).toBeLessThanOrEqual(now);
      expect(times.at(-1)).toBeGreaterThan(now - 3 * dayMs);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(leaves.filter((leaf) => leaf.data.outcome === "denied").length).toBeGreaterThanOrEqual(2);
      expect(await checkLog(world.house, world.call(as("auditor")), {})).toMatchObject({ isOk: true });
    },
    slowly,
  );

  it(
    "introduces one person per role, whom a link signs in once, and is told only once",
    async () => {
      const world = await open();
      const { accounts } = await tell(world);
      expect(accounts.map(({ title }) => title)).toEqual([
        "data scientist",
        "governance lead",
        "second governance lead",
        "maintainer",
        "auditor",
        "admin",
        "second admin",
      ]);
      for (const { actorId } of accounts) {
        const code = await issueSignInLink(world.house, actorId);
        const stranger = world.call(anonymousActor);
        await expect(startSessionByLink(world.house, stranger, { code })).resolves.toMatchObject({ actorId });
        await expect(startSessionByLink(world.house, stranger, { code })).rejects.toMatchObject({ code: "NOT_FOUND" });
      }
      const leaves = (await world.leaves()).length;
      expect(await seedDemo(world.house)).toEqual(accounts);
      expect(await world.leaves()).toHaveLength(leaves);
    },
    slowly,
  );

  it("is never told over a registry of other people", async () => {
    const world = await open();
    await world.person("Ada");
    await expect(seedDemo(world.house)).rejects.toMatchObject({
      code: "CONFLICT",
      reasons: [{ code: "registry_in_use" }],
    });
  });
});

it("moves the story's clock forward only, and never past now", async () => {
  const now = new Date("2026-03-01T00:00:00Z");
  const { house, moveTo, tick } = movable({ clock: { now: () => now } } as Parameters<typeof movable>[0]);
  moveTo(10);
  moveTo(3);
  expect(house.clock.now()).toEqual(new Date(now.getTime() - 80 * dayMs));
  moveTo(500);
  tick();
  expect(await Promise.resolve(house.clock.now())).toEqual(now);
});
