// Earlier decisions on the same content: told to whoever asks or decides again, and answered by whoever asks again.
import { countStatements } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { eachEngine } from "../testing/index.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { createVersion } from "../versions/create.ts";
import { reviseVersionCard } from "../versions/revise-card.ts";
import { sealVersion } from "../versions/seal.ts";
import { earlierDecisions } from "./earlier.ts";
import { listPromotions } from "./list.ts";
import { requestPromotion } from "./request.ts";
import { withdrawPromotion } from "./withdraw.ts";

const earlierThan = (scene: Scene, versionId: string) =>
  earlierDecisions(scene.house, scene.call(scene.ada), { versionId });

/** Two versions of the same bytes, however often they are registered. */
async function twins(scene: Scene) {
  const descriptor = { supplier: "Acme", product: "Ears", version: "1", endpoint: "https://ears.test" };
  const make = async () => {
    const draft = { model: scene.model, kind: "external", descriptor };
    const { id } = await createVersion(scene.house, scene.call(scene.ada), draft);
    return sealVersion(scene.house, scene.call(scene.ada), { versionId: id });
  };
  return [await make(), await make()] as const;
}

eachEngine("earlier decisions on the same content", (open) => {
  it("tells the reviewer of an earlier rejection of the same digest, though by another version", async () => {
    const scene = await openScene(await open());
    const [first, second] = await twins(scene);
    const rejected = await scene.ask(first.id);
    await scene.vote(rejected, scene.rita, "reject");
    const again = await scene.ask(second.id, { answers: rejected.number });
    const seen = await scene.see(again, scene.rolf);
    expect(seen.earlier).toMatchObject({
      count: 1,
      toAnswer: { number: 1, state: "rejected" },
      items: [
        {
          number: 1,
          versionNumber: 1,
          stage: "production",
          state: "rejected",
          isObjectedTo: true,
          votes: [{ printedName: "Rita", decision: "reject", note: "read it all" }],
        },
      ],
    });
    expect(seen).toMatchObject({ answers: 1, whatChanged: "The card names its limits now." });
    expect(seen.objection).toEqual({ number: 1, state: "rejected" });
    expect((await scene.see(rejected)).answeredBy).toBe(2);
  });

  it("refuses to ask again for content that was rejected without saying what changed", async () => {
    const scene = await openScene(await open());
    const [first, second] = await twins(scene);
    await scene.vote(await scene.ask(first.id), scene.rita, "reject");
    for (const stage of ["production", "staging", "development"] as const)
      await expect(scene.ask(second.id, { stage })).rejects.toMatchObject({
        code: "POLICY_UNMET",
        reasons: [{ code: "answer_missing" }],
      });
    await expect(scene.ask(second.id, { answers: 1 })).resolves.toMatchObject({ number: 2, answers: 1 });
  });

  it("asks for an answer where changes were asked for, also after the request was withdrawn", async () => {
    const scene = await openScene(await open());
    const { id } = await scene.version();
    const asked = await scene.ask(id);
    await scene.vote(asked, scene.rita, "request-changes");
    await expect(scene.ask(id, { stage: "staging" })).rejects.toMatchObject({ code: "POLICY_UNMET" });
    const withdrawal = { promotionId: asked.id, note: "too early" };
    await withdrawPromotion(scene.house, scene.call(scene.ada), withdrawal);
    await expect(scene.ask(id)).rejects.toMatchObject({ reasons: [{ code: "answer_missing" }] });
    expect(await earlierThan(scene, id)).toMatchObject({
      toAnswer: { number: 1, state: "withdrawn" },
      items: [{ withdrawalNote: "too early", votes: [{ decision: "request-changes" }] }],
    });
  });

  it("asks for none where the objector agreed in the end, nor after a withdrawal nobody objected to", async () => {
    const scene = await openScene(await open());
    const { id } = await scene.version();
    const asked = await scene.ask(id, { stage: "staging" });
    await scene.vote(asked, scene.rita, "request-changes");
    await scene.vote(asked, scene.rita);
    const withdrawn = await scene.ask(id);
    await withdrawPromotion(scene.house, scene.call(scene.ada), { promotionId: withdrawn.id, note: "too early" });
    await expect(scene.ask(id)).resolves.toMatchObject({ number: 3, objection: null });
  });

  it("takes the newest objection only, and no promotion of another model", async () => {
    const scene = await openScene(await open());
    const { id } = await scene.version();
    await scene.vote(await scene.ask(id), scene.rita, "reject");
    await scene.vote(await scene.ask(id, { answers: 1 }), scene.rita, "reject");
    await expect(scene.ask(id, { answers: 1 })).rejects.toMatchObject({ reasons: [{ code: "answer_not_newest" }] });
    const other = await scene.version();
    await expect(scene.ask(other.id, { answers: 99 })).rejects.toMatchObject({
      reasons: [{ code: "answers_unknown" }],
    });
    await expect(scene.ask(other.id, { answers: 2 })).resolves.toMatchObject({ answers: 2, objection: null });
  });

  it("takes an answer and what changed together, never one of them", async () => {
    const scene = await openScene(await open());
    const { id: versionId } = await scene.version();
    const ask = { versionId, stage: "production", reason: "recall rises and nothing falls" };
    for (const half of [{ answers: 1 }, { whatChanged: "its card names its limits" }])
      await expect(requestPromotion(scene.house, scene.call(scene.ada), { ...ask, ...half })).rejects.toMatchObject({
        code: "INVALID_INPUT",
      });
  });

  it("keeps what changed out of the leaf, and names the promotion it answers there", async () => {
    const scene = await openScene(await open());
    const { id } = await scene.version();
    const rejected = await scene.ask(id);
    await scene.vote(rejected, scene.rita, "reject");
    await scene.ask(id, { answers: rejected.number });
    const leaf = (await scene.leaves()).at(-1);
    expect(leaf).toMatchObject({ data: { after: { answers: rejected.id } } });
    expect(JSON.stringify(leaf)).not.toContain("names its limits");
  });

  it("shows objections first, however many requests were made and withdrawn since", async () => {
    const scene = await openScene(await open());
    const { id } = await scene.version();
    await scene.vote(await scene.ask(id), scene.rita, "reject");
    for (let n = 0; n < 21; n++) {
      const asked = await scene.ask(id, { answers: 1 });
      await withdrawPromotion(scene.house, scene.call(scene.ada), { promotionId: asked.id, note: "burying it" });
    }
    const { items, count, toAnswer } = await earlierThan(scene, id);
    expect([items[0]?.number, items[1]?.number, items.length, count]).toEqual([1, 22, 20, 22]);
    expect(toAnswer?.number).toBe(1);
  });

  it("says in every row of the inbox what is missing and what was objected to, in as many statements", async () => {
    const scene = await openScene(await open());
    const version = await scene.version();
    await scene.vote(await scene.ask(version.id), scene.rita, "reject");
    await scene.ask(version.id, { answers: 1 });
    const read = () => listPromotions(scene.house, scene.call(scene.rita), { tab: "mine" });
    const { items } = await read();
    expect(items).toMatchObject([{ number: 2, objection: { number: 1, state: "rejected" } }]);
    expect(items[0]?.missing.map(({ code }) => code)).toEqual(["no_evaluation", "no_card", "no_tier"]);
    const forOne = await countStatements(read);
    for (let n = 0; n < 5; n++) {
      const { id } = await scene.version();
      await scene.vote(await scene.ask(id), scene.rita, "reject");
      const { answers } = await scene.ask(id, { answers: 3 + 2 * n });
      expect(answers).toBe(3 + 2 * n);
    }
    await read();
    expect(await countStatements(read)).toBe(forOne);
  });

  it("says of a decided promotion what it lacked when it was decided, not what was added since", async () => {
    const scene = await openScene(await open());
    const { id: versionId } = await scene.version();
    const decided = await scene.promote(versionId);
    await reviseVersionCard(scene.house, scene.call(scene.ada), { versionId, body: "# Limits", revision: 0 });
    expect((await scene.see(decided)).missing.map(({ code }) => code)).toEqual(["no_evaluation", "no_card"]);
  });
});
