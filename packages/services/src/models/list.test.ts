// The list of models: whom it shows what, its filters and pages, and what it costs.
import { countStatements, meddle, plainly } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { recordEvaluation } from "../evaluations/record.ts";
import { requestPromotion } from "../promotions/request.ts";
import { openCatalogue, refusal, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { openScene } from "../testing/promotion-scene.ts";
import { assessTier } from "./assess-tier.ts";
import { confirmTier } from "./confirm-tier.ts";
import { createModel } from "./create.ts";
import { fillModelSummaries } from "./fill-summaries.ts";
import { listModels } from "./list.ts";
import { setMainMetric } from "./set-main-metric.ts";
import { updateModel } from "./update.ts";

const list = (scene: Pick<Catalogue, "house" | "call">, by: Catalogue["ada"], input: object = {}) =>
  listModels(scene.house, scene.call(by), input);
const asJson = ({ location }: Pick<Catalogue, "location">) => (location.startsWith("postgres") ? "::json" : "");
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
    const assessed = { modelId: scene.modelId, tier: "limited", ...given };
    const { id: assessmentId } = await assessTier(scene.house, scene.call(max), assessed);
    await confirmTier(scene.house, scene.call(scene.rita), { assessmentId });
    const hits = async (filter: object) => (await list(scene, scene.ada, filter)).items.length;
    expect(await hits({ team: "speech" })).toBe(1);
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
      phase: "validation",
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
      phase: "validation",
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
      phase: "validation",
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
    expect(one).toBeLessThanOrEqual(7); // one of them asks the stays who holds a stage
  });

  it("names the newest sealed version that is not in production, measured or not, and counts what waits", async () => {
    const scene = await openScene(await open());
    const summary = async () => (await list(scene, scene.ada)).items[0];
    expect(await summary()).toMatchObject({ candidate: null, newestSealed: null, stages: [] });
    const one = await scene.version();
    expect(await summary()).toMatchObject({ candidate: { versionId: one.id, number: 1 }, newestSealed: 1 });
    await scene.promote(one.id);
    expect(await summary()).toMatchObject({ candidate: null, newestSealed: 1, newestOpenPromotion: null });
    const two = await scene.version();
    const asked = await scene.ask(two.id);
    expect(await summary()).toMatchObject({
      candidate: { versionId: two.id, number: 2 },
      mainMetric: null,
      versions: { draft: 0, sealed: 2, revoked: 0 },
      openPromotionCount: 1,
      newestOpenPromotion: asked.number,
      stages: [{ stage: "production", number: 1, count: 1 }],
    });
    await scene.vote(asked, scene.rita, "reject");
    expect(await summary()).toMatchObject({ candidate: { number: 2 }, openPromotionCount: 0 });
  });

  it("shows of a stage that many hold the one that came last, and their count", async () => {
    const scene = await openScene(await open());
    for (let n = 0; n < 3; n += 1) {
      const { id: versionId } = await scene.version();
      await requestPromotion(scene.house, scene.call(scene.ada), {
        versionId,
        stage: "development",
        reason: "Let us try it out.",
      });
    }
    expect((await list(scene, scene.ada)).items[0]?.stages).toMatchObject([
      { stage: "development", number: 3, count: 3, mainMetric: null },
    ]);
  });

  it("lists every version with the metric that is chosen, on its dataset and slice", async () => {
    const scene = await openScene(await open());
    const max = await scene.person("Max", { role: "maintainer", team: "speech" });
    const measure = (versionId: string, slice: string, values: Readonly<Record<string, string>>) => {
      const metrics = Object.entries(values).map(([name, value]) => ({ name, value, direction: "lower" as const }));
      const dataset = { name: "calls", sha256: "d".repeat(64) };
      return recordEvaluation(scene.house, scene.call(scene.ada), {
        versionId,
        phase: "validation",
        dataset,
        slice,
        metrics,
      });
    };
    const one = await scene.version();
    await measure(one.id, "", { wer: "0.20", cer: "0.08" });
    await measure(one.id, "children", { wer: "0.30" });
    await scene.promote(one.id);
    const two = await scene.version();
    await measure(two.id, "", { wer: "0.15", cer: "0.09" });
    await measure(two.id, "children", { wer: "0.40" });
    const shown = async () => {
      const [item] = (await list(scene, scene.ada)).items;
      return [item?.mainMetric, item?.stages[0]?.mainMetric].map(
        (metric) => metric && [metric.name, metric.slice, metric.value, metric.verdict],
      );
    };
    const choose = (metric: object | null) =>
      setMainMetric(scene.house, scene.call(max), { modelId: scene.modelId, metric });
    expect(await shown()).toEqual([
      ["wer", "", "0.15", "better"],
      ["wer", "", "0.20", null],
    ]);
    await choose({ name: "cer" });
    expect(await shown()).toEqual([
      ["cer", "", "0.09", "worse"],
      ["cer", "", "0.08", null],
    ]);
    await choose({ name: "wer", dataset: "calls", slice: "children" });
    expect(await shown()).toEqual([
      ["wer", "children", "0.40", "worse"],
      ["wer", "children", "0.30", null],
    ]);
    await choose({ name: "wer", dataset: "other" });
    expect(await shown()).toEqual([null, null]);
    await choose(null);
    expect(await shown()).toMatchObject([{ 2: "0.15" }, { 2: "0.20" }]);
    const stale = { modelId: scene.modelId, revision: 1, metric: null };
    await expect(setMainMetric(scene.house, scene.call(max), stale)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("keeps to what an approval rested on, whatever was recorded later", async () => {
    const scene = await openScene(await open());
    const measure = (versionId: string, value: string) => {
      scene.clock.advance(1);
      const metrics = [{ name: "acc", value, direction: "higher" as const }];
      return recordEvaluation(scene.house, scene.call(scene.ada), { versionId, phase: "validation", metrics });
    };
    const one = await scene.version();
    await measure(one.id, "0.700");
    await scene.promote(one.id);
    await measure(one.id, "0.999");
    const two = await scene.version();
    await measure(two.id, "0.800");
    expect((await list(scene, scene.ada)).items[0]).toMatchObject({
      mainMetric: { value: "0.800", change: "0.100", verdict: "better" },
      stages: [{ stage: "production", mainMetric: { value: "0.700" } }],
    });
  });

  it("shows a model of before rows were kept at once, and keeps one of each in the background", async () => {
    const scene = await openScene(await open());
    for (let n = 0; n < 45; n += 1)
      await createModel(scene.house, scene.call(scene.ada), { team: "speech", name: `m-${n}` });
    await scene.promote((await scene.version()).id);
    const all = { limit: 200 };
    const before = await list(scene, scene.ada, all);
    await plainly(scene.location, "DELETE FROM model_summary");
    expect(await list(scene, scene.ada, all)).toEqual(before);
    const filled = await Promise.all([fillModelSummaries(scene.house), fillModelSummaries(scene.house)]);
    expect(Math.max(...filled)).toBeGreaterThanOrEqual(23);
    expect(await list(scene, scene.ada, all)).toEqual(before);
    expect(await fillModelSummaries(scene.house)).toBe(0);
  });

  it("shows who holds a stage as the stays say, whatever was written into the row kept of the model", async () => {
    const scene = await openScene(await open());
    const [first, second] = [await scene.version(), await scene.version()];
    await scene.promote(first.id);
    const before = await list(scene, scene.ada);
    expect(before.items).toMatchObject([{ stages: [{ stage: "production", number: 1 }] }]);
    for (const [was, forged] of [
      [first.id, second.id],
      ['"production"', '"staging"'],
      ['"stages":[', '"stages":[],"none":['],
    ])
      await meddle(
        scene.location,
        `UPDATE model_summary SET summary = replace(CAST(summary AS text), '${was}', '${forged}')${asJson(scene)}`,
      );
    expect(await list(scene, scene.ada)).toEqual(before);
  });

  it("asks as often for fifty models without a row as for one, on the list and in the background", async () => {
    const scene = await openScene(await open());
    await scene.promote((await scene.version()).id);
    const listed = async (limit: number) => {
      await plainly(scene.location, "DELETE FROM model_summary");
      return countStatements(() => list(scene, scene.ada, { limit }));
    };
    const filled = async () => {
      await plainly(scene.location, "DELETE FROM model_summary");
      return countStatements(() => fillModelSummaries(scene.house));
    };
    const [listedOne, filledOne] = [await listed(1), await filled()];
    for (let n = 1; n < 50; n += 1)
      await createModel(scene.house, scene.call(scene.ada), { team: "speech", name: `m-${n}` });
    expect([await listed(50), await filled()]).toEqual([listedOne, filledOne]);
    const kept = await countStatements(() => list(scene, scene.ada, { limit: 50 }));
    expect(listedOne - kept).toBeLessThanOrEqual(10);
  });

  it("loses nothing of two measurements recorded at once", async () => {
    const scene = await openScene(await open());
    const versions = [await scene.version(), await scene.version()];
    const record = (versionId: string, value: string) => {
      const metrics = [{ name: "wer", value, direction: "lower" as const }];
      return recordEvaluation(scene.house, scene.call(scene.ada), { versionId, phase: "validation", metrics });
    };
    for (let round = 0; round < 5; round += 1)
      await Promise.all(versions.flatMap(({ id }) => [record(id, `0.${round + 1}`), record(id, `0.${round + 2}`)]));
  });
});
