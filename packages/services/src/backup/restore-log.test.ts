// The log of a restored copy: one tree, two names, each checkpoint under the key of its own.
import { randomBytes } from "node:crypto";
import { meddle } from "@chancery/db/testing";
import { describe, expect, it } from "vitest";
import { assertLogIntact } from "../audit/assert-log-intact.ts";
import { checkLog } from "../audit/check.ts";
import { createLogSigner } from "../audit/log-signer.ts";
import { makeCheckpoint } from "../audit/make-checkpoint.ts";
import type { House } from "../house.ts";
import { ensureInitialised } from "../identity/initialise.ts";
import { createTeam } from "../teams/create.ts";
import { eachEngine, markOf, type World } from "../testing/index.ts";
import { recordBackup } from "./record-backup.ts";
import { restoreLog } from "./restore-log.ts";

const takenAt = "2026-03-01T09:00:00.000Z";

/** A registry with a checkpoint, and the house of a copy of it: a new name, a new key, no checkpoint outside yet. */
async function copyOf(world: World, origin = "registry.test/audit/2"): Promise<House> {
  await ensureInitialised(world.house);
  const admin = await world.person("Grace Hopper", { role: "admin" });
  await createTeam(world.house, world.call(admin), { slug: "speech", name: "Speech" });
  await makeCheckpoint(world.house);
  let outside: string | undefined;
  return {
    ...world.house,
    db: { ...world.house.db }, // another process, which has read nothing of the log yet
    signer: createLogSigner({ origin, seed: randomBytes(32) }),
    checkpointFile: {
      read: () => Promise.resolve(outside),
      write: (note) => Promise.resolve(void (outside = note)),
    },
    headMark: markOf(),
    freeze: { because: undefined },
  };
}

eachEngine("a backup", (open) => {
  it("leaves an entry, which nobody but the operator can write", async () => {
    const world = await open();
    await ensureInitialised(world.house);
    const taken = { takenAt, treeSize: 1, blobs: 0 };
    await recordBackup(world.house, world.system, taken);
    expect((await world.leaves()).at(-1)).toMatchObject({
      ...{ type: "chancery.backup.taken.v1", authid: "system" },
      data: { after: taken },
    });
    const admin = await world.person("Ad Min", { role: "admin" });
    await expect(recordBackup(world.house, world.call(admin), taken)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

eachEngine("restoring", (open) => {
  describe("a restored log", () => {
    it("goes on under a name and key of its own, and checks clean with the checkpoints of both", async () => {
      const world = await open();
      const copy = await copyOf(world);
      await restoreLog(copy, world.system, { takenAt });
      await makeCheckpoint(copy);
      expect(await assertLogIntact(copy)).toBeUndefined();
      expect(await checkLog(copy, world.system, {})).toMatchObject({ isOk: true });
      const leaf = (await world.leaves()).find(({ type }) => type.includes("log.restored"));
      expect(leaf).toMatchObject({
        data: { after: { previousOrigin: world.house.signer.origin, verifierKey: copy.signer.verifierKey, takenAt } },
      });
    });

    it("never takes a name it had before", async () => {
      const world = await open();
      const copy = await copyOf(world, world.house.signer.origin);
      await expect(restoreLog(copy, world.system, { takenAt })).rejects.toMatchObject({ code: "CONFLICT" });
    });

    it("is nobody's to order but the operator's", async () => {
      const world = await open();
      const copy = await copyOf(world);
      const admin = await world.person("Ad Min", { role: "admin" });
      await expect(restoreLog(copy, world.call(admin), { takenAt })).rejects.toMatchObject({ code: "FORBIDDEN" });
    });

    it("is damaged when an entry of the original's time bears the copy's name", async () => {
      const world = await open();
      const copy = await copyOf(world);
      await restoreLog(copy, world.system, { takenAt });
      await meddle(world.location, "UPDATE audit_entry SET kind = 'log.restored@1' WHERE idx = 1");
      expect(await checkLog(copy, world.system, {})).toMatchObject({ isOk: false, firstBad: { index: 1 } });
    });
  });
});
