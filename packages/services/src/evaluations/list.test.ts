// The list of a version's evaluations: walked by key, newest first, marked, and only for who sees the model.
import { expect, it } from "vitest";
import { openCatalogue } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { listEvaluations } from "./list.ts";
import { recordEvaluation } from "./record.ts";

eachEngine("the list of evaluations", (open) => {
  it("answers each of those that were there once, however many are added on the way", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.sealed("weights");
    const record = (slice: string) => {
      scene.clock.advance(1);
      const fields = { phase: "monitoring", slice, metrics: [{ name: "wer", value: "0.1" }] };
      return recordEvaluation(scene.house, scene.call(scene.ada), { versionId, ...fields });
    };
    for (let day = 0; day < 7; day += 1) await record(`day ${day}`);
    const slices: string[] = [];
    let after: string | null | undefined;
    do {
      const page = await listEvaluations(scene.house, scene.call(scene.zoe), {
        versionId,
        limit: 2,
        ...(after && { after }),
      });
      slices.push(...page.items.map(({ slice }) => slice));
      after = page.next;
      await record(`meanwhile ${slices.length}`);
    } while (after);
    expect(slices).toEqual([6, 5, 4, 3, 2, 1, 0].map((day) => `day ${day}`));
  });

  it("goes on only where the same version is asked for, and answers nobody who may not see it", async () => {
    const scene = await openCatalogue(await open());
    await scene.model({ by: scene.max, visibility: "restricted" });
    const [one, two] = [await scene.sealed("one", { by: scene.max }), await scene.sealed("two", { by: scene.max })];
    for (const slice of ["a", "b"]) {
      scene.clock.advance(1);
      const fields = { phase: "validation", slice, metrics: [{ name: "wer", value: "0.1" }] };
      await recordEvaluation(scene.house, scene.call(scene.max), { versionId: one.id, ...fields });
    }
    const read = (input: object, by = scene.max) => listEvaluations(scene.house, scene.call(by), input);
    const { next } = await read({ versionId: one.id, limit: 1 });
    expect(next).not.toBeNull();
    await expect(read({ versionId: two.id, after: next })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(read({ versionId: one.id }, scene.zoe)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
