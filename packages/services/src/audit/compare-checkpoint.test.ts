// A checkpoint somebody kept, held against the log as it is now.
import { randomBytes } from "node:crypto";
import { signCheckpoint } from "@chancery/core";
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { restoreLog } from "../backup/restore-log.ts";
import { ensureInitialised } from "../identity/initialise.ts";
import { growLog, quiet, renamed, rewriteTree } from "../testing/attacks.ts";
import { eachEngine, markOf, type World } from "../testing/index.ts";
import { compareCheckpoint } from "./compare-checkpoint.ts";
import { createLogSigner } from "./log-signer.ts";
import { makeCheckpoint } from "./make-checkpoint.ts";

async function withKept(world: World) {
  await ensureInitialised(world.house);
  await growLog(world, 7);
  const { note, size } = (await makeCheckpoint(world.house))!;
  const compared = (house = world.house, text = note) => compareCheckpoint(house, world.system, { note: text });
  return { note, size, compared };
}

eachEngine("a checkpoint somebody kept", (open) => {
  it("is continued by a log that only grew", async () => {
    const world = await open();
    const { compared, size } = await withKept(world);
    await growLog(world, 4);
    expect(await compared()).toEqual({ verdict: "consistent", size, treeSize: size + 4 });
  });

  it("is not by one rewritten with the stolen key, nor by one cut off", async () => {
    const world = quiet(await open());
    const { compared } = await withKept(world);
    await rewriteTree(world, { edit: renamed, isKeyed: true });
    await meddle(world.location, "DELETE FROM audit_checkpoint");
    expect(await compared()).toMatchObject({ verdict: "inconsistent", reason: { code: "log_rewritten" } });
    await rewriteTree(world, { keep: 5, isKeyed: true });
    expect(await compared()).toMatchObject({ verdict: "inconsistent", reason: { code: "log_rolled_back" } });
  });

  it("says nothing where it is another log's, another key's, or no checkpoint", async () => {
    const world = await open();
    const { compared, note } = await withKept(world);
    const forged = note.replace(/\n8\n/, "\n9\n");
    for (const text of ["", "no checkpoint\n", note.replaceAll("registry.test", "other.test"), forged])
      expect(await compared(world.house, text), text).toMatchObject({ verdict: "unusable" });
  });

  it("of the name before a restore is continued by the copy, unless it knew entries that the backup lacked", async () => {
    const world = await open();
    const { compared } = await withKept(world);
    const copy = {
      ...world.house,
      signer: createLogSigner({ origin: "registry.test/audit/2", seed: randomBytes(32) }),
      checkpointFile: { read: () => Promise.resolve(undefined), write: () => Promise.resolve() },
      headMark: markOf(),
    };
    await restoreLog(copy, world.system, { takenAt: "2026-03-01T09:00:00.000Z" });
    expect(await compared(copy)).toMatchObject({ verdict: "consistent" });
    // The original went on meanwhile: it signed over more than the backup held.
    const beyond = signCheckpoint(world.house.signer, { size: 20, root: "ab".repeat(32) });
    expect(await compared(copy, beyond)).toMatchObject({
      verdict: "inconsistent",
      reason: { code: "entries_lost_in_restore" },
    });
  });
});
