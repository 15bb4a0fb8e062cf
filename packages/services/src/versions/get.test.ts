// A version's page: its evidence against the incumbent, its standing in every stage, and what the viewer may do.
import { countStatements } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { recordEvaluation } from "../evaluations/record.ts";
import { recordLineage } from "../lineage/record.ts";
import { requestPromotion } from "../promotions/request.ts";
import { getPromotion } from "../promotions/get.ts";
import { voteOnPromotion } from "../promotions/vote.ts";
import { setAlias } from "../models/set-alias.ts";
import { openCatalogue, refusal, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { beginUpload } from "../uploads/begin.ts";
import { sha256Hex } from "@chancery/core";
import { getVersion } from "./get.ts";
import { revokeVersion } from "./revoke.ts";
import { listVersionFiles } from "./files.ts";
import { listVersions } from "./list.ts";

const dataset = { name: "calls", sha256: "d".repeat(64) };
async function openShelf(world: World) {
  const scene = await openCatalogue(world);
  const modelId = await scene.model();
  const rita = await scene.person("Rita", { role: "reviewer", team: "speech" });
  const measure = (versionId: string, recall: string, extra = {}) => {
    scene.clock.advance(1);
    const metrics = [{ name: "recall", value: recall, direction: "higher" }];
    return recordEvaluation(scene.house, scene.call(scene.ada), {
      versionId,
      phase: "validation",
      dataset,
      metrics,
      ...extra,
    });
  };
  const promote = async (versionId: string, stage = "production") => {
    scene.clock.advance(1);
    const { id: promotionId, number } = await requestPromotion(scene.house, scene.call(scene.ada), {
      versionId,
      stage,
      reason: "It misses fewer words.",
    });
    scene.clock.advance(1);
    const { digests } = await getPromotion(scene.house, scene.call(rita), { number });
    return voteOnPromotion(scene.house, scene.call(rita), {
      promotionId,
      decision: "approve",
      note: "ok",
      seen: digests,
    });
  };
  return { ...scene, modelId, rita, measure, promote };
}
const see = (scene: Catalogue, versionId: string, by = scene.ada) =>
  getVersion(scene.house, scene.call(by), { versionId });

eachEngine("reading a version", (open) => {
  it("compares it with the occupant of production, and says when data differ", async () => {
    const scene = await openShelf(await open());
    const one = await scene.sealed("one");
    await scene.measure(one.id, "0.90");
    await scene.measure(one.id, "0.70", { slice: "noisy", dataset: { ...dataset, sha256: "e".repeat(64) } });
    await scene.promote(one.id);
    const two = await scene.sealed("two");
    await scene.measure(two.id, "0.95");
    await scene.measure(two.id, "0.75", { slice: "noisy" });
    const view = await see(scene, two.id);
    expect(view.incumbent).toEqual({ versionId: one.id, number: 1, stage: "production", isReplaced: false });
    expect(view.metrics).toMatchObject([
      { name: "recall", slice: "", candidate: "0.95", incumbent: "0.90", change: "0.05", verdict: "better" },
      { name: "recall", slice: "noisy", verdict: "not-comparable" },
    ]);
    expect((await see(scene, one.id)).incumbent).toBeNull();
  });

  it("keeps its comparison with what it replaced once it is in production itself", async () => {
    const scene = await openShelf(await open());
    const one = await scene.sealed("one");
    await scene.measure(one.id, "0.90");
    await scene.promote(one.id);
    const two = await scene.sealed("two");
    await scene.measure(two.id, "0.95");
    await scene.promote(two.id);
    const view = await see(scene, two.id);
    expect(view.incumbent).toEqual({ versionId: one.id, number: 1, stage: "production", isReplaced: true });
    expect(view.metrics).toMatchObject([{ candidate: "0.95", incumbent: "0.90", change: "0.05", verdict: "better" }]);
    expect((await see(scene, one.id)).incumbent).toMatchObject({ number: 2, isReplaced: false });
    const three = await scene.sealed("three");
    await revokeVersion(scene.house, scene.call(scene.max), { versionId: two.id, reason: "leaks" });
    await scene.promote(three.id);
    expect((await see(scene, three.id)).incumbent).toBeNull(); // production was empty when it came
  });

  it("says for every stage whether it is held, asked for, open or blocked", async () => {
    const scene = await openShelf(await open());
    const one = await scene.sealed("one");
    await scene.promote(one.id, "staging");
    await requestPromotion(scene.house, scene.call(scene.ada), {
      versionId: one.id,
      stage: "production",
      reason: "It misses fewer words.",
    });
    const verdict = async (versionId: string) =>
      (await see(scene, versionId)).verdict.map(({ stage, status }) => `${stage} ${status}`);
    expect(await verdict(one.id)).toEqual([
      "development eligible",
      "staging held",
      "production asked",
      "archived eligible",
    ]);
    const draft = await scene.draft();
    expect(await verdict(draft.id)).toEqual([
      "development blocked",
      "staging blocked",
      "production blocked",
      "archived blocked",
    ]);
    expect((await see(scene, one.id)).promotions).toMatchObject([
      { stage: "production", state: "open" },
      { stage: "staging", state: "executed" },
    ]);
  });

  it("offers exactly what the commands would take, with reasons for the rest", async () => {
    const scene = await openShelf(await open());
    const draft = await scene.draft();
    const empty = await see(scene, draft.id);
    expect(empty.availableActions).toEqual(["upload", "revise", "record", "record-lineage"]);
    expect(empty.blockedBecause).toMatchObject([
      { action: "seal", reasons: [{ code: "version_empty" }] },
      { action: "request-promotion", reasons: [{ code: "version_draft" }] },
      { action: "revoke", reasons: [{ code: "role_missing" }, { code: "version_draft" }] },
    ]);
    const sealed = await scene.sealed("weights");
    expect((await see(scene, sealed.id)).availableActions).toEqual([
      "revise",
      "record",
      "record-lineage",
      "request-promotion",
    ]);
    expect((await see(scene, sealed.id, scene.max)).availableActions).toContain("revoke");
    const stranger = await see(scene, sealed.id, scene.zoe);
    expect(stranger.availableActions).toEqual([]);
    expect(stranger.blockedBecause.every(({ reasons }) => reasons[0]?.code === "role_missing")).toBe(true);
  });

  it("shows a viewer's own unfinished uploads and nobody else's", async () => {
    const scene = await openShelf(await open());
    const { id: versionId } = await scene.draft();
    const upload = await beginUpload(scene.house, scene.call(scene.ada), {
      versionId,
      path: "a",
      sizeBytes: 4,
      sha256: sha256Hex("more"),
    });
    expect((await see(scene, versionId)).uploads).toEqual([upload]);
    expect((await see(scene, versionId, scene.max)).uploads).toEqual([]);
    expect((await see(scene, versionId, scene.max)).blockedBecause).toMatchObject([
      { action: "seal", reasons: [{ code: "version_empty" }, { code: "upload_unfinished" }] },
      {},
      {},
    ]);
  });

  it("is found by number, digest, alias and stage, never by a bare name", async () => {
    const scene = await openShelf(await open());
    const one = await scene.sealed("one");
    await scene.promote(one.id);
    await setAlias(scene.house, scene.call(scene.ada), {
      modelId: scene.modelId,
      alias: "champion",
      versionId: one.id,
    });
    const get = (ref: string) => getVersion(scene.house, scene.call(scene.zoe), { ref });
    for (const target of [":1", `@sha256:${one.manifestDigest}`, "@champion", "@production"])
      expect(await get(`speech/vad${target}`)).toMatchObject({
        id: one.id,
        aliases: ["champion"],
        stages: ["production"],
      });
    await expect(get("speech/vad")).rejects.toEqual(refusal("INVALID_INPUT", "reference_bare"));
    for (const unknown of [
      "speech/vad:2",
      "speech/vad@staging",
      "speech/none:1",
      `speech/vad@sha256:${"0".repeat(64)}`,
    ])
      await expect(get(unknown)).rejects.toEqual(refusal("NOT_FOUND", "not_found"));
  });

  it("takes the same number of statements however much evidence there is", async () => {
    const scene = await openShelf(await open());
    const one = await scene.sealed("one");
    await scene.promote(one.id);
    const two = await scene.sealed("two");
    await scene.measure(two.id, "0.9");
    const few = await countStatements(() => see(scene, two.id));
    for (let n = 0; n < 5; n += 1) {
      await scene.measure(two.id, `0.9${n}`, { slice: `part ${n}` });
      await recordLineage(scene.house, scene.call(scene.ada), {
        versionId: two.id,
        fact: { kind: "produced_by", job: `job ${n}` },
      });
    }
    expect(await countStatements(() => see(scene, two.id))).toBe(few);
    expect(few).toBeLessThanOrEqual(31); // 9 of them hold what is shown against the log
  });

  it("hides a base version the viewer may not see, but not that there is one", async () => {
    const scene = await openShelf(await open());
    await scene.model({ name: "base", by: scene.max, visibility: "restricted" });
    await scene.sealed("base", { model: "speech/base", by: scene.max });
    const { id: versionId } = await scene.sealed("child");
    await recordLineage(scene.house, scene.call(scene.max), {
      versionId,
      fact: { kind: "derived_from", reference: "speech/base:1" },
    });
    expect((await see(scene, versionId, scene.max)).lineage).toMatchObject([
      { kind: "derived_from", baseVersion: { team: "speech", name: "base", number: 1 } },
    ]);
    const { lineage } = await see(scene, versionId, scene.zoe);
    expect(lineage).toMatchObject([{ kind: "derived_from", baseVersion: null }]);
    expect(JSON.stringify(lineage)).not.toContain("base:1");
  });

  it("lists versions newest first and files by path, page by page", async () => {
    const scene = await openShelf(await open());
    for (const content of ["one", "two", "three"]) await scene.sealed(content);
    const first = await listVersions(scene.house, scene.call(scene.zoe), { model: "speech/vad", limit: 2 });
    expect(first.items.map(({ number }) => number)).toEqual([3, 2]);
    const second = await listVersions(scene.house, scene.call(scene.zoe), {
      model: "speech/vad",
      limit: 2,
      after: first.next!,
    });
    expect(second).toMatchObject({ items: [{ number: 1 }], next: null });
    const { id: versionId } = await scene.draft();
    for (const path of ["b", "a", "c"]) await scene.send(versionId, path, path);
    const files = await listVersionFiles(scene.house, scene.call(scene.zoe), { versionId, limit: 2 });
    expect(files.items.map(({ path }) => path)).toEqual(["a", "b"]);
    const rest = await listVersionFiles(scene.house, scene.call(scene.zoe), {
      versionId,
      limit: 2,
      after: files.next!,
    });
    expect(rest.items.map(({ path }) => path)).toEqual(["c"]);
    const foreign = listVersions(scene.house, scene.call(scene.zoe), { model: "speech/vad", after: files.next! });
    await expect(foreign).rejects.toEqual(refusal("INVALID_INPUT", "page_key_invalid"));
  });
});
