// When the newest head is signed: a rollback to before a decision is found a second after it, others after ten.
import { newestCheckpoint } from "@chancery/db";
import { expect, it } from "vitest";
import { openCatalogue } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { createTeam } from "../teams/create.ts";
import { sealVersion } from "../versions/seal.ts";
import { makeDueCheckpoint } from "./make-due-checkpoint.ts";

eachEngine("a checkpoint", (open) => {
  it("follows a decision at once, and work on a draft within ten seconds", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    await makeDueCheckpoint(scene.house);
    const { id: versionId } = await scene.draft();
    await scene.send(versionId, "a", "weights");
    expect(await makeDueCheckpoint(scene.house)).toBe(false);
    await sealVersion(scene.house, scene.call(scene.ada), { versionId });
    expect(await makeDueCheckpoint(scene.house)).toBe(true);
    expect((await newestCheckpoint(scene.house.db.read))?.size).toBe((await scene.leaves()).length);
    await scene.draft();
    expect(await makeDueCheckpoint(scene.house)).toBe(false);
    scene.clock.advance(10_000);
    expect(await makeDueCheckpoint(scene.house)).toBe(true);
    await createTeam(scene.house, scene.system, { slug: "late", name: "Late" });
    expect(await makeDueCheckpoint(scene.house)).toBe(true);
  });

  it("is not made again over the same entries", async () => {
    const scene = await openCatalogue(await open());
    await makeDueCheckpoint(scene.house);
    scene.clock.advance(60_000);
    expect(await makeDueCheckpoint(scene.house)).toBe(false);
  });
});
