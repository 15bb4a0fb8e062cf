// Cards and tags of a version: numbered revisions, before and after sealing, that votes bind to.
import { sha256Hex } from "@chancery/core";
import { expect, it } from "vitest";
import { openCatalogue, refusal } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { reviseModelCard } from "../models/revise-card.ts";
import { createVersion } from "./create.ts";
import { getVersion } from "./get.ts";
import { reviseVersionCard } from "./revise-card.ts";
import { reviseVersionTags } from "./revise-tags.ts";

eachEngine("revising a version", (open) => {
  it("keeps numbered revisions of the card after sealing, and changes what votes bind to", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.sealed("weights");
    const digests = async () => (await getVersion(scene.house, scene.call(scene.ada), { versionId })).digests;
    const before = await digests();
    const write = (body: string, revision: number) =>
      reviseVersionCard(scene.house, scene.call(scene.ada), { versionId, body, revision });
    expect(await write("# One", 0)).toMatchObject({ revision: 1, digest: sha256Hex("# One") });
    expect(await write("# Two", 1)).toMatchObject({ revision: 2 });
    await expect(write("# Lost", 1)).rejects.toMatchObject({ code: "CONFLICT", facts: { revision: 2 } });
    expect(await digests()).toEqual({ ...before, card: sha256Hex("# Two") });
    expect((await getVersion(scene.house, scene.call(scene.zoe), { versionId })).card).toMatchObject({
      body: "# Two",
      revision: 2,
    });
  });

  it("tells the renderer of a card once it is committed, and of no card that was refused", async () => {
    const scene = await openCatalogue(await open());
    const expected: { readonly text: string; readonly isCommitted: boolean }[] = [];
    let isInTransaction = false;
    const { db } = scene.house;
    const transaction: typeof db.transaction = async (run) => {
      isInTransaction = true;
      return db.transaction(run).finally(() => (isInTransaction = false));
    };
    const texts = { expect: (text: string) => void expected.push({ text, isCommitted: !isInTransaction }) };
    const house = { ...scene.house, texts, db: { ...db, transaction } };
    const modelId = await scene.model();
    const call = () => scene.call(scene.ada);
    const { id: versionId } = await createVersion(house, call(), { model: "speech/vad", card: "of the version" });
    await reviseVersionCard(house, call(), { versionId, body: "revised", revision: 1 });
    await reviseModelCard(house, scene.call(scene.max), { modelId, body: "of the model", revision: 0 });
    await expect(reviseVersionCard(house, call(), { versionId, body: "lost", revision: 0 })).rejects.toThrow();
    expect(expected).toEqual(
      ["of the version", "revised", "of the model"].map((text) => ({ text, isCommitted: true })),
    );
  });

  it("lets one of two cards written at once win", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const write = (body: string) =>
      reviseVersionCard(scene.house, scene.call(scene.ada), { versionId, body, revision: 0 });
    const outcomes = await Promise.allSettled([write("one"), write("two")]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("replaces tags as a revision of their own", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.sealed("weights");
    expect(
      await reviseVersionTags(scene.house, scene.call(scene.ada), { versionId, tags: { b: "2", a: "1" }, revision: 0 }),
    ).toEqual({ revision: 1 });
    expect((await getVersion(scene.house, scene.call(scene.ada), { versionId })).tags).toEqual({ a: "1", b: "2" });
    expect((await scene.leaves()).at(-1)).toMatchObject({
      data: { after: { field: "tags", digest: sha256Hex('{"a":"1","b":"2"}') } },
    });
  });

  it("takes a maker's role", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.sealed("weights");
    const write = reviseVersionCard(scene.house, scene.call(scene.vik), { versionId, body: "mine", revision: 0 });
    await expect(write).rejects.toEqual(refusal("FORBIDDEN", "role_missing"));
  });
});
