// Who stands behind a service account: its owner, who owned it then, and who made the token it acted with.
import type { Actor } from "@chancery/core";
import { insertToken } from "@chancery/db";
import { expect, it } from "vitest";
import { acceptServiceAccount } from "../service-accounts/accept.ts";
import { proposeOwner } from "../service-accounts/propose-owner.ts";
import { eachEngine } from "../testing/index.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { bodyOf } from "../testing/catalogue-scene.ts";
import { createToken } from "../tokens/create.ts";
import { appendToUpload } from "../uploads/append.ts";
import { beginUpload } from "../uploads/begin.ts";
import { finishUpload } from "../uploads/finish.ts";
import { createVersion } from "../versions/create.ts";
import { sealVersion } from "../versions/seal.ts";
import { countWaitingReviews } from "./waiting.ts";

const day = 24 * 3_600_000;

/** A token as they were made before its owner alone could make one. */
async function tokenBy(scene: Scene, maker: Actor, holder: Actor): Promise<void> {
  const now = scene.clock.now();
  const id = scene.house.newId();
  const made = { createdBy: maker.id, parentId: null, createdAt: now, expiresAt: new Date(now.getTime() + day) };
  await scene.house.db.transaction((tx) =>
    insertToken(tx, { id, actorId: holder.id, name: "ci", prefix: "chys", secretHash: id, scopes: ["*"], ...made }),
  );
}
const waitingFor = ({ house, clock }: Scene, { id, answerableId }: Actor) =>
  countWaitingReviews(house.db.read, { actorId: id, answerableId, at: clock.now() });

eachEngine("a service account", (open) => {
  const robotOf = async (scene: Scene, owner: Actor) =>
    scene.service("robot", owner, { role: "contributor", team: "speech" });

  it("neither sends nor asks for what whoever made its token then decides", async () => {
    const scene = await openScene(await open());
    const robot = await robotOf(scene, scene.ada);
    await tokenBy(scene, scene.rita, robot);
    const registered = await scene.ask((await scene.version(robot)).id);
    const sent = await scene.ask((await scene.versionOfTwo(scene.ada, robot)).id);
    const asked = await scene.ask((await scene.version()).id, { by: robot });
    expect([await waitingFor(scene, scene.rita), await waitingFor(scene, scene.rolf)]).toEqual([0, 3]);
    for (const [promotion, code] of [
      [registered, "voter_owns_uploader"],
      [sent, "voter_owns_uploader"],
      [asked, "voter_is_requester"],
    ] as const)
      await expect(scene.vote(promotion, scene.rita)).rejects.toMatchObject({
        code: "POLICY_UNMET",
        reasons: [{ code }],
      });
    scene.clock.advance(2 * day); // that token has expired: what came after it is not hers
    const later = await scene.ask((await scene.version(robot)).id);
    expect(await waitingFor(scene, scene.rita)).toBe(1);
    await expect(scene.vote(later, scene.rita)).resolves.toMatchObject({ state: "executed" });
  });

  it("is answered for by who made its token after it began to send, and before it ended", async () => {
    const scene = await openScene(await open());
    const { house, call } = scene;
    const robot = await robotOf(scene, scene.ada);
    const { id: versionId } = await createVersion(house, call(scene.ada), { model: scene.model });
    const { id: uploadId } = await beginUpload(house, call(robot), { versionId, path: "model.onnx", sizeBytes: 1 });
    scene.clock.advance(1);
    await tokenBy(scene, scene.rita, robot);
    await appendToUpload(house, call(robot), { uploadId, offset: 0, body: bodyOf(Buffer.from("x")) });
    await finishUpload(house, call(robot), { uploadId });
    const asked = await scene.ask((await sealVersion(house, call(scene.ada), { versionId })).id);
    expect([await waitingFor(scene, scene.rita), await waitingFor(scene, scene.rolf)]).toEqual([0, 1]);
    await expect(scene.vote(asked, scene.rita)).rejects.toMatchObject({ reasons: [{ code: "voter_owns_uploader" }] });
    await expect(scene.vote(asked, scene.rolf)).resolves.toMatchObject({ state: "executed" });
  });

  it("is answered for by who owned it then, after it came to another owner too", async () => {
    const scene = await openScene(await open());
    const robot = await robotOf(scene, scene.rita);
    await createToken(scene.house, scene.call(scene.rita), { actorId: robot.id, name: "ci", scopes: ["*"] });
    const sent = await scene.ask((await scene.versionOfTwo(scene.ada, robot)).id);
    await proposeOwner(scene.house, scene.call(scene.rita), { actorId: robot.id, ownerId: scene.ada.id });
    await acceptServiceAccount(scene.house, scene.call(scene.ada), { actorId: robot.id });
    expect([await waitingFor(scene, scene.rita), await waitingFor(scene, scene.rolf)]).toEqual([0, 1]);
    await expect(scene.vote(sent, scene.rita)).rejects.toMatchObject({ reasons: [{ code: "voter_owns_uploader" }] });
    await expect(scene.vote(sent, scene.rolf)).resolves.toMatchObject({ state: "executed" });
  });
});
