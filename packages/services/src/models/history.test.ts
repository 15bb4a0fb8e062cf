// The history of a model: who held which stage on a given date, and who let it in.
import fc from "fast-check";
import { expect, it } from "vitest";
import { requestPromotion } from "../promotions/request.ts";
import { refusal } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { needApprovals, openScene } from "../testing/promotion-scene.ts";
import { reviseVersionCard } from "../versions/revise-card.ts";
import { revokeVersion } from "../versions/revoke.ts";
import { modelHistory } from "./history.ts";

const hour = 3_600_000;

eachEngine("a model's history", (open) => {
  it("answers what was in production on a date, who let it in and who followed", async () => {
    const scene = await openScene(await open());
    const read = (at?: Date) =>
      modelHistory(scene.house, scene.call(scene.ada), { model: scene.model, ...(at && { at: at.toISOString() }) });
    const before = scene.clock.now();
    for (let n = 0; n < 3; n++) {
      scene.clock.advance(hour);
      await scene.promote((await scene.version()).id);
    }
    const { items, at, holders } = await read();
    expect(at).toBeNull();
    expect(holders).toMatchObject([{ stage: "production", number: 3, since: items[0]?.from }]);
    expect(items.map((stay) => stay.versionNumber)).toEqual([3, 2, 1]);
    expect((await read(before)).holders).toEqual([]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: before.getTime(), max: scene.clock.now().getTime() }), async (instant) => {
        const asked = new Date(instant).toISOString();
        const expected = items
          .filter((stay) => stay.from <= asked && (stay.to === null || asked < stay.to))
          .map((stay) => stay.versionNumber);
        expect((await read(new Date(instant))).holders.map(({ number }) => number)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it("names the signatures that counted, as printed, and no stale one", async () => {
    const scene = await openScene(await open());
    await needApprovals(scene, 2);
    const lena = await scene.person("Lena", { role: "reviewer", team: "speech" });
    const { id: versionId } = await scene.version();
    const asked = await scene.ask(versionId);
    await scene.vote(asked, scene.rita);
    await reviseVersionCard(scene.house, scene.call(scene.ada), { versionId, body: "# Limits", revision: 0 });
    for (const voter of [scene.rolf, lena]) await scene.vote(asked, voter);
    const { items } = await modelHistory(scene.house, scene.call(scene.ada), { model: scene.model });
    expect(items[0]?.letInBy).toEqual(["Rolf", "Lena"]);
  });

  it("ends a revoked version's stay with no promotion to name", async () => {
    const scene = await openScene(await open());
    const mia = await scene.person("Mia", { role: "maintainer", team: "speech" });
    const version = await scene.version();
    await scene.promote(version.id);
    scene.clock.advance(hour);
    await revokeVersion(scene.house, scene.call(mia), { versionId: version.id, reason: "leaks" });
    const { items, holders } = await modelHistory(scene.house, scene.call(scene.ada), { model: scene.model });
    expect(holders).toEqual([]);
    expect(items).toMatchObject([{ to: scene.clock.now().toISOString(), endedByPromotionNumber: null }]);
    await scene.promote((await scene.version()).id);
    expect((await modelHistory(scene.house, scene.call(scene.ada), { model: scene.model })).items).toHaveLength(2);
  });

  it("names who let in whoever held a stage then, however many stays of other stages came after", async () => {
    const scene = await openScene(await open());
    const version = await scene.version();
    const { number } = await scene.promote(version.id);
    scene.clock.advance(hour);
    const then = scene.clock.now().toISOString();
    for (let n = 0; n < 52; n++) {
      const { id: versionId } = await scene.version();
      await requestPromotion(scene.house, scene.call(scene.ada), {
        versionId,
        stage: "development",
        reason: "Let us try it out.",
      });
    }
    const letIn = { stage: "production", number: 1, letInBy: ["Rita"], requestedBy: "Ada", promotionNumber: number };
    for (const input of [{ at: then }, {}, { at: then, limit: 1 }]) {
      const read = await modelHistory(scene.house, scene.call(scene.ada), { model: scene.model, ...input });
      expect(read.holders.filter(({ stage }) => stage === "production")).toMatchObject([letIn]);
    }
  });

  it("pages newest first, each stay once", async () => {
    const scene = await openScene(await open());
    for (let n = 0; n < 5; n++) await scene.promote((await scene.version()).id);
    const numbers: number[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const page = await modelHistory(scene.house, scene.call(scene.ada), {
        model: scene.model,
        limit: 2,
        ...(after && { after }),
      });
      numbers.push(...page.items.map((stay) => stay.versionNumber));
      after = page.next;
    }
    expect(numbers).toEqual([5, 4, 3, 2, 1]);
  });

  it("refuses the future, reads every way to write a moment, and answers nothing for before there was anything", async () => {
    const scene = await openScene(await open());
    const read = (at: string) => modelHistory(scene.house, scene.call(scene.ada), { model: scene.model, at });
    await scene.promote((await scene.version()).id);
    const later = new Date(scene.clock.now().getTime() + hour).toISOString();
    await expect(read(later)).rejects.toEqual(refusal("INVALID_INPUT", "at_in_future"));
    const ahead = new Date(scene.clock.now().getTime() + 1_000).toISOString();
    expect((await read(ahead)).at).toBe(scene.clock.now().toISOString());
    await expect(read("garbage")).rejects.toEqual(refusal("INVALID_INPUT", "invalid_field"));
    expect(await read("1999-12-31")).toMatchObject({ at: "1999-12-31T00:00:00.000Z", holders: [] });
    scene.clock.advance(48 * hour);
    expect((await read("2026-03-02T01:00:00+02:00")).at).toBe("2026-03-01T23:00:00.000Z");
    expect((await read("2026-03-02")).holders).toMatchObject([{ stage: "production", number: 1 }]);
  });
});
