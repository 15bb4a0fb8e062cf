// The check of stored contents: every one is read back, and a fault names the files that it spoils.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFolder } from "@chancery/artifacts";
import { sha256Hex } from "@chancery/core";
import { expect, it } from "vitest";
import { openCatalogue } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { checkContents } from "./check-contents.ts";

eachEngine("checking the stored contents", (open) => {
  it("finds the content whose bytes are not those of its digest any more, and the files it stands in", async () => {
    const root = await mkdtemp(join(tmpdir(), "chancery-contents-"));
    const world = await open();
    const house = { ...world.house, artifacts: await openFolder({ root }) };
    const scene = await openCatalogue({ ...world, house });
    await scene.model();
    await scene.sealed("weights");
    await scene.sealed("other weights");
    await scene.sealed("weights", { params: { again: "1" } });
    expect(await checkContents(scene.house)).toEqual({ contents: 2, sizeBytes: 20, faults: [] });

    const sha256 = sha256Hex("weights");
    const path = join(root, "blobs", sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    const bytes = await readFile(path);
    bytes[3]! ^= 1;
    await writeFile(path, bytes);
    const files = ["speech/vad:1 model.onnx", "speech/vad:3 model.onnx"];
    expect((await checkContents(scene.house)).faults).toEqual([{ sha256, fault: "damaged", files }]);
    await rm(path);
    expect((await checkContents(scene.house)).faults).toEqual([{ sha256, fault: "missing", files }]);
    await rm(root, { recursive: true });
  });
});
