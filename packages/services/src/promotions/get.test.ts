// The promotion page: what a viewer is offered is what the rules would let through.
import { expect, it } from "vitest";
import { eachEngine } from "../testing/index.ts";
import { needApprovals, openScene } from "../testing/promotion-scene.ts";
import { reviseVersionCard } from "../versions/revise-card.ts";

eachEngine("a promotion", (open) => {
  it("offers a reviewer to decide and the requester to withdraw, and says why not the rest", async () => {
    const scene = await openScene(await open());
    const asked = await scene.ask((await scene.version()).id);
    const toRita = await scene.see(asked);
    expect(toRita.availableActions).toEqual(["approve", "request-changes", "reject"]);
    const toAda = await scene.see(asked, scene.ada);
    expect(toAda.availableActions).toEqual(["withdraw"]);
    const codes = toAda.blockedBecause.find(({ action }) => action === "approve")?.reasons.map(({ code }) => code);
    expect(codes).toEqual(["voter_is_requester", "voter_is_uploader", "voter_not_reviewer"]);
  });

  it("offers nothing to a token that may only read", async () => {
    const scene = await openScene(await open());
    const asked = await scene.ask((await scene.version()).id);
    const seen = await scene.see(asked, { ...scene.rita, scopes: ["read"] });
    expect(seen.availableActions).toEqual([]);
    expect(seen.blockedBecause.find(({ action }) => action === "approve")?.reasons).toMatchObject([
      { code: "scope_missing" },
    ]);
  });

  it("shows its gates, votes and timeline, refusals included", async () => {
    const scene = await openScene(await open());
    await needApprovals(scene, 2);
    const asked = await scene.ask((await scene.version()).id);
    await scene.vote(asked, scene.rita);
    await expect(scene.vote(asked, scene.ada)).rejects.toThrow();
    const seen = await scene.see(asked);
    expect(seen.gates.map(({ status, detail }) => [status, detail])).toEqual([
      ["waiting", "1 of 2 counted"],
      ["passed", "none does"],
      ["passed", "its content can no longer change"],
    ]);
    expect(seen.votes).toMatchObject([
      {
        voter: "Rita",
        printedName: "Rita",
        decision: "approve",
        meaning: "approval",
        note: "read it all",
        isStale: false,
      },
    ]);
    expect(seen.timeline.map(({ outcome }) => outcome)).toEqual(["denied", "success", "success"]);
    expect(seen).toMatchObject({
      uploader: "Ada",
      requester: "Ada",
      waitsFor: "one approval by an independent reviewer",
    });
  });

  it("keeps what it was decided on when the content changes afterwards", async () => {
    const scene = await openScene(await open());
    const version = await scene.version();
    const decided = await scene.promote(version.id);
    await reviseVersionCard(scene.house, scene.call(scene.ada), {
      versionId: version.id,
      body: "# Limits\nNone.",
      revision: 0,
    });
    const seen = await scene.see(decided);
    expect(seen).toMatchObject({ state: "executed", approvals: 1, votes: [{ isStale: false }] });
    expect(seen).toMatchObject({ revision: 1, newestRevision: 1, card: { body: "" } });
  });

  it("answers an unknown number with NOT_FOUND", async () => {
    const scene = await openScene(await open());
    await expect(scene.see({ number: 7 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
