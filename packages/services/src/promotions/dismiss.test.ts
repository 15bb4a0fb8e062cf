// Objections: they stand until their author votes again or another reviewer dismisses them, also across requests.
import { meddle, plainly } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { shortageWaitMs, type Actor, type PromotionSummary } from "@chancery/core";
import { takeBaseline } from "../audit/baseline.ts";
import { endGrant } from "../grants/end.ts";
import type { Call } from "../house.ts";
import { disableAccount } from "../people/disable.ts";
import { refusal } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { needApprovals, openScene, type Scene } from "../testing/promotion-scene.ts";
import { dismissObjection } from "./dismiss.ts";
import { dismissedObjections } from "./dismissed.ts";
import { requestPromotion } from "./request.ts";
import { withdrawPromotion } from "./withdraw.ts";

const reason = "The card names its limits now.";

/** Dismisses what stands against the promotion, as this person. */
async function dismiss(scene: Scene, { id, number }: PromotionSummary, by: Actor) {
  scene.clock.advance(1);
  const { carried, votes } = await scene.see({ number });
  const objection = [...carried, ...votes].find(({ isStanding }) => isStanding);
  return dismissObjection(scene.house, scene.call(by), { promotionId: id, voteId: objection?.id, reason });
}
const withdraw = (scene: Scene, { id: promotionId }: PromotionSummary) =>
  withdrawPromotion(scene.house, scene.call(scene.ada), { promotionId, note: "later" });
/** The same version asked for once more, in answer to the request before. */
const askAgain = (scene: Scene, versionId: string, { number: answers }: PromotionSummary) =>
  scene.ask(versionId, { answers });

eachEngine("an objection", (open) => {
  it("holds the promotion back until another reviewer dismisses it with a reason, in an act of its own", async () => {
    const scene = await openScene(await open());
    const omar = await scene.person("Omar", { role: "reviewer", team: "speech" });
    const asked = await scene.ask((await scene.version()).id);
    await scene.vote(asked, scene.rolf, "request-changes");
    expect(await scene.vote(asked, scene.rita)).toMatchObject({
      state: "open",
      waitsFor: "the changes a reviewer asked for",
    });
    await dismiss(scene, asked, omar);
    const view = await scene.see(asked);
    expect(view.votes[0]).toMatchObject({ isStanding: false, dismissal: { by: "Omar", reason } });
    expect((await scene.leaves()).at(-1)).toMatchObject({
      type: "chancery.promotion.objection-dismissed.v1",
      authid: omar.id,
      subject: `promotion/${asked.id}`,
      data: { after: { objectorId: scene.rolf.id, objectedTo: asked.id, voteId: view.votes[0]?.id } },
    });
    expect(await scene.vote(asked, scene.rita)).toMatchObject({ state: "executed" });
  });

  it("is dismissed by nobody who may not vote here, nor by its author, nor twice", async () => {
    const scene = await openScene(await open());
    const omar = await scene.person("Omar", { role: "reviewer", team: "speech" });
    await scene.grant(scene.rita, { role: "contributor", team: "speech" });
    const asked = await scene.ask((await scene.version()).id, { by: scene.rita });
    await scene.vote(asked, scene.rolf, "request-changes");
    const unmet = (code: string) => refusal("POLICY_UNMET", code);
    await expect(dismiss(scene, asked, scene.rita)).rejects.toEqual(unmet("voter_is_requester"));
    await expect(dismiss(scene, asked, scene.rolf)).rejects.toEqual(unmet("objection_is_yours"));
    await expect(dismiss(scene, asked, scene.ada)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const [vote] = (await scene.see(asked)).votes;
    await dismiss(scene, asked, omar);
    const again = dismissObjection(scene.house, scene.call(omar), { promotionId: asked.id, voteId: vote?.id, reason });
    await expect(again).rejects.toEqual(unmet("objection_not_standing"));
    const elsewhere = { promotionId: asked.id, voteId: scene.house.newId(), reason };
    await expect(dismissObjection(scene.house, scene.call(omar), elsewhere)).rejects.toEqual(
      refusal("NOT_FOUND", "vote_unknown"),
    );
  });

  it("once dismissed is not completed by the approval of who dismissed it, while another may vote", async () => {
    const scene = await openScene(await open());
    const omar = await scene.person("Omar", { role: "reviewer", team: "speech" });
    const asked = await scene.ask((await scene.version()).id);
    await scene.vote(asked, scene.rolf, "request-changes");
    await dismiss(scene, asked, omar);
    expect((await scene.see(asked, omar)).hasDismissed).toBe(true);
    expect(await scene.vote(asked, omar)).toMatchObject({
      state: "open",
      approvals: 1,
      waitsFor: "an approval by a reviewer who dismissed no objection",
    });
    expect((await scene.see(asked)).headline).toContain("Rita or Rolf");
    expect(await scene.vote(asked, scene.rita)).toMatchObject({ state: "executed", approvals: 2 });
  });

  /** Rolf asked for changes, Rita dismissed that, and is left with Root, an admin. */
  async function dismissed(scene: Scene) {
    const asked = await scene.ask((await scene.version()).id);
    await scene.vote(asked, scene.rolf, "request-changes");
    await dismiss(scene, asked, scene.rita);
    const admin = scene.call(await scene.person("Root", { role: "admin" }));
    expect(await scene.vote(asked, scene.rita)).toMatchObject({ state: "open" });
    return { asked, admin };
  }
  const rolfsGrant = async ({ location, rolf }: Scene) =>
    String((await plainly(location, `SELECT id FROM "grant" WHERE actor_id = '${rolf.id}'`))[0]?.["id"]);

  it.each([
    [
      "role ended",
      async (scene: Scene, admin: Call) => endGrant(scene.house, admin, { grantId: await rolfsGrant(scene) }),
    ],
    [
      "account was disabled",
      (scene: Scene, admin: Call) => disableAccount(scene.house, admin, { actorId: scene.rolf.id, reason: "left" }),
    ],
  ])(
    "is completed by who dismissed it only seven days after the last other reviewer's %s, marked",
    async (_, leave) => {
      const scene = await openScene(await open());
      const { asked, admin } = await dismissed(scene);
      await leave(scene, admin);
      expect(await scene.vote(asked, scene.rita)).toMatchObject({ state: "open" });
      scene.clock.advance(shortageWaitMs - 60_000);
      expect(await scene.vote(asked, scene.rita)).toMatchObject({ state: "open" });
      scene.clock.advance(120_000);
      expect(await scene.vote(asked, scene.rita)).toMatchObject({ state: "executed" });
      expect((await scene.see(asked)).votes.map(({ isAlone }) => isAlone)).toEqual([false, false, false, false, true]);
      expect((await scene.leaves()).slice(-3).map(({ type }) => type)).toEqual([
        "chancery.promotion.voted.v4",
        "chancery.promotion.completed-alone.v1",
        "chancery.promotion.executed.v1",
      ]);
    },
  );

  it.each(['DELETE FROM "grant"', `UPDATE "grant" SET "to" = given_at`, `UPDATE "grant" SET role = 'viewer'`])(
    "is not completed by who dismissed it where SQL did away with the others: %s",
    async (edit) => {
      const scene = await openScene(await open());
      const { asked } = await dismissed(scene);
      await takeBaseline(scene.house);
      scene.clock.advance(2 * shortageWaitMs);
      await meddle(scene.location, `${edit} WHERE actor_id = '${scene.rolf.id}'`);
      await expect(scene.vote(asked, scene.rita)).rejects.toEqual(
        refusal("ILLEGAL_TRANSITION", "record_contradicts_log"),
      );
    },
  );

  it("follows a withdrawn request into the next one for the version, until its author agrees there", async () => {
    const scene = await openScene(await open());
    const version = await scene.version();
    const first = await scene.ask(version.id);
    await scene.vote(first, scene.rolf, "request-changes");
    await withdraw(scene, first);
    const second = await askAgain(scene, version.id, first);
    expect(second).toMatchObject({ state: "open", waitsFor: "the changes a reviewer asked for" });
    expect(await scene.vote(second, scene.rita)).toMatchObject({ state: "open" });
    expect((await scene.see(second)).carried).toMatchObject([
      { voter: "Rolf", castOn: first.number, isStanding: true },
    ]);
    expect(await scene.vote(second, scene.rolf)).toMatchObject({ state: "executed" });
  });

  it("follows on through a chain of withdrawn requests, and into no other version", async () => {
    const scene = await openScene(await open());
    const version = await scene.version();
    const first = await scene.ask(version.id);
    await scene.vote(first, scene.rolf, "request-changes");
    await withdraw(scene, first);
    const second = await askAgain(scene, version.id, first);
    await withdraw(scene, second);
    const third = await askAgain(scene, version.id, first);
    expect((await scene.see(third)).carried).toMatchObject([{ castOn: first.number, isStanding: true }]);
    const other = await scene.ask((await scene.version()).id);
    expect((await scene.see(other)).carried).toEqual([]);
  });

  it("that followed is dismissed where it stands, and stays dismissed in the next request", async () => {
    const scene = await openScene(await open());
    const version = await scene.version();
    const first = await scene.ask(version.id);
    await scene.vote(first, scene.rolf, "request-changes");
    await withdraw(scene, first);
    const second = await askAgain(scene, version.id, first);
    await dismiss(scene, second, scene.rita);
    expect((await scene.see(second)).carried).toMatchObject([{ isStanding: false, dismissal: { by: "Rita" } }]);
    await withdraw(scene, second);
    const third = await askAgain(scene, version.id, first);
    expect((await scene.see(third)).carried).toMatchObject([{ isStanding: false, dismissal: { by: "Rita" } }]);
    await expect(dismiss(scene, third, scene.rita)).rejects.toMatchObject({ code: "INVALID_INPUT" }); // nothing stands
    expect(await scene.vote(third, scene.rita)).toMatchObject({
      state: "open",
      waitsFor: "an approval by a reviewer who dismissed no objection",
    });
    expect(await scene.vote(third, scene.rolf)).toMatchObject({ state: "executed" });
  });

  it("dismissed on one of two open requests leaves the other's completion to somebody else too", async () => {
    const scene = await openScene(await open());
    const omar = await scene.person("Omar", { role: "reviewer", team: "speech" });
    const version = await scene.version();
    const first = await scene.ask(version.id);
    await scene.vote(first, scene.rolf, "request-changes");
    await withdraw(scene, first);
    const production = await askAgain(scene, version.id, first);
    const staging = await scene.ask(version.id, { stage: "staging", answers: first.number });
    await dismiss(scene, staging, scene.rita);
    expect(await scene.vote(production, scene.rita)).toMatchObject({ state: "open", approvals: 1 });
    expect(await scene.vote(production, omar)).toMatchObject({ state: "executed" });
  });

  it("that was rejected together with others stands in the next request too", async () => {
    const scene = await openScene(await open());
    const version = await scene.version();
    const first = await scene.ask(version.id);
    await scene.vote(first, scene.rolf, "request-changes");
    expect(await scene.vote(first, scene.rita, "reject")).toMatchObject({ state: "rejected" });
    const second = await askAgain(scene, version.id, first);
    expect((await scene.see(second)).carried).toMatchObject([{ voter: "Rolf", isStanding: true }]);
  });

  it("once dismissed is told to its author, with who and why, until the author votes there again", async () => {
    const scene = await openScene(await open());
    await needApprovals(scene, 2);
    const omar = await scene.person("Omar", { role: "reviewer", team: "speech" });
    const asked = await scene.ask((await scene.version()).id);
    await scene.vote(asked, scene.rolf, "request-changes");
    await dismiss(scene, asked, omar);
    const toldTo = async (who: Actor) => (await dismissedObjections(scene.house, scene.call(who), {})).items;
    expect(await toldTo(scene.rolf)).toMatchObject([{ number: asked.number, by: "Omar", reason, state: "open" }]);
    expect(await toldTo(omar)).toEqual([]);
    await scene.vote(asked, scene.rolf, "request-changes");
    expect(await toldTo(scene.rolf)).toEqual([]);
  });

  it("is told of for a month after the promotion was decided over it", async () => {
    const scene = await openScene(await open());
    const omar = await scene.person("Omar", { role: "reviewer", team: "speech" });
    const asked = await scene.ask((await scene.version()).id);
    await scene.vote(asked, scene.rolf, "request-changes");
    await dismiss(scene, asked, omar);
    expect(await scene.vote(asked, scene.rita)).toMatchObject({ state: "executed" });
    const told = async () => (await dismissedObjections(scene.house, scene.call(scene.rolf), {})).items;
    expect(await told()).toMatchObject([{ state: "executed" }]);
    scene.clock.advance(31 * 24 * 3_600_000);
    expect(await told()).toEqual([]);
  });

  it("holds nothing back where a stage is entered without a vote", async () => {
    const scene = await openScene(await open());
    const version = await scene.version();
    const first = await scene.ask(version.id);
    await scene.vote(first, scene.rolf, "request-changes");
    await withdraw(scene, first);
    const answering = { answers: first.number, whatChanged: "It is tried out there only." };
    const asked = { versionId: version.id, stage: "development", reason: "to try it out", ...answering };
    await expect(requestPromotion(scene.house, scene.call(scene.ada), asked)).resolves.toMatchObject({
      state: "executed",
    });
  });
});
