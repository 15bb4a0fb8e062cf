// The list that is kept of a batch: evidence years later, so nobody is handed another than the log tells of.
import { sha256Hex } from "@chancery/core";
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { takeBaseline } from "../audit/baseline.ts";
import { compareRows } from "../audit/compare-rows.ts";
import { openCatalogue, refusal, sendBatch } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { discardVersion } from "../versions/discard.ts";
import { revokeVersion } from "../versions/revoke.ts";
import { sealVersion } from "../versions/seal.ts";
import { readBatchList } from "./batch-list.ts";

async function openBatch(world: World) {
  const scene = await openCatalogue(world);
  await scene.model();
  const { id: versionId } = await scene.draft();
  const files = [
    { path: "a", content: "one" },
    { path: "b", content: "two" },
  ];
  const { id: batchId } = await sendBatch(scene, scene.ada, { versionId, files });
  await takeBaseline(scene.house);
  const told = (await scene.leaves()).find(({ type }) => type === "chancery.upload.batch-finished.v2");
  const read = (id: string = batchId) => readBatchList(scene.house, scene.call(scene.zoe), { batchId: id });
  return { scene, versionId, batchId, read, told };
}
const contradicts = refusal("ILLEGAL_TRANSITION", "record_contradicts_log");

eachEngine("the list of a batch", (open) => {
  it.each([
    ["its list edited", `UPDATE batch SET files = replace(files, '"a"', '"c"')`, "differs"],
    ["its list emptied", `UPDATE batch SET files = '[]'`, "differs"],
    ["its sender edited", "UPDATE batch SET actor_id = 'nobody'", "differs"],
    ["how many files it brought", "UPDATE batch SET file_count = 1", "differs"],
    ["its row deleted", "DELETE FROM batch", "missing"],
  ] as const)(
    "is not handed out where it is not the one that its entry tells of, and every check names it: %s",
    async (_what, sql, fault) => {
      const { scene, batchId, read } = await openBatch(await open());
      await meddle(scene.location, sql);
      await expect(read()).rejects.toEqual(contradicts);
      expect((await compareRows(scene.house.db)).faults).toMatchObject([{ table: "batches", id: batchId, fault }]);
    },
  );

  it("is not handed out where no entry tells of it, and every check names it", async () => {
    const { scene, batchId, read } = await openBatch(await open());
    const forged = "00000000-0000-4000-8000-000000000000";
    await meddle(
      scene.location,
      `INSERT INTO batch (id, version_id, actor_id, file_count, size_bytes, files, created_at)
       SELECT '${forged}', version_id, actor_id, file_count, size_bytes, files, created_at FROM batch WHERE id = '${batchId}'`,
    );
    await expect(read(forged)).rejects.toEqual(contradicts);
    expect(JSON.parse(await read())).toHaveLength(2); // the true one still is
    expect((await compareRows(scene.house.db)).faults).toMatchObject([{ table: "batches", id: forged }]);
  });

  it.each(["discarded", "revoked"] as const)("verifies after its version was %s", async (end) => {
    const { scene, versionId, read, told } = await openBatch(await open());
    const { house, call, max } = scene;
    if (end === "discarded") await discardVersion(house, call(max), { versionId });
    else {
      await sealVersion(house, call(max), { versionId });
      await revokeVersion(house, call(max), { versionId, reason: "leaked" });
    }
    expect(told).toMatchObject({ data: { after: { listSha256: sha256Hex(await read()) } } });
    expect((await compareRows(house.db)).faults).toEqual([]);
  });

  it("is for who may see the version, deleted or not", async () => {
    const { scene, batchId } = await openBatch(await open());
    const hidden = refusal("NOT_FOUND", "not_found");
    const unknown = readBatchList(scene.house, scene.call(scene.zoe), {
      batchId: "00000000-0000-4000-8000-000000000000",
    });
    await expect(unknown).rejects.toEqual(hidden);
    await meddle(scene.location, "UPDATE model SET visibility = 'restricted'");
    for (const sql of ["", "DELETE FROM batch"]) {
      if (sql) await meddle(scene.location, sql);
      await expect(readBatchList(scene.house, scene.call(scene.vik), { batchId })).rejects.toEqual(hidden);
    }
  });
});
