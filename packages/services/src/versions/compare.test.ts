// Comparing versions: what is compared with what, who may see it, and what it costs.
import { countStatements } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { recordEvaluation } from "../evaluations/record.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { openCatalogue } from "../testing/catalogue-scene.ts";
import { openScene } from "../testing/promotion-scene.ts";
import { createVersion } from "./create.ts";
import { compareVersions } from "./compare.ts";
import { reviseVersionTags } from "./revise-tags.ts";

async function openPair(world: World) {
  const scene = await openScene(world);
  const one = await scene.version();
  await scene.promote(one.id);
  const two = await scene.version();
  const compare = (input: object, by = scene.ada) => compareVersions(scene.house, scene.call(by), input);
  return { ...scene, one, two, compare };
}

eachEngine("comparing versions", (open) => {
  it("compares a candidate with production unless another is named, in either direction", async () => {
    const scene = await openPair(await open());
    const measure = (versionId: string, wer: string) =>
      recordEvaluation(scene.house, scene.call(scene.ada), {
        versionId,
        phase: "validation",
        metrics: [{ name: "wer", value: wer, direction: "lower" }],
      });
    await measure(scene.one.id, "0.20");
    await measure(scene.two.id, "0.15");
    const ahead = await scene.compare({ ref: `${scene.model}:2` });
    expect(ahead).toMatchObject({
      candidate: { number: 2, stages: [], state: "sealed" },
      incumbent: { number: 1, stages: ["production"] },
      metrics: [{ name: "wer", candidate: "0.15", incumbent: "0.20", change: "-0.05", verdict: "better" }],
    });
    expect(ahead.replacedIn).toBeNull();
    const back = await scene.compare({ ref: `${scene.model}:1`, against: `${scene.model}:2` });
    expect(back).toMatchObject({ incumbent: { number: 2 }, metrics: [{ change: "0.05", verdict: "worse" }] });
    await scene.promote(scene.two.id);
    expect(await scene.compare({ ref: `${scene.model}:2` })).toMatchObject({
      candidate: { number: 2, stages: ["production"] },
      incumbent: { number: 1, stages: [] },
      replacedIn: "production",
      metrics: [{ change: "-0.05", verdict: "better" }],
    });
  });

  it("has nothing to compare with where a stage is empty or the candidate's own", async () => {
    const scene = await openPair(await open());
    expect((await scene.compare({ ref: `${scene.model}:1` })).incumbent).toBeNull();
    expect((await scene.compare({ ref: `${scene.model}:2`, against: "staging" })).incumbent).toBeNull();
    await expect(scene.compare({ ref: `${scene.model}:2`, against: `${scene.model}:99` })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(scene.compare({ ref: scene.model })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  it("lists what changed of params, signature, environment, tags and files, and counts what did not", async () => {
    const scene = await openPair(await open());
    const draft = (facts: object) =>
      createVersion(scene.house, scene.call(scene.ada), { model: scene.model, kind: "files", ...facts });
    const port = (name: string, shape: number[]) => ({ name, type: "float32", shape });
    const before = await draft({
      params: { lr: "0.1", depth: "6", gone: "1" },
      environment: { python: "3.12" },
      signature: { inputs: [port("audio", [1, 512])], outputs: [port("p", [1])] },
    });
    const after = await draft({
      params: { lr: "0.1", depth: "8" },
      environment: { python: "3.13" },
      signature: { inputs: [port("audio", [1, 576])], outputs: [port("p", [1])] },
    });
    await reviseVersionTags(scene.house, scene.call(scene.ada), {
      versionId: after.id,
      tags: { domain: "speech" },
      revision: 0,
    });
    const found = await scene.compare({
      ref: `${scene.model}:${after.number}`,
      against: `${scene.model}:${before.number}`,
    });
    expect(found.params).toEqual([
      { key: "depth", candidate: "8", incumbent: "6" },
      { key: "gone", candidate: null, incumbent: "1" },
    ]);
    expect(found.signature).toEqual([
      { key: "input audio", candidate: "float32 [1, 576]", incumbent: "float32 [1, 512]" },
    ]);
    expect(found.environment).toEqual([{ key: "python", candidate: "3.13", incumbent: "3.12" }]);
    expect(found.tags).toEqual([{ key: "domain", candidate: "speech", incumbent: null }]);
    expect(found.counts).toEqual({
      params: { changed: 2, unchanged: 1 },
      signature: { changed: 1, unchanged: 1 },
      environment: { changed: 1, unchanged: 0 },
      tags: { changed: 1, unchanged: 0 },
      files: { changed: 0, unchanged: 0 },
    });
  });

  it("answers for a version of a model one may not see as for one that does not exist, on either side", async () => {
    const scene = await openCatalogue(await open());
    await scene.model({ name: "open" });
    await scene.sealed("bytes", { model: "speech/open" });
    await scene.model({ name: "secret", by: scene.max, visibility: "restricted" });
    await createVersion(scene.house, scene.call(scene.max), { model: "speech/secret" });
    const compare = (by: typeof scene.max, ref: string, against: string) =>
      compareVersions(scene.house, scene.call(by), { ref, against });
    for (const [ref, against] of [
      ["speech/open:1", "speech/secret:1"],
      ["speech/secret:1", "speech/open:1"],
    ] as const) {
      await expect(compare(scene.zoe, ref, against)).rejects.toMatchObject({ code: "NOT_FOUND", isHidden: false });
      expect((await compare(scene.max, ref, against)).incumbent?.number).toBe(1);
    }
  });

  it("takes as many statements for much evidence as for little", async () => {
    const scene = await openPair(await open());
    const compare = () => countStatements(() => scene.compare({ ref: `${scene.model}:2` }));
    const few = await compare();
    for (let n = 0; n < 5; n += 1)
      await recordEvaluation(scene.house, scene.call(scene.ada), {
        versionId: scene.two.id,
        phase: "training",
        slice: `slice ${n}`,
        metrics: [{ name: "loss", value: "1", direction: "lower" }],
      });
    expect(await compare()).toBe(few);
    expect(few).toBeLessThanOrEqual(18);
  });
});
