// The head's MAC: given once to a registry of before, never given again, and kept through a restore.
import { signCheckpoint } from "@chancery/core";
import { newestCheckpoint, readHead } from "@chancery/db";
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { appendBySql, growLog, quiet, renamed, rewriteTree } from "../testing/attacks.ts";
import { eachEngine, markOf, type World } from "../testing/index.ts";
import { createTeam } from "../teams/create.ts";
import { assertLogIntact } from "./assert-log-intact.ts";
import { checkLog } from "./check.ts";
import { createLogSigner } from "./log-signer.ts";
import { makeCheckpoint } from "./make-checkpoint.ts";

/** As the migration finds a registry of before: the head has no MAC, and nothing says that it had one. */
async function ofBefore(world: World): Promise<World> {
  await meddle(world.location, "UPDATE audit_head SET mac = NULL");
  return { ...world, house: { ...world.house, headMark: markOf(), freeze: { because: undefined } } };
}
/** A folder elsewhere. */
function placeOf() {
  let kept: string | undefined;
  return { read: () => Promise.resolve(kept), write: (note: string) => Promise.resolve(void (kept = note)) };
}
const late = { slug: "late", name: "Late" };

eachEngine("the head of a log", (open) => {
  it("gets its MAC at the first start after the upgrade, and goes on", async () => {
    const before = await open();
    await growLog(before, 5);
    const world = await ofBefore(before);
    const { house, system } = world;
    expect(await assertLogIntact(house)).toBeUndefined();
    expect((await readHead(house.db.read)).mac).toMatch(/^[0-9a-f]{64}$/);
    expect(await house.headMark.isSet()).toBe(true);
    await growLog(world, 2);
    expect(await makeCheckpoint(house)).toMatchObject({ size: 7 });
    expect(await checkLog(house, system, {})).toMatchObject({ isOk: true });
  });

  it.each([
    {
      what: "an edited entry",
      edit: "UPDATE audit_entry SET actor_id = 'eve' WHERE idx = 3",
      code: "column_mismatch",
    },
    { what: "a missing entry", edit: "DELETE FROM audit_entry WHERE idx = 4", code: "entry_missing" },
    { what: "another root", edit: `UPDATE audit_head SET root = '${"00".repeat(32)}'`, code: "head_mismatch" },
  ])("gets none over $what, and no entry is taken", async ({ edit, code }) => {
    const before = await open();
    await growLog(before, 5);
    const world = quiet(await ofBefore(before));
    const { house, system, location } = world;
    await meddle(location, edit);
    expect(await assertLogIntact(house)).toMatchObject({ code });
    expect((await readHead(house.db.read)).mac).toBeNull();
    await expect(createTeam(house, system, late)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });

  it("gets none a second time: taking it away lets nobody append", async () => {
    const world = quiet(await open());
    const { house, system, location } = world;
    await growLog(world, 3);
    await makeCheckpoint(house);
    await rewriteTree(world, { edit: renamed });
    await meddle(location, "UPDATE audit_head SET mac = NULL", "DELETE FROM audit_checkpoint");
    const lost = { ...house, checkpointFile: { ...house.checkpointFile, read: () => Promise.resolve(undefined) } };
    expect(await assertLogIntact(lost)).toMatchObject({ code: "log_tail_damaged" });
    expect((await readHead(house.db.read)).mac).toBeNull();
    await expect(createTeam(lost, system, late)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });

  it("is not gone on with where the log told of every row there was, and no entry says so any more", async () => {
    const world = quiet(await open());
    await growLog(world, 3);
    expect(await assertLogIntact(world.house)).toBeUndefined(); // a log of before, which has not told of them yet
    await world.house.rowsTold.write("[]");
    expect(await assertLogIntact(world.house)).toMatchObject({ code: "baseline_gone" });
    await expect(createTeam(world.house, world.system, late)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });

  it("is noted to have one at the first checkpoint of a new registry", async () => {
    const world = await open();
    await growLog(world, 1);
    expect(await world.house.headMark.isSet()).toBe(false);
    await makeCheckpoint(world.house);
    expect(await world.house.headMark.isSet()).toBe(true);
  });

  it("is not signed over an entry that SQL alone appended", async () => {
    const world = quiet(await open());
    await growLog(world, 3);
    await makeCheckpoint(world.house);
    const leaf = new TextEncoder().encode("{}");
    await appendBySql(world, leaf, "'forged', time, kind, actor_id, subject, outcome, request_id");
    await expect(makeCheckpoint(world.house)).rejects.toMatchObject({ reasons: [{ code: "log_tail_damaged" }] });
    expect((await newestCheckpoint(world.house.db.read))?.size).toBe(3);
  });

  it("is held against the checkpoint that lies outside the data folder, where the one inside was rewritten", async () => {
    const world = quiet(await open());
    const house = { ...world.house, checkpointDir: placeOf(), freeze: { because: undefined } };
    await growLog(world, 6);
    await makeCheckpoint(house);
    expect(await house.checkpointDir.read()).toBe(await house.checkpointFile.read());
    const forged = await rewriteTree(world, { edit: renamed, isKeyed: true });
    await meddle(world.location, "DELETE FROM audit_checkpoint");
    await house.checkpointFile.write(signCheckpoint(house.signer, forged));
    expect(await assertLogIntact({ ...house, checkpointDir: undefined })).toBeUndefined();
    expect(await assertLogIntact(house)).toMatchObject({ code: "log_rewritten" });
    expect(await checkLog(house, world.system, {})).toMatchObject({
      isOk: false,
      reasons: [{ code: "log_rewritten" }],
    });
    await rewriteTree(world, { keep: 4, isKeyed: true });
    await house.checkpointFile.write(
      signCheckpoint(house.signer, { ...forged, size: 4, root: (await readHead(house.db.read)).root }),
    );
    expect(await assertLogIntact(house)).toMatchObject({ code: "log_rolled_back" });
    await expect(createTeam(house, world.system, late)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });

  it("is written no further where the guards were found to differ, and is read", async () => {
    const world = quiet(await open());
    await growLog(world, 2);
    const guardsFault = { code: "guards_differ", message: "the guards differ" };
    const house = {
      ...world.house,
      db: { ...world.house.db, whyNotGuarded: () => Promise.resolve(guardsFault) },
      freeze: { because: undefined },
    };
    expect(await assertLogIntact(house)).toEqual(guardsFault);
    await expect(createTeam(house, world.system, late)).rejects.toMatchObject({ reasons: [guardsFault] });
    expect(await world.leaves()).toHaveLength(2);
  });

  it("is keyed to the log's name, its size, its root and the time of its last entry, and to nothing else's key", () => {
    const seed = new Uint8Array(32).fill(7);
    const key = createLogSigner({ origin: "registry.test/audit", seed });
    const head = { size: 5, root: "ab".repeat(32), lastTime: new Date(0) };
    const macs = [
      key.headMac(head),
      createLogSigner({ origin: "registry.test/audit/2", seed }).headMac(head),
      createLogSigner({ origin: "registry.test/audit", seed: seed.map(() => 8) }).headMac(head),
      key.headMac({ ...head, size: 6 }),
      key.headMac({ ...head, root: "cd".repeat(32) }),
      key.headMac({ ...head, lastTime: new Date(1) }),
      key.headMac({ ...head, lastTime: null }),
    ];
    expect(new Set(macs).size).toBe(macs.length);
    expect(key.headMac({ ...head })).toBe(macs[0]);
  });
});
