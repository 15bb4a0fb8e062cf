// Whoever first sent large bytes of a version does not vote on it, whatever becomes of the rows that tell of their sending.
import { sha256Hex, type Actor } from "@chancery/core";
import { openDatabase } from "@chancery/db";
import { countStatements, meddle } from "@chancery/db/testing";
import { expect, it, onTestFinished } from "vitest";
import type { House } from "../house.ts";
import { createModel } from "../models/create.ts";
import { beginFiles, bodyOf, sendBatch, sendFile } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { appendToUpload } from "../uploads/append.ts";
import { beginUpload } from "../uploads/begin.ts";
import { finishUpload } from "../uploads/finish.ts";
import { createVersion } from "../versions/create.ts";
import { discardVersion } from "../versions/discard.ts";
import { removeFile } from "../versions/remove-file.ts";
import { sealVersion } from "../versions/seal.ts";
import { getPromotion } from "./get.ts";
import { listPromotions } from "./list.ts";
import { requestPromotion } from "./request.ts";
import { voteOnPromotion } from "./vote.ts";
import { countWaitingReviews } from "./waiting.ts";

const path = "model.onnx";
const large = "x".repeat(64 * 1024);
const other = "y".repeat(64 * 1024);

const draftOf = async ({ house, call, model }: Scene, by: Actor, of = model) =>
  (await createVersion(house, call(by), { model: of })).id;
const seal = async ({ house, call }: Scene, by: Actor, versionId: string) =>
  (await sealVersion(house, call(by), { versionId })).id;
/** A draft of Rolf's with the bytes, in a file of another name. */
async function sentByRolf(scene: Scene): Promise<string> {
  const versionId = await draftOf(scene, scene.rolf);
  await sendFile(scene, scene.rolf, { versionId, path: "other.onnx", content: large });
  return versionId;
}
/** The same bytes in a version of Ada's. */
async function broughtByAda(scene: Scene): Promise<string> {
  const versionId = await draftOf(scene, scene.ada);
  await sendFile(scene, scene.ada, { versionId, path, content: large });
  return seal(scene, scene.ada, versionId);
}
const byName = (name: string) => `(SELECT id FROM actor WHERE name = '${name}')`;
const ofRolf = `WHERE actor_id = ${byName("Rolf")}`;

/** SQL on the rows of Rolf's sending, before Ada sends the same. */
const edits: readonly (readonly [what: string, ...sql: readonly string[]])[] = [
  ["the row of their upload is deleted", `DELETE FROM upload ${ofRolf}`],
  ["it is said to be another's", `UPDATE upload SET actor_id = ${byName("Ada")} ${ofRolf}`],
  ["it is said to be of other bytes", `UPDATE upload SET sha256 = '${"0".repeat(64)}' ${ofRolf}`],
  ["it is said not to have come", `UPDATE upload SET state = 'receiving' ${ofRolf}`],
  [
    "it is said to have come later",
    `UPDATE upload SET touched_at = touched_at + $day, created_at = touched_at + $day ${ofRolf}`,
  ],
  ["it is said to be smaller", `UPDATE upload SET size_bytes = 1 ${ofRolf}`],
  ["it is said to be at another path", `UPDATE upload SET path = 'none', path_key = 'none' ${ofRolf}`],
  ["it is said to be of a batch", `UPDATE upload SET batch_id = 'none' ${ofRolf}`],
  [
    "another is said to have sent before",
    `INSERT INTO upload (id, version_id, path, path_key, sha256, size_bytes, actor_id, state, created_at, touched_at)
     SELECT 'forged', version_id, 'a', 'a', sha256, size_bytes, ${byName("Rita")}, state, created_at - $day, touched_at - $day FROM upload ${ofRolf}`,
  ],
  ["no file of theirs is left", `DELETE FROM version_file WHERE path = 'other.onnx'`],
];

/** Ways in which Rolf sends first, and the trace of it in rows goes; each answers the version of Ada's. */
const ways: readonly (readonly [what: string, make: (scene: Scene) => Promise<string>])[] = [
  ...edits.map(
    ([what, ...sql]) =>
      [
        what,
        async (scene: Scene) => {
          await sentByRolf(scene);
          const day = scene.house.db.dialect === "sqlite" ? "86400000" : "interval '1 day'";
          await meddle(scene.location, ...sql.map((one) => one.replaceAll("$day", day)));
          return broughtByAda(scene);
        },
      ] as const,
  ),
  [
    "they took the file out of their draft",
    async (scene) => {
      const versionId = await sentByRolf(scene);
      await removeFile(scene.house, scene.call(scene.rolf), { versionId, path: "other.onnx" });
      return broughtByAda(scene);
    },
  ],
  [
    "they took it out and discarded the draft",
    async (scene) => {
      const versionId = await sentByRolf(scene);
      await removeFile(scene.house, scene.call(scene.rolf), { versionId, path: "other.onnx" });
      await discardVersion(scene.house, scene.call(scene.rolf), { versionId });
      return broughtByAda(scene);
    },
  ],
  [
    "they discarded the draft",
    async (scene) => {
      await discardVersion(scene.house, scene.call(scene.rolf), { versionId: await sentByRolf(scene) });
      return broughtByAda(scene);
    },
  ],
  [
    "another had begun a batch with it long before",
    async (scene) => {
      const versionId = await draftOf(scene, scene.ada);
      const files = [{ path, content: large, isStated: false }];
      const { id: uploadId } = await beginFiles(scene, scene.ada, { versionId, files });
      await sentByRolf(scene);
      await appendToUpload(scene.house, scene.call(scene.ada), {
        uploadId,
        offset: 0,
        body: bodyOf(Buffer.from(large)),
      });
      await finishUpload(scene.house, scene.call(scene.ada), { uploadId });
      return seal(scene, scene.ada, versionId);
    },
  ],
  [
    "another's batch needed not send it",
    async (scene) => {
      await sentByRolf(scene);
      const versionId = await draftOf(scene, scene.ada);
      const begun = await sendBatch(scene, scene.ada, { versionId, files: [{ path, content: large }] });
      expect(begun.wanted).toEqual([]);
      return seal(scene, scene.ada, versionId);
    },
  ],
  [
    "they sent it in a batch, from which they took it out",
    async (scene) => {
      const versionId = await draftOf(scene, scene.rolf);
      await sendBatch(scene, scene.rolf, { versionId, files: [{ path, content: large, isStated: false }] });
      await removeFile(scene.house, scene.call(scene.rolf), { versionId, path });
      return broughtByAda(scene);
    },
  ],
  [
    "they sent it in a batch whose rows are deleted",
    async (scene) => {
      const versionId = await draftOf(scene, scene.rolf);
      await sendBatch(scene, scene.rolf, { versionId, files: [{ path, content: large }] });
      await meddle(scene.location, `DELETE FROM upload ${ofRolf}`, "DELETE FROM batch");
      return broughtByAda(scene);
    },
  ],
  [
    "another brought it from another model before, and did not send it",
    async (scene) => {
      await otherModel(scene, scene.ada);
      const theirs = await draftOf(scene, scene.ada);
      await sendFile(scene, scene.ada, { versionId: theirs, path: "first", content: large });
      const versionId = await draftOf(scene, scene.rolf);
      const sizeBytes = Buffer.byteLength(large);
      const begun = await beginUpload(scene.house, scene.call(scene.rolf), { versionId, path, sizeBytes });
      const body = bodyOf(Buffer.from(large));
      await appendToUpload(scene.house, scene.call(scene.rolf), { uploadId: begun.id, offset: 0, body });
      await finishUpload(scene.house, scene.call(scene.rolf), { uploadId: begun.id });
      return broughtByAda(scene);
    },
  ],
  [
    "they brought it from another model of theirs, and another sent it later",
    async (scene) => {
      await otherModel(scene, scene.rolf);
      const theirs = await draftOf(scene, scene.rolf);
      await sendFile(scene, scene.rolf, { versionId: theirs, path: "first", content: large });
      await discardVersion(scene.house, scene.call(scene.rolf), { versionId: theirs });
      const versionId = await draftOf(scene, scene.ada);
      await sendFile(scene, scene.ada, { versionId, path, content: large, isDigestStated: false });
      return seal(scene, scene.ada, versionId);
    },
  ],
  [
    "a forged vote says that somebody let their version in",
    async (scene) => {
      const versionId = await draftOf(scene, scene.rolf);
      await sendFile(scene, scene.rolf, { versionId, path: "other.onnx", content: large });
      await scene.ask(await seal(scene, scene.rolf, versionId), { stage: "development" });
      const forged = `INSERT INTO vote (id, promotion_id, voter_id, decision, meaning, note, printed_name, digests, created_at)
        SELECT 'forged', id, ${byName("Rita")}, 'approve', 'approval', '', 'Rita', '{}', created_at FROM promotion`;
      await meddle(scene.location, forged);
      return broughtByAda(scene);
    },
  ],
];

/** A model beside the scene's, with the bytes in a version that everybody may read. */
async function otherModel(scene: Scene, by: Actor): Promise<void> {
  await createModel(scene.house, scene.call(scene.ada), { team: "speech", name: "beside" });
  const versionId = await draftOf(scene, by, "speech/beside");
  await sendFile(scene, by, { versionId, path, content: large });
  await seal(scene, by, versionId);
}

const barred = { code: "POLICY_UNMET", reasons: [{ code: "voter_is_uploader" }] };

eachEngine("whoever first sent bytes of a version", (open) => {
  const openMakers = async () => {
    const world = await open();
    const house = { ...world.house, log: { info: () => undefined, error: () => undefined } };
    const scene = await openScene({ ...world, house });
    for (const by of [scene.rolf, scene.rita]) await scene.grant(by, { role: "contributor", team: "speech" });
    return scene;
  };
  const waitingFor = ({ house, clock }: Scene, { id, answerableId }: Actor) =>
    countWaitingReviews(house.db.read, { actorId: id, answerableId, at: clock.now() });
  async function expectBarred(scene: Scene, versionId: string, [who, free]: readonly [Actor, Actor]) {
    const asked = await scene.ask(versionId);
    expect([await waitingFor(scene, who), await waitingFor(scene, free)]).toEqual([0, 1]);
    const seen = await scene.see(asked, who);
    expect(seen.availableActions).not.toContain("approve");
    expect(seen.blockedBecause.find(({ action }) => action === "approve")).toMatchObject({ reasons: barred.reasons });
    expect((await scene.see(asked, free)).availableActions).toContain("approve");
    await expect(scene.vote(asked, who)).rejects.toMatchObject(barred);
    await expect(scene.vote(asked, free)).resolves.toMatchObject({ state: "executed" });
  }

  it.each(ways)("does not vote on it, on its page and in the inbox too, though %s", async (_what, make) => {
    const scene = await openMakers();
    await expectBarred(scene, await make(scene), [scene.rolf, scene.rita]);
  });

  it.each(ways)("is known to a process that reads the log later, though %s", async (_what, make) => {
    const scene = await openMakers();
    const asked = await scene.ask(await make(scene));
    const later = await anotherProcess(scene);
    await expect(later.vote(asked, scene.rolf)).rejects.toMatchObject(barred);
    expect([await waitingFor(later, scene.rolf), await waitingFor(later, scene.rita)]).toEqual([0, 1]);
    await expect(later.vote(asked, scene.rita)).resolves.toMatchObject({ state: "executed" });
  });

  it("is known on the page and in the inbox at once, though another process took their bytes", async () => {
    const scene = await openMakers();
    const other = await anotherProcess(scene);
    await discardVersion(other.house, scene.call(scene.rolf), { versionId: await sentByRolf(other) });
    const versionId = await broughtByAda(other);
    const reason = "Recall rises.";
    const asked = await requestPromotion(other.house, scene.call(scene.ada), {
      versionId,
      stage: "production",
      reason,
    });
    expect([await waitingFor(scene, scene.rolf), await waitingFor(scene, scene.rita)]).toEqual([0, 1]);
    expect((await scene.see(asked, scene.rolf)).blockedBecause).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ action: "approve" })]) as object,
    );
  });

  it("is looked for on the pages of an inbox with as many statements for four versions as for one", async () => {
    const scene = await openMakers();
    const read = () => listPromotions(scene.house, scene.call(scene.rita), { tab: "mine" });
    const askAnother = async (n: number) => {
      const content = `${n}${large}`;
      await sendFile(scene, scene.rolf, { versionId: await draftOf(scene, scene.rolf), path: "other.onnx", content });
      const versionId = await draftOf(scene, scene.ada);
      await sendFile(scene, scene.ada, { versionId, path, content });
      await scene.ask(await seal(scene, scene.ada, versionId));
      await read(); // what is kept of manifests is not counted either time
    };
    await askAnother(0);
    const few = await countStatements(read);
    for (const n of [1, 2, 3]) await askAnother(n);
    expect(await countStatements(read)).toBe(few);
    expect((await read()).items).toHaveLength(4);
    expect(await listPromotions(scene.house, scene.call(scene.rolf), { tab: "mine" })).toMatchObject({ items: [] });
  });

  it("is whose sending ended first, of a file by itself and of a batch at once", async () => {
    const scene = await openMakers();
    const { house, call, rolf, rita, ada } = scene;
    const [alone, many] = [await draftOf(scene, rolf), await draftOf(scene, rita)];
    const files = [{ path, content: large, isStated: false }];
    const [one, batch] = [
      await beginUpload(house, call(rolf), { versionId: alone, path, sizeBytes: large.length }),
      await beginFiles(scene, rita, { versionId: many, files }),
    ];
    await appendToUpload(house, call(rolf), { uploadId: one.id, offset: 0, body: bodyOf(Buffer.from(large)) });
    await appendToUpload(house, call(rita), { uploadId: batch.id, offset: 0, body: bodyOf(Buffer.from(large)) });
    await Promise.all([
      finishUpload(house, call(rita), { uploadId: batch.id }),
      finishUpload(house, call(rolf), { uploadId: one.id }),
    ]);
    const ended = (await scene.leaves()).filter(({ type }) => /upload\.(batch-)?finished/.test(type));
    const pair = ended[0]?.authid === rolf.id ? ([rolf, rita] as const) : ([rita, rolf] as const);
    const versionId = await draftOf(scene, ada);
    await sendFile(scene, ada, { versionId, path, content: large });
    await expectBarred(scene, await seal(scene, ada, versionId), pair);
  });

  it("is not who began to send them before, nor who held a batch with them open", async () => {
    const scene = await openMakers();
    const theirs = await draftOf(scene, scene.rolf);
    const wanted = { sizeBytes: large.length, sha256: sha256Hex(large) };
    await beginUpload(scene.house, scene.call(scene.rolf), { versionId: theirs, path: "alone", ...wanted });
    const files = [{ path, content: large, isStated: false }];
    const { id: uploadId } = await beginFiles(scene, scene.rolf, { versionId: theirs, files });
    const versionId = await broughtByAda(scene);
    await appendToUpload(scene.house, scene.call(scene.rolf), {
      uploadId,
      offset: 0,
      body: bodyOf(Buffer.from(large)),
    });
    await finishUpload(scene.house, scene.call(scene.rolf), { uploadId });
    await expect(scene.vote(await scene.ask(versionId), scene.rolf)).resolves.toMatchObject({ state: "executed" });
  });

  it("is not who sent other bytes, nor who needed not send them again", async () => {
    const scene = await openMakers();
    const first = await broughtByAda(scene);
    const theirs = await draftOf(scene, scene.rolf);
    await sendFile(scene, scene.rolf, { versionId: theirs, path, content: other });
    await sendBatch(scene, scene.rolf, { versionId: theirs, files: [{ path: "same", content: large }] });
    expect(sha256Hex(other)).not.toBe(sha256Hex(large));
    await expect(scene.vote(await scene.ask(first), scene.rolf)).resolves.toMatchObject({ state: "executed" });
  });
});

/** The scene as another process of the registry has it, which has read nothing of the log yet. */
async function anotherProcess(scene: Scene): Promise<Scene> {
  const db = await openDatabase(scene.location);
  onTestFinished(() => db.close());
  const house: House = { ...scene.house, db, freeze: { because: undefined } };
  return {
    ...scene,
    house,
    async vote({ id, number }, by, decision = "approve") {
      const { digests: seen } = await getPromotion(house, scene.call(by), { number });
      return voteOnPromotion(house, scene.call(by), { promotionId: id, decision, note: "read it all", seen });
    },
  };
}
