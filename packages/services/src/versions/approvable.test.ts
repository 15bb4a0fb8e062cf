// Registering says where nobody could approve what is registered: every reviewer is behind the account that does.
import type { Actor } from "@chancery/core";
import { countStatements } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { disableAccount } from "../people/disable.ts";
import { sendFile } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { createToken } from "../tokens/create.ts";
import { approvalWarnings, warningsFor } from "./approvable.ts";
import { createVersion } from "./create.ts";
import { reviseVersionCard } from "./revise-card.ts";

/** `speech/vad`, reviewed by Rita alone, who owns the job that pushes. */
async function openPair(scene: Scene) {
  const grace = await scene.person("Grace", { role: "admin" });
  await disableAccount(scene.house, scene.call(grace), { actorId: scene.rolf.id, reason: "left" });
  const job = await scene.service("job", scene.rita, { role: "contributor", team: "speech" });
  await scene.grant(scene.rita, { role: "contributor", team: "speech" });
  scene.clock.advance(1);
  const register = (by: Actor) => createVersion(scene.house, scene.call(by), { model: scene.model });
  const said = async (versionId: string) =>
    (await approvalWarnings(scene.house, scene.call(scene.ada), { versionId })).warnings;
  return { ...scene, grace, job, register, said };
}

eachEngine("registering a version", (open) => {
  it("says so where its only reviewer answers for the account that sends it, or sends it", async () => {
    const pair = await openPair(await openScene(await open()));
    const where = "nobody can approve this version for staging, production or archived: Rita is the only reviewer and";
    const remedy = "Give another person the reviewer role, or push and describe it with another account";
    const byJob = await pair.register(pair.job);
    expect(byJob.warnings).toEqual([
      { code: "nobody_could_approve", message: `${where} answers for the account that sends it. ${remedy}` },
    ]);
    expect(await pair.said(byJob.id)).toEqual(byJob.warnings);
    const byRita = await pair.register(pair.rita);
    expect(byRita.warnings).toEqual([{ code: "nobody_could_approve", message: `${where} sends it. ${remedy}` }]);
    expect(await pair.said(byRita.id)).toEqual(byRita.warnings);
  });

  it("says nothing while somebody is left to approve it, and it again once the last of them has a hand in it", async () => {
    const pair = await openPair(await openScene(await open()));
    const { job, rita } = pair;
    const { id, warnings } = await pair.register(pair.ada);
    expect([warnings, await pair.said(id)]).toEqual([[], []]);
    await sendFile(pair, rita, { versionId: id, path: "model.onnx", content: "a" });
    expect(await pair.said(id)).toMatchObject([{ code: "nobody_could_approve" }]);
    await pair.person("Rosa", { role: "reviewer", team: "speech" });
    pair.clock.advance(1);
    expect([(await pair.register(job)).warnings, await pair.said(id)]).toEqual([[], []]);
  });

  it("says so once its only reviewer writes its card", async () => {
    const pair = await openPair(await openScene(await open()));
    const { id: versionId } = await pair.register(pair.ada);
    await reviseVersionCard(pair.house, pair.call(pair.rita), { versionId, body: "# Card", revision: 0 });
    const [warning] = await pair.said(versionId);
    expect(warning?.message).toMatch(/Rita is the only reviewer and wrote its card or lineage\./);
  });

  it("says so where whoever made a token that the account can use is its only reviewer", async () => {
    const pair = await openPair(await openScene(await open()));
    const { house, call, job, rita, ada } = pair;
    await createToken(house, call(rita), { actorId: job.id, name: "ci", scopes: ["*"] });
    const taken: Actor = { ...job, answerableId: ada.id };
    pair.clock.advance(1);
    expect((await pair.register(taken)).warnings).toMatchObject([{ code: "nobody_could_approve" }]);
  });

  it("asks one thing of the database where no reviewer is behind whoever registers", async () => {
    const { house, clock, ada, rita, modelId, team } = await openPair(await openScene(await open()));
    const place = { modelId, teamId: (await team("speech")).id, visibility: "organisation" } as const;
    const asked = (actor: Actor) =>
      countStatements(() => warningsFor(house.db.read, place, { actor, now: clock.now() }));
    expect([await asked(ada), await asked(rita)]).toEqual([1, 2]); // and of the policy only then
  });
});
