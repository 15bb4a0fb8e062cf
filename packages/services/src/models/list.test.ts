// The list of models: whom it shows what, its filters and pages, and what it costs.
import { countStatements } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { recordEvaluation } from "../evaluations/record.ts";
import { requestPromotion } from "../promotions/request.ts";
import { openCatalogue, refusal, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { openScene } from "../testing/promotion-scene.ts";
import { assessTier } from "./assess-tier.ts";
import { listModels } from "./list.ts";
import { updateModel } from "./update.ts";

const list = (scene: Pick<Catalogue, "house" | "call">, by: Catalogue["ada"], input: object = {}) =>
  listModels(scene.house, scene.call(by), input);
const namesIn = (page: { items: readonly { name: string }[] }) => page.items.map(({ name }) => name);

eachEngine("listing models", (open) => {
  it("shows each viewer what visibility allows, last registered first", async () => {
    const scene = await openCatalogue(await open());
    await scene.model({ name: "open" });
    await scene.model({ name: "team-only", visibility: "team" });
    const secretId = await scene.model({ name: "secret", by: scene.max, visibility: "restricted" });
    expect(namesIn(await list(scene, scene.zoe))).toEqual(["open"]);
    expect(namesIn(await list(scene, scene.vik))).toEqual(["open"]);
    expect(namesIn(await list(scene, scene.ada))).toEqual(["team-only", "open"]);
    expect(namesIn(await list(scene, scene.max))).toEqual(["secret", "team-only", "open"]);
    await scene.grant(scene.zoe, { role: "viewer", scope: "model", scopeId: secretId });
    expect(namesIn(await list(scene, scene.zoe))).toEqual(["secret", "open"]);
    const auditor = await scene.person("Aud", { role: "auditor" });
    expect(namesIn(await list(scene, auditor))).toHaveLength(3);
  });

  it("pages by key through models, each once, and refuses made-up keys and limits", async () => {
    const scene = await openCatalogue(await open());
    for (const name of ["a", "b", "c", "d", "e"]) await scene.model({ name });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await list(scene, scene.zoe, { limit: 2, ...(after && { after }) });
      seen.push(...namesIn(page));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toEqual(["e", "d", "c", "b", "a"]);
    const { next } = await list(scene, scene.zoe, { limit: 2 });
    for (const bad of ["made-up", `${next}x`, "x".repeat(10_000)])
      await expect(list(scene, scene.zoe, { after: bad })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(list(scene, scene.zoe, { after: next, team: "speech" })).rejects.toEqual(
      refusal("INVALID_INPUT", "page_key_invalid"),
    );
    for (const limit of [1e9, 0, -1, 1.5])
      await expect(list(scene, scene.zoe, { limit })).rejects.toEqual(refusal("INVALID_INPUT", "invalid_field"));
  });

  it("misses nothing on a walk although models change on every page", async () => {
    const scene = await openCatalogue(await open());
    const numbers = Array.from({ length: 12 }, (_, n) => n);
    for (const n of numbers) await scene.model({ name: `model-${n}` });
    const walk = async (order: object) => {
      const seen: string[] = [];
      for (let after: string | null | undefined; after !== null;) {
        const page = await list(scene, scene.ada, { limit: 3, ...order, ...(after && { after }) });
        seen.push(...namesIn(page));
        after = page.next;
        // Every model not seen yet moves to the head of the order by change.
        for (const n of numbers) if (!seen.includes(`model-${n}`)) await scene.draft({ model: `speech/model-${n}` });
      }
      return new Set(seen).size;
    };
    expect(await walk({})).toBe(12);
    expect(await walk({ order: "changed" })).toBeLessThan(12); // why that is for screens
  });

  it("is by last change where a screen asks for it", async () => {
    const scene = await openCatalogue(await open());
    for (const name of ["a", "b", "c"]) await scene.model({ name });
    await scene.draft({ model: "speech/a" });
    expect(namesIn(await list(scene, scene.ada))).toEqual(["c", "b", "a"]);
    expect(namesIn(await list(scene, scene.ada, { order: "changed" }))).toEqual(["a", "c", "b"]);
    const { next } = await list(scene, scene.ada, { limit: 1 });
    await expect(list(scene, scene.ada, { limit: 1, order: "changed", after: next })).rejects.toEqual(
      refusal("INVALID_INPUT", "page_key_invalid"),
    );
  });

  it("finds part of a name or description whatever its case, wildcards meaning themselves", async () => {
    const scene = await openCatalogue(await open());
    const modelId = await scene.model({ name: "Silero-VAD" });
    await scene.model({ name: "other" });
    await updateModel(scene.house, scene.call(scene.max), {
      modelId,
      revision: 1,
      description: "Finds 100% of Speech",
    });
    for (const q of ["silero", "vad", "speech", "100%"])
      expect(namesIn(await list(scene, scene.zoe, { q }))).toEqual(["Silero-VAD"]);
    for (const q of ["s_lero", "%", "_"])
      expect(namesIn(await list(scene, scene.zoe, { q }))).toEqual(q === "%" ? ["Silero-VAD"] : []);
  });

  it("filters by team, by tier in force and by stage held now", async () => {
    const scene = await openScene(await open());
    const max = await scene.person("Max", { role: "maintainer", team: "speech" });
    const version = await scene.version();
    await requestPromotion(scene.house, scene.call(scene.ada), {
      versionId: version.id,
      stage: "development",
      reason: "Let us try it out.",
    });
    const given = { exposure: "few", purpose: "trial", rationale: "Nobody depends on it." };
    await assessTier(scene.house, scene.call(max), { modelId: scene.modelId, tier: "limited", ...given });
    const hits = async (filter: object) => (await list(scene, scene.ada, filter)).items.length;
    expect([await hits({ team: "speech" }), await hits({ team: "vision" })]).toEqual([1, 0]);
    expect([await hits({ tier: "limited" }), await hits({ tier: "high" })]).toEqual([1, 0]);
    expect([await hits({ stage: "development" }), await hits({ stage: "production" })]).toEqual([1, 0]);
    expect((await list(scene, scene.ada)).items).toMatchObject([
      { tier: "limited", latestNumber: 1, stages: [{ stage: "development", number: 1 }] },
    ]);
  });

  it("shows the main metric of the newest sealed version against production", async () => {
    const scene = await openScene(await open());
    const measure = (versionId: string, wer: string) =>
      recordEvaluation(scene.house, scene.call(scene.ada), {
        versionId,
        phase: "validation",
        metrics: [
          { name: "wer", value: wer, direction: "lower" },
          { name: "size", value: "2", direction: "lower" },
        ],
      });
    const mainMetric = async () => (await list(scene, scene.ada)).items[0]?.mainMetric;
    expect(await mainMetric()).toBeNull();
    const one = await scene.version();
    await measure(one.id, "0.20");
    expect(await mainMetric()).toEqual({
      number: 1,
      name: "wer",
      value: "0.20",
      direction: "lower",
      dataset: null,
      slice: "",
      change: null,
      verdict: null,
    });
    await scene.promote(one.id);
    expect(await mainMetric()).toMatchObject({ value: "0.20", change: null });
    const two = await scene.version();
    await measure(two.id, "0.25");
    expect(await mainMetric()).toEqual({
      number: 2,
      name: "wer",
      value: "0.25",
      direction: "lower",
      dataset: null,
      slice: "",
      change: "0.05",
      verdict: "worse",
    });
    scene.clock.advance(1000);
    await measure(two.id, "0.15");
    expect(await mainMetric()).toMatchObject({ value: "0.15", change: "-0.05", verdict: "better" });
  });

  it("keeps to the whole of the first validation: no slice, other phase or later dataset takes its place", async () => {
    const scene = await openScene(await open());
    const measure = (versionId: string, wer: string, fields: object = {}) => {
      scene.clock.advance(1);
      const metrics = [{ name: "wer", value: wer, direction: "lower" }];
      const record = { versionId, phase: "validation", dataset: { name: "calls", sha256: "d".repeat(64) }, metrics };
      return recordEvaluation(scene.house, scene.call(scene.ada), { ...record, ...fields });
    };
    const other = { dataset: { name: "aaa", sha256: "e".repeat(64) } };
    const one = await scene.version();
    await measure(one.id, "0.20");
    await measure(one.id, "0.30", { slice: "children" });
    await scene.promote(one.id);
    const two = await scene.version();
    const loss = [{ name: "loss", value: "0.01", direction: "lower" }];
    await measure(two.id, "", { phase: "training", metrics: loss });
    await measure(two.id, "0.15");
    await measure(two.id, "0.40", { slice: "children" });
    await measure(two.id, "0.50", other);
    expect((await list(scene, scene.ada)).items[0]?.mainMetric).toEqual({
      number: 2,
      name: "wer",
      value: "0.15",
      direction: "lower",
      dataset: "calls",
      slice: "",
      change: "-0.05",
      verdict: "better",
    });
  });

  it("takes the same number of statements for one model and for many", async () => {
    const scene = await openCatalogue(await open());
    await scene.model({ name: "first" });
    await scene.sealed("weights", { model: "speech/first" });
    const one = await countStatements(() => list(scene, scene.ada));
    for (let n = 0; n < 6; n += 1) {
      await scene.model({ name: `model-${n}` });
      const { id: versionId } = await scene.sealed(`weights ${n}`, { model: `speech/model-${n}` });
      await recordEvaluation(scene.house, scene.call(scene.ada), {
        versionId,
        phase: "training",
        metrics: [{ name: "loss", value: "1", direction: "lower" }],
      });
    }
    expect(await countStatements(() => list(scene, scene.ada))).toBe(one);
    expect(one).toBeLessThanOrEqual(10);
  });
});
