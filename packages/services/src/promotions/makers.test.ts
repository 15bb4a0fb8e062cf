// Whoever had a hand in what a version holds does not vote on it, whichever way it came about.
import type { Actor } from "@chancery/core";
import { expect, it } from "vitest";
import { acceptServiceAccount } from "../service-accounts/accept.ts";
import { createServiceAccount } from "../service-accounts/create.ts";
import { proposeOwner } from "../service-accounts/propose-owner.ts";
import { sendBatch, sendFile } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { createToken } from "../tokens/create.ts";
import { beginUpload } from "../uploads/begin.ts";
import { createVersion } from "../versions/create.ts";
import { discardVersion } from "../versions/discard.ts";
import { editVersion } from "../versions/edit.ts";
import { removeFile } from "../versions/remove-file.ts";
import { sealVersion } from "../versions/seal.ts";
import { countWaitingReviews } from "./waiting.ts";

const path = "model.onnx";
const large = "x".repeat(64 * 1024);

const draftOf = async ({ house, call, model }: Scene, by: Actor) =>
  (await createVersion(house, call(by), { model })).id;
const seal = async ({ house, call }: Scene, by: Actor, versionId: string) =>
  (await sealVersion(house, call(by), { versionId })).id;

/** Ways in which Rolf has a hand in what a version of Ada's holds; each answers the version. */
const ways: readonly (readonly [what: string, make: (scene: Scene, rolf: Actor, ada: Actor) => Promise<string>])[] = [
  [
    "registered it",
    async (scene, rolf, ada) => {
      const versionId = await draftOf(scene, rolf);
      await sendFile(scene, ada, { versionId, path, content: "a" });
      return seal(scene, ada, versionId);
    },
  ],
  [
    "edited its params while it was a draft",
    async (scene, rolf, ada) => {
      const versionId = await draftOf(scene, ada);
      await sendFile(scene, ada, { versionId, path, content: "a" });
      await editVersion(scene.house, scene.call(rolf), { versionId, revision: 1, params: { threshold: "0.1" } });
      return seal(scene, ada, versionId);
    },
  ],
  [
    "removed a file of it, which another then sent anew",
    async (scene, rolf, ada) => {
      const versionId = await draftOf(scene, ada);
      await sendFile(scene, ada, { versionId, path, content: "a" });
      await removeFile(scene.house, scene.call(rolf), { versionId, path });
      await sendFile(scene, ada, { versionId, path, content: "b" });
      return seal(scene, ada, versionId);
    },
  ],
  [
    "sent a file that another then removed and sent as their own",
    async (scene, rolf, ada) => {
      const versionId = await draftOf(scene, ada);
      await sendFile(scene, rolf, { versionId, path, content: "a" });
      await removeFile(scene.house, scene.call(ada), { versionId, path });
      await sendFile(scene, ada, { versionId, path, content: "a" });
      return seal(scene, ada, versionId);
    },
  ],
  [
    "sealed it",
    async (scene, rolf, ada) => {
      const versionId = await draftOf(scene, ada);
      await sendFile(scene, ada, { versionId, path, content: "a" });
      return seal(scene, rolf, versionId);
    },
  ],
  [
    "made another version of the model with the same manifest",
    async (scene, rolf, ada) => {
      const of = { path, content: "the same" };
      const theirs = await draftOf(scene, rolf);
      await sendFile(scene, rolf, { versionId: theirs, ...of });
      await seal(scene, rolf, theirs);
      const versionId = await draftOf(scene, ada);
      await sendFile(scene, ada, { versionId, ...of });
      return seal(scene, ada, versionId);
    },
  ],
  [
    "first sent large bytes of it to a version that entered a stage without a vote",
    async (scene, rolf, ada) => {
      const theirs = await draftOf(scene, rolf);
      await sendFile(scene, rolf, { versionId: theirs, path: "other.onnx", content: large });
      await scene.ask(await seal(scene, rolf, theirs), { stage: "development" });
      const versionId = await draftOf(scene, ada);
      await sendFile(scene, ada, { versionId, path, content: large });
      return seal(scene, ada, versionId);
    },
  ],
  [
    "first sent large bytes of it to a version that never entered a stage",
    async (scene, rolf, ada) => {
      await sendFile(scene, rolf, { versionId: await draftOf(scene, rolf), path: "other.onnx", content: large });
      scene.clock.advance(1);
      const versionId = await draftOf(scene, ada);
      await sendFile(scene, ada, { versionId, path, content: large });
      return seal(scene, ada, versionId);
    },
  ],
  [
    "first sent large bytes of it to a draft that they discarded",
    async (scene, rolf, ada) => {
      const theirs = await draftOf(scene, rolf);
      await sendFile(scene, rolf, { versionId: theirs, path: "other.onnx", content: large });
      await discardVersion(scene.house, scene.call(rolf), { versionId: theirs });
      scene.clock.advance(1);
      const versionId = await draftOf(scene, ada);
      await sendFile(scene, ada, { versionId, path, content: large });
      return seal(scene, ada, versionId);
    },
  ],
  [
    "first sent large bytes of it elsewhere without saying which, although the other had begun before",
    async (scene, rolf, ada) => {
      const versionId = await draftOf(scene, ada);
      const theirs = await draftOf(scene, rolf);
      const sizeBytes = Buffer.byteLength(large);
      await beginUpload(scene.house, scene.call(ada), { versionId, path, sizeBytes });
      scene.clock.advance(1);
      const isDigestStated = false;
      await sendFile(scene, rolf, { versionId: theirs, path: "other.onnx", content: large, isDigestStated });
      await sendFile(scene, ada, { versionId, path, content: large, isDigestStated });
      return seal(scene, ada, versionId);
    },
  ],
  [
    "sent files of it in a batch, which another then removed and sent as their own",
    async (scene, rolf, ada) => {
      const versionId = await draftOf(scene, ada);
      await sendBatch(scene, rolf, {
        versionId,
        files: [
          { path, content: "a" },
          { path: "b", content: "b" },
        ],
      });
      await removeFile(scene.house, scene.call(ada), { versionId, path });
      await removeFile(scene.house, scene.call(ada), { versionId, path: "b" });
      await sendFile(scene, ada, { versionId, path, content: "a" });
      return seal(scene, ada, versionId);
    },
  ],
  [
    "first sent large bytes of it in a batch elsewhere, without saying which",
    async (scene, rolf, ada) => {
      const files = [
        { path: "other.onnx", content: large, isStated: false },
        { path: "LICENSE", content: "MIT" },
      ];
      await sendBatch(scene, rolf, { versionId: await draftOf(scene, rolf), files });
      const versionId = await draftOf(scene, ada);
      await sendBatch(scene, ada, {
        versionId,
        files: [
          { path, content: large },
          { path: "README", content: "#" },
        ],
      });
      return seal(scene, ada, versionId);
    },
  ],
];

eachEngine("independence of content", (open) => {
  const waitingFor = ({ house, clock }: Scene, { id, answerableId }: Actor) =>
    countWaitingReviews(house.db.read, { actorId: id, answerableId, at: clock.now() });

  it.each(ways)("bars whoever %s, at the vote and in the inbox", async (_what, make) => {
    const scene = await openScene(await open());
    await scene.grant(scene.rolf, { role: "contributor", team: "speech" });
    const asked = await scene.ask(await make(scene, scene.rolf, scene.ada));
    expect([await waitingFor(scene, scene.rolf), await waitingFor(scene, scene.rita)]).toEqual([0, 1]);
    await expect(scene.vote(asked, scene.rolf)).rejects.toMatchObject({
      code: "POLICY_UNMET",
      reasons: [{ code: "voter_is_uploader" }],
    });
    await expect(scene.vote(asked, scene.rita)).resolves.toMatchObject({ state: "executed" });
  });

  it.each([true, false])("bars nobody who sent in a batch what stood there, stated: %s", async (isStated) => {
    const scene = await openScene(await open());
    await scene.grant(scene.rolf, { role: "contributor", team: "speech" });
    const versionId = await draftOf(scene, scene.ada);
    const files = [
      { path, content: large, isStated },
      { path: "README", content: "#", isStated },
    ];
    await sendBatch(scene, scene.ada, { versionId, files });
    await sendBatch(scene, scene.rolf, { versionId, files });
    const asked = await scene.ask(await seal(scene, scene.ada, versionId));
    await expect(scene.vote(asked, scene.rolf)).resolves.toMatchObject({ state: "executed" });
  });

  it.each(ways)("bars who owned the service account that %s, whoever owns it now", async (_what, make) => {
    const scene = await openScene(await open());
    const robot = await scene.service("robot", scene.rolf, { role: "contributor", team: "speech" });
    await createToken(scene.house, scene.call(scene.rolf), { actorId: robot.id, name: "ci", scopes: ["*"] });
    const versionId = await make(scene, robot, scene.ada);
    await proposeOwner(scene.house, scene.call(scene.rolf), { actorId: robot.id, ownerId: scene.ada.id });
    scene.clock.advance(1);
    await acceptServiceAccount(scene.house, scene.call(scene.ada), { actorId: robot.id });
    const asked = await scene.ask(versionId);
    await expect(scene.vote(asked, scene.rolf)).rejects.toMatchObject({ reasons: [{ code: "voter_owns_uploader" }] });
    await expect(scene.vote(asked, scene.rita)).resolves.toMatchObject({ state: "executed" });
  });

  it("bars who owned a service account when it made something, whoever made its token and owns it now", async () => {
    const scene = await openScene(await open());
    const grace = await scene.person("Grace", { role: "admin" });
    const made = await createServiceAccount(scene.house, scene.call(grace), { name: "ci", ownerId: scene.rolf.id });
    const robot: Actor = { ...scene.rolf, id: made.id, kind: "service", answerableId: scene.rolf.id, via: "token" };
    await scene.grant(robot, { role: "contributor", team: "speech" });
    const { id: versionId } = await scene.versionOfTwo(scene.ada, robot);
    await proposeOwner(scene.house, scene.call(grace), { actorId: robot.id, ownerId: scene.ada.id });
    scene.clock.advance(1);
    await acceptServiceAccount(scene.house, scene.call(scene.ada), { actorId: robot.id });
    const asked = await scene.ask(versionId);
    await expect(scene.vote(asked, scene.rolf)).rejects.toMatchObject({ reasons: [{ code: "voter_owns_uploader" }] });
    await expect(scene.vote(asked, scene.rita)).resolves.toMatchObject({ state: "executed" });
  });

  it("bars nobody who sent again in a batch what stood there", async () => {
    const scene = await openScene(await open());
    await scene.grant(scene.rolf, { role: "contributor", team: "speech" });
    const versionId = await draftOf(scene, scene.ada);
    const files = [
      { path, content: large },
      { path: "LICENSE", content: "MIT" },
    ];
    await sendBatch(scene, scene.ada, { versionId, files });
    await sendBatch(scene, scene.rolf, { versionId, files: files.map((file) => ({ ...file, isStated: false })) });
    const asked = await scene.ask(await seal(scene, scene.ada, versionId));
    expect(await waitingFor(scene, scene.rolf)).toBe(1);
    await expect(scene.vote(asked, scene.rolf)).resolves.toMatchObject({ state: "executed" });
  });

  it("bars nobody for small bytes that stood elsewhere, nor for those of a version that was let into a stage", async () => {
    const scene = await openScene(await open());
    await scene.grant(scene.rolf, { role: "contributor", team: "speech" });
    await sendFile(scene, scene.rolf, { versionId: await draftOf(scene, scene.rolf), path: "LICENSE", content: "MIT" });
    const executed = await draftOf(scene, scene.rolf);
    await sendFile(scene, scene.rolf, { versionId: executed, path, content: large });
    await scene.promote(await seal(scene, scene.rolf, executed), "staging");
    scene.clock.advance(1);
    const versionId = await draftOf(scene, scene.ada);
    const files = [
      { path: "LICENSE", content: "MIT" },
      { path, content: large },
    ];
    await sendBatch(scene, scene.ada, { versionId, files });
    const asked = await scene.ask(await seal(scene, scene.ada, versionId));
    expect(await waitingFor(scene, scene.rolf)).toBe(1);
    await expect(scene.vote(asked, scene.rolf)).resolves.toMatchObject({ state: "executed" });
  });
});
